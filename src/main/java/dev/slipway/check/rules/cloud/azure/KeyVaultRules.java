package dev.slipway.check.rules.cloud.azure;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.any;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.base.Confidence;
import dev.slipway.check.Rule;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** Rules about key vaults, registries and locks. */
final class KeyVaultRules {
    private static final Rule KEYVAULT_NO_PURGE_PROTECTION = rule(
                    "azure/keyvault-no-purge-protection", MEDIUM, "Key Vault has purge protection disabled")
            .why("Whoever deletes and purges the vault destroys all that its keys encrypt.")
            .fix("set purge_protection_enabled to true")
            .controls("CIS-AZURE-8.5", "PCI-3.6.1")
            .on("azurerm_key_vault")
            .expect("purge_protection_enabled", TRUE)
            .bad("name = \"v\"")
            .bad("purge_protection_enabled = false")
            .good("purge_protection_enabled = true")
            .good("purge_protection_enabled = var.on")
            .done();

    private static final Rule KEYVAULT_NETWORK_OPEN = rule(
                    "azure/keyvault-network-open", HIGH, "Key Vault has no network limits: default action is not Deny")
            .why("Everybody with a token reaches the vault from anywhere.")
            .fix("add network_acls with default_action Deny")
            .controls("CIS-AZURE-8.6", "PCI-1.3.1")
            .on("azurerm_key_vault")
            .when("public_network_access_enabled", FALSE.not())
            .expect("network_acls.default_action", oneOf("Deny"), "\"Deny\"")
            .bad("name = \"v\"")
            .bad("""
                    network_acls {
                      default_action = "Allow"
                      bypass         = "AzureServices"
                    }
                    """)
            .good("""
                    network_acls {
                      default_action = "Deny"
                      bypass         = "AzureServices"
                    }
                    """)
            .good("public_network_access_enabled = false")
            .done();

    private static final Rule KEYVAULT_KEY_NO_EXPIRY = rule(
                    "azure/keyvault-key-no-expiry", HIGH, "Key Vault key has no expiration date")
            .why("A key that leaked once works for ever.")
            .fix("set expiration_date")
            .controls("CIS-AZURE-8.1", "PCI-3.7.4")
            .on("azurerm_key_vault_key")
            .expect("expiration_date", SET)
            .bad("name = \"k\"")
            .bad("expiration_date = \"\"")
            .good("expiration_date = \"2027-01-01T00:00:00Z\"")
            .good("expiration_date = var.date")
            .done();

    private static final Rule KEYVAULT_SECRET_NO_EXPIRY = rule(
                    "azure/keyvault-secret-no-expiry", HIGH, "Key Vault secret has no expiration date")
            .why("A secret that leaked once works for ever.")
            .fix("set expiration_date")
            .controls("CIS-AZURE-8.3", "PCI-8.3.9")
            .on("azurerm_key_vault_secret")
            .expect("expiration_date", SET)
            .bad("name = \"k\"")
            .bad("expiration_date = \"\"")
            .good("expiration_date = \"2027-01-01T00:00:00Z\"")
            .good("expiration_date = var.date")
            .done();

    private static final Rule KEYVAULT_SECRET_NO_CONTENT_TYPE = rule(
                    "azure/keyvault-secret-no-content-type", MEDIUM, "Key Vault secrets content type is undefined")
            .why("Nobody knows what the secret is and how to rotate it.")
            .fix("set content_type")
            .controls("SOC2-CC8.1")
            .on("azurerm_key_vault_secret")
            .expect("content_type", SET)
            .bad("name = \"k\"")
            .bad("content_type = \"\"")
            .good("content_type = \"password\"")
            .good("content_type = var.type")
            .done();

    private static final Rule KEYVAULT_NO_LOG = rule(
                    "azure/keyvault-no-log", MEDIUM, "Key Vault auditing (diagnostic logging) is disabled")
            .why("Nobody sees who reads the secrets.")
            .fix("add an azurerm_monitor_diagnostic_setting for the vault")
            .controls("CIS-AZURE-5.1.5", "PCI-10.2.1")
            .on("azurerm_key_vault")
            .check(Links.mustBeNamedBy(
                    "azurerm_monitor_diagnostic_setting", "target_resource_id", "no diagnostic setting names it"))
            .bad("name = \"v\"")
            .badFile("""
                    resource "azurerm_key_vault" "a" {}
                    resource "azurerm_monitor_diagnostic_setting" "d" {
                      target_resource_id = "x"
                    }
                    """)
            .goodFile("""
                    resource "azurerm_key_vault" "a" {}
                    resource "azurerm_monitor_diagnostic_setting" "d" {
                      target_resource_id = azurerm_key_vault.a.id
                    }
                    """)
            .goodFile("""
                    resource "azurerm_key_vault" "a" {}
                    resource "azurerm_monitor_diagnostic_setting" "d" {
                      target_resource_id = var.vault
                    }
                    """)
            .done();

