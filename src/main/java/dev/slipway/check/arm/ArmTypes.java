package dev.slipway.check.arm;

import static dev.slipway.check.resources.Translation.to;

import dev.slipway.check.resources.Translation;
import dev.slipway.check.resources.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types of Azure in the vocabulary of the azurerm provider. */
final class ArmTypes {
    private static final Map<String, Translation> TYPES = types();

    /** Words that mean true or false where the provider has a truth. */
    private static final Set<String> TRUTHS = Set.of(
            "public_network_access_enabled",
            "ssl_enforcement_enabled",
            "infrastructure_encryption_enabled",
            "geo_redundant_backup_enabled",
            "email_account_admins",
            "alert_notifications",
            "enabled");

    private ArmTypes() {}

    /** How a type is translated, whatever its case. */
    static Optional<Translation> of(String type, String kind) {
        String key = type.toLowerCase(Locale.ROOT);
        if (key.equals("microsoft.web/sites") && kind.toLowerCase(Locale.ROOT).contains("functionapp")) {
            return Optional.ofNullable(TYPES.get("function"));
        }
        return Optional.ofNullable(TYPES.get(key));
    }

    /** Words for truths, lists in one text, and the last part of the name. */
    static Value.Block adjusted(Value.Block block, String name) {
        Map<String, Value> entries = new LinkedHashMap<>();
        block.entries().forEach((key, value) -> entries.put(key, adjusted(key, value)));
        if (name.contains("/") && !name.startsWith("[")) {
            entries.put("name", new Value.Text(name.substring(name.lastIndexOf('/') + 1), block.at()));
        }
        return new Value.Block(entries, block.at());
    }

    private static Value adjusted(String key, Value value) {
        if (value instanceof Value.Block b) {
            return adjusted(b, "");
        }
        if (!(value instanceof Value.Text t)) {
            return value;
        }
        if (TRUTHS.contains(key)
                && Set.of("enabled", "disabled").contains(t.text().toLowerCase(Locale.ROOT))) {
            return new Value.Bool(t.text().equalsIgnoreCase("enabled"), t.at());
        }
        if (key.equals("bypass")) {
            List<Value> items = new ArrayList<>();
            for (String part : t.text().split(",", -1)) {
                items.add(new Value.Text(part.strip(), t.at()));
            }
            return new Value.Items(items, t.at());
        }
        return value;
    }

    private static Map<String, Translation> types() {
        Map<String, Translation> types = new HashMap<>();
        storage(types);
        databases(types);
        compute(types);
        security(types);
        Map<String, Translation> lower = new HashMap<>();
        types.forEach((k, v) -> lower.put(k.toLowerCase(Locale.ROOT), v));
        return Map.copyOf(lower);
    }

    private static void storage(Map<String, Translation> types) {
        types.put(
                "Microsoft.Storage/storageAccounts",
                to(
                        "azurerm_storage_account",
                        "properties=^",
                        "properties.supportsHttpsTrafficOnly=https_traffic_only_enabled",
                        "properties.minimumTlsVersion=min_tls_version",
                        "properties.allowBlobPublicAccess=allow_nested_items_to_be_public",
                        "properties.allowSharedKeyAccess=shared_access_key_enabled",
                        "properties.publicNetworkAccess=public_network_access_enabled",
                        "properties.networkAcls=network_rules",
                        "properties.networkAcls.ipRules=ip_rules"));
        types.put(
                "Microsoft.Storage/storageAccounts/blobServices/containers",
                to("azurerm_storage_container", "properties=^", "properties.publicAccess=container_access_type"));
        types.put(
                "Microsoft.KeyVault/vaults",
                to(
                        "azurerm_key_vault",
                        "properties=^",
                        "properties.enableSoftDelete=soft_delete_enabled",
                        "properties.enablePurgeProtection=purge_protection_enabled",
                        "properties.softDeleteRetentionInDays=soft_delete_retention_days",
                        "properties.enableRbacAuthorization=enable_rbac_authorization",
                        "properties.publicNetworkAccess=public_network_access_enabled",
                        "properties.accessPolicies=access_policy"));
        types.put(
                "Microsoft.KeyVault/vaults/secrets",
                to(
                        "azurerm_key_vault_secret",
                        "properties=^",
                        "properties.attributes=^",
                        "properties.attributes.exp=expiration_date"));
        types.put(
                "Microsoft.KeyVault/vaults/keys",
                to(
                        "azurerm_key_vault_key",
                        "properties=^",
                        "properties.attributes=^",
                        "properties.attributes.exp=expiration_date"));
    }

