package dev.slipway.check.rules.cloud.azure;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.LITERAL;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.atLeast;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import java.util.ArrayList;
import java.util.List;

/** Rules about Security Center, activity logs and other services. */
final class AzureMonitorRules {
    private static final Rule SECURITY_CENTER_FREE = rule(
                    "azure/security-center-free", MEDIUM, "Security Center pricing tier is not Standard")
            .why("Attacks on these resources are not looked for.")
            .fix("set tier to Standard")
            .controls("CIS-AZURE-2.1", "PCI-11.5.1")
            .on("azurerm_security_center_subscription_pricing")
            .expect("tier", oneOf("Standard"), "\"Standard\"")
            .bad("tier = \"Free\"")
            .badFile("""
                    resource "azurerm_security_center_subscription_pricing" "b" {
                      tier          = "Free"
                      resource_type = "VirtualMachines"
                    }
                    """)
            .good("tier = \"Standard\"")
            .good("tier = var.tier")
            .done();

    private static final Rule SECURITY_CONTACT_NO_ALERTS = rule(
                    "azure/security-contact-no-alerts",
                    MEDIUM,
                    "Email alerts of the Security Center contact are disabled")
            .why("Nobody is told of an attack.")
            .fix("set alert_notifications to true")
            .controls("CIS-AZURE-2.1.19")
            .on("azurerm_security_center_contact")
            .expect("alert_notifications", TRUE)
            .bad("alert_notifications = false")
            .bad("email = \"a@example.com\"")
            .good("alert_notifications = true")
            .good("alert_notifications = var.on")
            .done();

    private static final Rule SECURITY_CONTACT_NO_ADMINS = rule(
                    "azure/security-contact-no-admins", LOW, "Security Center contact does not alert admins")
            .why("The owners are not told of an attack.")
            .fix("set alerts_to_admins to true")
            .controls("CIS-AZURE-2.1.20")
            .on("azurerm_security_center_contact")
            .expect("alerts_to_admins", TRUE)
            .bad("alerts_to_admins = false")
            .bad("email = \"a@example.com\"")
            .good("alerts_to_admins = true")
            .good("alerts_to_admins = var.on")
            .done();

    private static final Rule SECURITY_CONTACT_NO_PHONE = rule(
                    "azure/security-contact-no-phone", LOW, "Security Center contact has no phone number")
            .why("In an emergency nobody can be called.")
            .fix("set phone")
            .controls("CIS-AZURE-2.1.19")
            .on("azurerm_security_center_contact")
            .expect("phone", SET)
            .bad("email = \"a@example.com\"")
            .bad("phone = \"\"")
            .good("phone = \"+491234\"")
            .good("phone = var.phone")
            .done();

    private static final Rule LOG_PROFILE_SHORT = rule(
                    "azure/log-profile-short", MEDIUM, "Azure Monitor log profile retention is shorter than 365 days")
            .why("When the intrusion is found, the log is gone.")
            .fix("set retention_policy.days to 365 or 0 (for ever)")
            .controls("PCI-10.5.1")
            .on("azurerm_monitor_log_profile")
            .expect("retention_policy.days", atLeast(365).or(oneOf("0")), "365")
            .bad("""
                    retention_policy {
                      enabled = true
                      days    = 90
                    }
                    """)
            .bad("name = \"p\"")
            .good("""
                    retention_policy {
                      enabled = true
                      days    = 365
                    }
                    """)
            .good("""
                    retention_policy {
                      days = var.days
                    }
                    """)
            .done();

    private static final Rule LOG_PROFILE_PARTIAL = rule(
                    "azure/log-profile-partial",
                    MEDIUM,
                    "Azure Monitor log profile does not capture all activities (categories)")
            .why("Nobody can tell later who did what.")
            .fix("name Action, Delete and Write")
            .controls("PCI-10.2.1")
            .on("azurerm_monitor_log_profile")
            .check((resource, all, out) -> {
                Value categories = resource.get("categories");
                List<String> missing = new ArrayList<>(List.of("Action", "Delete", "Write"));
                categories.items().forEach(c -> c.known().ifPresent(missing::remove));
                if (!categories.unknown() && !missing.isEmpty()) {
                    Links.report(resource, categories, "not captured: " + String.join(", ", missing), out);
                }
            })
            .bad("categories = [\"Action\"]")
            .bad("name = \"p\"")
            .good("categories = [\"Action\", \"Delete\", \"Write\"]")
            .good("categories = var.categories")
            .done();

