package dev.slipway.check.ansible;

import static dev.slipway.check.resources.Translation.to;

import dev.slipway.check.resources.Translation;
import java.util.Map;

/** azure.azcollection and google.cloud. */
final class OtherModules {
    private OtherModules() {}

    static void addTo(Map<String, Translation> modules) {
        azure(modules);
        azureOthers(modules);
        google(modules);
    }

    private static void azure(Map<String, Translation> modules) {
        modules.put(
                "azure_rm_storageaccount",
                to(
                        "azurerm_storage_account",
                        "https_only=https_traffic_only_enabled",
                        "minimum_tls_version=min_tls_version",
                        "allow_blob_public_access=allow_nested_items_to_be_public",
                        "network_acls=network_rules",
                        "network_acls.virtual_network_rules=virtual_network_subnet_ids"));
        modules.put("azure_rm_sqlfirewallrule", to("azurerm_mssql_firewall_rule"));
        modules.put("azure_rm_postgresqlfirewallrule", to("azurerm_postgresql_firewall_rule"));
        modules.put("azure_rm_mysqlfirewallrule", to("azurerm_mysql_firewall_rule"));
        modules.put("azure_rm_postgresqlconfiguration", to("azurerm_postgresql_configuration"));
        modules.put(
                "azure_rm_postgresqlserver",
                to(
                        "azurerm_postgresql_server",
                        "enforce_ssl=ssl_enforcement_enabled",
                        "geo_redundant_backup=geo_redundant_backup_enabled"));
        modules.put(
                "azure_rm_mysqlserver",
                to(
                        "azurerm_mysql_server",
                        "enforce_ssl=ssl_enforcement_enabled",
                        "geo_redundant_backup=geo_redundant_backup_enabled"));
        modules.put("azure_rm_mariadbserver", to("azurerm_mariadb_server", "enforce_ssl=ssl_enforcement_enabled"));
        modules.put("azure_rm_subnet", to("azurerm_subnet", "address_prefix_cidr=address_prefixes[]"));
        modules.put(
                "azure_rm_aks",
                to(
                        "azurerm_kubernetes_cluster",
                        "enable_rbac=role_based_access_control_enabled",
                        "addon=^",
                        "addon.monitoring=oms_agent",
                        "addon.monitoring.log_analytics_workspace_resource_id=log_analytics_workspace_id",
                        "addon.http_application_routing.enabled=http_application_routing_enabled",
                        "addon.http_application_routing=^",
                        "api_server_access_profile.authorized_ip_ranges=authorized_ip_ranges"));
        modules.put("azure_rm_containerregistry", to("azurerm_container_registry", "admin_user_enabled=admin_enabled"));
        modules.put(
                "azure_rm_cosmosdbaccount",
                to(
                        "azurerm_cosmosdb_account",
                        "ip_range_filter=ip_range_filter",
                        "enable_automatic_failover=automatic_failover_enabled"));
    }

    private static void azureOthers(Map<String, Translation> modules) {
        modules.put(
                "azure_rm_keyvault",
                to(
                        "azurerm_key_vault",
                        "vault_name=name",
                        "enable_purge_protection=purge_protection_enabled",
                        "enable_soft_delete=soft_delete_enabled",
                        "vault_tenant=tenant_id"));
        modules.put("azure_rm_keyvaultkey", to("azurerm_key_vault_key", "key_name=name"));
        modules.put(
                "azure_rm_keyvaultsecret",
                to(
                        "azurerm_key_vault_secret",
                        "secret_name=name",
                        "secret_value=value",
                        "secret_expiry=expiration_date"));
        modules.put("azure_rm_securitygroup", to("azurerm_network_security_group", "rules=security_rule"));
        modules.put("azure_rm_webapp", to("azurerm_app_service"));
        modules.put("azure_rm_functionapp", to("azurerm_function_app"));
        modules.put(
                "azure_rm_virtualmachine",
                to(
                        "azurerm_virtual_machine",
                        "ssh_password_enabled=os_profile_linux_config/password_authentication_enabled"));
        modules.put("azure_rm_monitorlogprofile", to("azurerm_monitor_log_profile"));
        modules.put("azure_rm_rediscache", to("azurerm_redis_cache", "enable_non_ssl_port=non_ssl_port_enabled"));
        modules.put("azure_rm_roledefinition", to("azurerm_role_definition"));
        modules.put("azure_rm_virtualnetwork", to("azurerm_virtual_network"));
        modules.put("azure_rm_ad_serviceprincipal", to("azuread_service_principal"));
    }

    private static void google(Map<String, Translation> modules) {
        modules.put("gcp_container_node_pool", to("google_container_node_pool", "config=node_config"));
        modules.put(
                "gcp_compute_instance",
                to(
                        "google_compute_instance",
                        "network_interfaces=network_interface",
                        "network_interfaces.access_configs=access_config",
                        "disks=attached_disk",
                        "service_accounts=service_account",
                        "metadata=metadata!"));
        modules.put(
                "gcp_compute_instance_template",
                to(
                        "google_compute_instance_template",
                        "properties=^",
                        "properties.network_interfaces=network_interface",
                        "properties.network_interfaces.access_configs=access_config"));
        modules.put(
                "gcp_compute_firewall",
                to(
                        "google_compute_firewall",
                        "allowed=allow",
                        "allowed.ip_protocol=protocol",
                        "denied=deny",
                        "denied.ip_protocol=protocol"));
        modules.put(
                "gcp_compute_disk", to("google_compute_disk", "disk_encryption_key.kms_key_name=kms_key_self_link"));
        modules.put("gcp_compute_ssl_policy", to("google_compute_ssl_policy"));
        modules.put(
                "gcp_sql_instance",
                to(
                        "google_sql_database_instance",
                        "settings.ip_configuration.authorized_networks=authorized_networks"));
        modules.put("gcp_sql_database", to("google_sql_database"));
        modules.put("gcp_storage_bucket", to("google_storage_bucket", "lifecycle.rule=lifecycle_rule"));
        modules.put(
                "gcp_dns_managed_zone",
                to("google_dns_managed_zone", "dnssec_config.default_key_specs=default_key_specs"));
        modules.put("gcp_resourcemanager_project", to("google_project"));
    }
}