    private static void databases(Map<String, Translation> types) {
        types.put(
                "Microsoft.Sql/servers",
                to(
                        "azurerm_mssql_server",
                        "properties=^",
                        "properties.minimalTlsVersion=minimum_tls_version",
                        "properties.publicNetworkAccess=public_network_access_enabled",
                        "properties.administrators=azuread_administrator"));
        for (String[] server : List.of(
                new String[] {"Microsoft.Sql", "mssql"},
                new String[] {"Microsoft.DBforPostgreSQL", "postgresql"},
                new String[] {"Microsoft.DBforMySQL", "mysql"},
                new String[] {"Microsoft.DBforMariaDB", "mariadb"})) {
            types.put(
                    server[0] + "/servers/firewallRules",
                    to("azurerm_" + server[1] + "_firewall_rule", "properties=^"));
            if (!server[1].equals("mssql")) {
                types.put(
                        server[0] + "/servers",
                        to(
                                "azurerm_" + server[1] + "_server",
                                "properties=^",
                                "properties.sslEnforcement=ssl_enforcement_enabled",
                                "properties.minimalTlsVersion=ssl_minimal_tls_version_enforced",
                                "properties.publicNetworkAccess=public_network_access_enabled",
                                "properties.infrastructureEncryption=infrastructure_encryption_enabled",
                                "properties.storageProfile=^",
                                "properties.storageProfile.geoRedundantBackup=geo_redundant_backup_enabled"));
                types.put(
                        server[0] + "/servers/configurations",
                        to("azurerm_" + server[1] + "_configuration", "properties=^"));
            }
        }
        types.put(
                "Microsoft.Sql/servers/securityAlertPolicies",
                to("azurerm_mssql_server_security_alert_policy", "properties=^"));
        types.put(
                "Microsoft.Sql/servers/databases/securityAlertPolicies",
                to("azurerm_mssql_server_security_alert_policy", "properties=^"));
        types.put(
                "Microsoft.Sql/servers/auditingSettings",
                to(
                        "azurerm_mssql_server_extended_auditing_policy",
                        "properties=^",
                        "properties.retentionDays=retention_in_days"));
        types.put("Microsoft.Sql/servers/databases", to("azurerm_mssql_database", "properties=^"));
        types.put(
                "Microsoft.DocumentDB/databaseAccounts",
                to(
                        "azurerm_cosmosdb_account",
                        "properties=^",
                        "properties.ipRangeFilter=ip_range_filter",
                        "properties.publicNetworkAccess=public_network_access_enabled"));
        types.put(
                "Microsoft.Cache/redis",
                to(
                        "azurerm_redis_cache",
                        "properties=^",
                        "properties.enableNonSslPort=non_ssl_port_enabled",
                        "properties.publicNetworkAccess=public_network_access_enabled"));
    }

    private static void compute(Map<String, Translation> types) {
        types.put(
                "Microsoft.ContainerService/managedClusters",
                to(
                        "azurerm_kubernetes_cluster",
                        "properties=^",
                        "properties.enableRBAC=role_based_access_control_enabled",
                        "properties.disableLocalAccounts=local_account_disabled",
                        "properties.apiServerAccessProfile.authorizedIPRanges=authorized_ip_ranges",
                        "properties.apiServerAccessProfile.enablePrivateCluster=private_cluster_enabled",
                        "properties.addonProfiles=addon_profile",
                        "properties.addonProfiles.omsagent=oms_agent",
                        "properties.addonProfiles.omsAgent=oms_agent",
                        "properties.addonProfiles.azurepolicy=azure_policy",
                        "properties.addonProfiles.kubeDashboard=kube_dashboard"));
        String[] site = {
            "properties=^",
            "properties.clientCertEnabled=client_certificate_enabled",
            "properties.siteConfig.http20Enabled=http2_enabled",
            "properties.siteConfig.minTlsVersion=minimum_tls_version",
            "properties.siteConfig.ftpsState=ftps_state"
        };
        types.put("Microsoft.Web/sites", to("azurerm_linux_web_app", site));
        types.put("function", to("azurerm_linux_function_app", site));
        types.put(
                "Microsoft.Compute/virtualMachines",
                to(
                        "azurerm_virtual_machine",
                        "properties=^",
                        "properties.osProfile.linuxConfiguration=os_profile_linux_config",
                        "properties.osProfile.linuxConfiguration.disablePasswordAuthentication="
                                + "disable_password_authentication"));
        types.put(
                "Microsoft.Compute/disks",
                to(
                        "azurerm_managed_disk",
                        "properties=^",
                        "properties.encryptionSettingsCollection=encryption_settings",
                        "properties.encryption.diskEncryptionSetId=disk_encryption_set_id"));
        types.put(
                "Microsoft.ContainerRegistry/registries",
                to(
                        "azurerm_container_registry",
                        "properties=^",
                        "properties.adminUserEnabled=admin_enabled",
                        "properties.anonymousPullEnabled=anonymous_pull_enabled",
                        "properties.publicNetworkAccess=public_network_access_enabled"));
    }

    private static void security(Map<String, Translation> types) {
        types.put(
                "Microsoft.Network/networkSecurityGroups",
                to(
                        "azurerm_network_security_group",
                        "properties=^",
                        "properties.securityRules=security_rule",
                        "properties.securityRules.properties=^"));
        types.put(
                "Microsoft.Network/networkSecurityGroups/securityRules",
                to("azurerm_network_security_rule", "properties=^"));
        types.put(
                "Microsoft.Security/pricings",
                to("azurerm_security_center_subscription_pricing", "properties=^", "properties.pricingTier=tier"));
        types.put(
                "Microsoft.Security/securityContacts",
                to("azurerm_security_center_contact", "properties=^", "properties.alertsToAdmins=alerts_to_admins"));
        types.put(
                "Microsoft.Authorization/roleDefinitions",
                to("azurerm_role_definition", "properties=^", "properties.roleName=name"));
        types.put("Microsoft.Insights/logprofiles", to("azurerm_monitor_log_profile", "properties=^"));
        types.put("Microsoft.Network/networkWatchers/flowLogs", to("azurerm_network_watcher_flow_log", "properties=^"));
        types.put(
                "Microsoft.Network/applicationGateways",
                to(
                        "azurerm_application_gateway",
                        "properties=^",
                        "properties.webApplicationFirewallConfiguration=waf_configuration"));
        types.put("Microsoft.Network/virtualNetworks", to("azurerm_virtual_network", "properties=^"));
    }
}