    private static final Rule REGISTRY_ADMIN = rule(
                    "azure/registry-admin", MEDIUM, "Azure Container Registry has the admin user enabled")
            .why("One shared password may push and pull everything.")
            .fix("set admin_enabled to false")
            .controls("PCI-8.2.2")
            .on("azurerm_container_registry")
            .expect("admin_enabled", FALSE.orAbsent(), "false")
            .bad("admin_enabled = true")
            .bad("admin_enabled = \"true\"")
            .good("admin_enabled = false")
            .good("name = \"r\"")
            .done();

    private static final Rule REGISTRY_ANONYMOUS_PULL = rule(
                    "azure/registry-anonymous-pull", HIGH, "Azure Container Registry allows anonymous pull")
            .why("Everybody reads your images, and with them your code.")
            .fix("set anonymous_pull_enabled to false")
            .controls("PCI-7.2.1")
            .on("azurerm_container_registry")
            .expect("anonymous_pull_enabled", FALSE.orAbsent(), "false")
            .bad("anonymous_pull_enabled = true")
            .bad("anonymous_pull_enabled = \"true\"")
            .good("anonymous_pull_enabled = false")
            .good("name = \"r\"")
            .done();

    private static final Rule REGISTRY_PUBLIC = rule(
                    "azure/registry-public", MEDIUM, "Azure Container Registry public network access is enabled")
            .why("The registry is on the internet.")
            .fix("set public_network_access_enabled to false and use a private endpoint")
            .controls("PCI-1.4.4")
            .on("azurerm_container_registry")
            .expect("public_network_access_enabled", FALSE, "false")
            .bad("name = \"r\"")
            .bad("public_network_access_enabled = true")
            .good("public_network_access_enabled = false")
            .good("public_network_access_enabled = var.open")
            .done();

    private static final Rule REGISTRY_NO_LOCK = rule(
                    "azure/registry-no-lock",
                    HIGH,
                    "Azure Container Registry with no locks: no management lock on its scope")
            .why("One wrong destroy deletes the images that production runs.")
            .fix("add an azurerm_management_lock with the registry as scope")
            .controls("SOC2-A1.2")
            .on("azurerm_container_registry")
            .check((resource, all, out) -> {
                Truth locked = Links.attached(all, "azurerm_management_lock", "scope", resource);
                boolean group = Links.named(all, resource.get("resource_group_name"), "azurerm_resource_group").stream()
                        .anyMatch(g -> all.attached("azurerm_management_lock", "scope", g)
                                .findAny()
                                .isPresent());
                Links.answer(locked.or(Truth.of(group)).not(), resource, "no lock protects it", out);
            })
            .bad("name = \"r\"")
            .badFile("""
                    resource "azurerm_container_registry" "a" {}
                    resource "azurerm_management_lock" "l" {
                      scope = "x"
                    }
                    """)
            .goodFile("""
                    resource "azurerm_container_registry" "a" {}
                    resource "azurerm_management_lock" "l" {
                      scope = azurerm_container_registry.a.id
                    }
                    """)
            .goodFile("""
                    resource "azurerm_container_registry" "a" {}
                    resource "azurerm_management_lock" "l" {
                      scope = var.scope
                    }
                    """)
            .done();

    private static final Rule CUSTOM_ROLE_OWNER = rule(
                    "azure/custom-role-owner",
                    HIGH,
                    "Azure custom role definition allows all actions like a subscription owner")
            .why("Whoever has the role owns the subscription.")
            .fix("name the actions")
            .controls("CIS-AZURE-1.23", "PCI-7.2.1")
            .on("azurerm_role_definition")
            .expect("permissions[].actions", any(oneOf("*")).not())
            .bad("""
                    permissions {
                      actions = ["*"]
                    }
                    """)
            .bad("""
                    permissions {
                      actions = ["Microsoft.Compute/*/read", "*"]
                    }
                    """)
            .good("""
                    permissions {
                      actions = ["Microsoft.Compute/*/read"]
                    }
                    """)
            .good("name = \"r\"")
            .done();

    private static final Rule ROLE_GUEST_OWNER = rule(
                    "azure/role-guest-owner",
                    HIGH,
                    "Azure role assignment gives Owner on a subscription or resource group")
            .why("Whoever is assigned owns everything in it, and gives it to others.")
            .fix("assign Contributor or a narrower role")
            .controls("CIS-AZURE-1.23", "PCI-7.2.1")
            .confidence(Confidence.MEDIUM)
            .on("azurerm_role_assignment")
            .expect(
                    "role_definition_name",
                    oneOf("Owner", "User Access Administrator").not().orAbsent())
            .bad("role_definition_name = \"Owner\"")
            .bad("role_definition_name = \"User Access Administrator\"")
            .good("role_definition_name = \"Reader\"")
            .good("role_definition_id = \"r\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            KEYVAULT_NO_PURGE_PROTECTION,
            KEYVAULT_NETWORK_OPEN,
            KEYVAULT_KEY_NO_EXPIRY,
            KEYVAULT_SECRET_NO_EXPIRY,
            KEYVAULT_SECRET_NO_CONTENT_TYPE,
            KEYVAULT_NO_LOG,
            REGISTRY_ADMIN,
            REGISTRY_ANONYMOUS_PULL,
            REGISTRY_PUBLIC,
            REGISTRY_NO_LOCK,
            CUSTOM_ROLE_OWNER,
            ROLE_GUEST_OWNER);

    private KeyVaultRules() {}
}