    private static final Rule DATA_FACTORY_PUBLIC = rule(
                    "azure/data-factory-public", MEDIUM, "Azure Data Factory public network access is enabled")
            .why("The factory is on the internet.")
            .fix("set public_network_enabled to false")
            .controls("PCI-1.4.4")
            .on("azurerm_data_factory")
            .expect("public_network_enabled", FALSE, "false")
            .bad("name = \"f\"")
            .bad("public_network_enabled = true")
            .good("public_network_enabled = false")
            .good("public_network_enabled = var.open")
            .done();

    private static final Rule COGNITIVE_PUBLIC = rule(
                    "azure/cognitive-public",
                    MEDIUM,
                    "Azure Cognitive Search, Synapse, IoT hub or Event Grid public network access is enabled")
            .why("The service is on the internet.")
            .fix("set public_network_access_enabled to false")
            .controls("PCI-1.4.4")
            .on(
                    "azurerm_search_service",
                    "azurerm_cognitive_account",
                    "azurerm_eventgrid_topic",
                    "azurerm_eventgrid_domain",
                    "azurerm_iothub",
                    "azurerm_synapse_workspace",
                    "azurerm_machine_learning_workspace")
            .expect("public_network_access_enabled", FALSE, "false")
            .bad("name = \"s\"")
            .bad("public_network_access_enabled = true")
            .good("public_network_access_enabled = false")
            .good("public_network_access_enabled = var.open")
            .done();

    private static final Rule MESSAGING_OLD_TLS = rule(
                    "azure/messaging-old-tls",
                    LOW,
                    "Azure Event Hub or Service Bus namespace accepts a TLS version below 1.2")
            .why("TLS 1.0 and 1.1 can be broken.")
            .fix("set minimum_tls_version to 1.2")
            .controls("PCI-4.2.1")
            .on("azurerm_eventhub_namespace", "azurerm_servicebus_namespace")
            .expect("minimum_tls_version", oneOf("1.2", "1.3").orAbsent(), "\"1.2\"")
            .bad("minimum_tls_version = \"1.0\"")
            .bad("minimum_tls_version = \"1.1\"")
            .good("minimum_tls_version = \"1.2\"")
            .good("name = \"n\"")
            .done();

    private static final Rule CONTAINER_GROUP_PUBLIC = rule(
                    "azure/container-group-public",
                    MEDIUM,
                    "Azure Container Instance (container group) has a public IP address")
            .why("The container is on the internet.")
            .fix("set ip_address_type to Private and name a subnet")
            .controls("PCI-1.4.4")
            .on("azurerm_container_group")
            .expect("ip_address_type", oneOf("Private", "None"), "\"Private\"")
            .bad("ip_address_type = \"Public\"")
            .bad("name = \"g\"")
            .good("ip_address_type = \"Private\"")
            .good("ip_address_type = var.type")
            .done();

    private static final Rule PROVIDER_SECRET_IN_CODE = rule(
                    "azure/provider-secret-in-code", HIGH, "Azure provider has a client secret in code")
            .why("Whoever reads the code has the subscription.")
            .fix("take credentials from the environment or a workload identity")
            .controls("PCI-8.6.2", "CICD-SEC-6")
            .on("terraform.provider")
            .expectSecretly("client_secret", LITERAL.not())
            .badFile("""
                    provider "azurerm" {
                      client_secret = "abc"
                    }
                    """)
            .badFile("""
                    provider "azurerm" {
                      client_id     = "a"
                      client_secret = "def"
                    }
                    """)
            .goodFile("""
                    provider "azurerm" {
                      features {}
                    }
                    """)
            .goodFile("""
                    provider "azurerm" {
                      client_secret = var.secret
                    }
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            SECURITY_CENTER_FREE,
            SECURITY_CONTACT_NO_ALERTS,
            SECURITY_CONTACT_NO_ADMINS,
            SECURITY_CONTACT_NO_PHONE,
            LOG_PROFILE_SHORT,
            LOG_PROFILE_PARTIAL,
            DATA_FACTORY_PUBLIC,
            COGNITIVE_PUBLIC,
            MESSAGING_OLD_TLS,
            CONTAINER_GROUP_PUBLIC,
            PROVIDER_SECRET_IN_CODE);

    private AzureMonitorRules() {}
}
