package dev.slipway.check.rules.cloud.azure;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** Rules about storage accounts and disks. */
final class AzureStorageRules {
    private static final Rule STORAGE_PLAIN_HTTP = rule(
                    "azure/storage-plain-http",
                    HIGH,
                    "Azure storage account allows insecure HTTP traffic (HTTPS only disabled)")
            .why("Data and keys travel readable.")
            .fix("set https_traffic_only_enabled to true")
            .controls("CIS-AZURE-3.1", "PCI-4.2.1")
            .on("azurerm_storage_account")
            .expect("enable_https_traffic_only", TRUE.orAbsent(), "true")
            .expect("https_traffic_only_enabled", TRUE.orAbsent(), "true")
            .bad("enable_https_traffic_only = false")
            .bad("https_traffic_only_enabled = false")
            .good("https_traffic_only_enabled = true")
            .good("name = \"s\"")
            .done();

    private static final Rule STORAGE_OLD_TLS = rule(
                    "azure/storage-old-tls",
                    MEDIUM,
                    "Azure storage account is not using the latest TLS encryption version")
            .why("TLS 1.0 and 1.1 can be broken.")
            .fix("set min_tls_version to TLS1_2")
            .controls("CIS-AZURE-3.15", "PCI-4.2.1")
            .on("azurerm_storage_account")
            .expect("min_tls_version", oneOf("TLS1_2", "TLS1_3").orAbsent(), "\"TLS1_2\"")
            .bad("min_tls_version = \"TLS1_0\"")
            .bad("min_tls_version = \"TLS1_1\"")
            .good("min_tls_version = \"TLS1_2\"")
            .good("name = \"s\"")
            .done();

    private static final Rule STORAGE_PUBLIC_BLOBS = rule(
                    "azure/storage-public-blobs", HIGH, "Azure storage account allows public (anonymous) blob access")
            .why("One container set to public and everybody on the internet reads it.")
            .fix("set allow_nested_items_to_be_public to false")
            .controls("CIS-AZURE-3.7", "PCI-7.2.1")
            .on("azurerm_storage_account")
            .expect("allow_nested_items_to_be_public", FALSE.orAbsent(), "false")
            .expect("allow_blob_public_access", FALSE.orAbsent(), "false")
            .bad("allow_nested_items_to_be_public = true")
            .bad("allow_blob_public_access = true")
            .good("allow_nested_items_to_be_public = false")
            .good("name = \"s\"")
            .done();

    private static final Rule STORAGE_PUBLIC_CONTAINER = rule(
                    "azure/storage-public-container", HIGH, "Azure storage container is publicly accessible")
            .why("Everybody on the internet reads it.")
            .fix("set container_access_type to private")
            .controls("CIS-AZURE-3.7", "PCI-7.2.1")
            .on("azurerm_storage_container")
            .expect("container_access_type", oneOf("private").orAbsent(), "\"private\"")
            .bad("container_access_type = \"blob\"")
            .bad("container_access_type = \"container\"")
            .good("container_access_type = \"private\"")
            .good("name = \"c\"")
            .done();

    private static final Rule STORAGE_NETWORK_OPEN = rule(
                    "azure/storage-network-open",
                    MEDIUM,
                    "Default Azure storage account network access is too permissive: default action is not Deny")
            .why("Everybody who has a key reaches the account from anywhere.")
            .fix("add network_rules with default_action Deny")
            .controls("CIS-AZURE-3.8", "PCI-1.3.1")
            .on("azurerm_storage_account", "azurerm_storage_account_network_rules")
            .check((resource, all, out) -> {
                boolean own = resource.type().equals("azurerm_storage_account_network_rules");
                Value rules = own ? resource.attributes() : resource.get("network_rules");
                if (!own && resource.get("public_network_access_enabled").is(false)) {
                    return;
                }
                for (Value rule : rules.items()) {
                    Value action = rule.get("default_action");
                    if (!action.unknown() && !action.is("Deny")) {
                        Links.report(resource, action, "everybody may reach it", out);
                    }
                }
                if (rules.absent()) {
                    Truth limited = Links.attached(
                                    all, "azurerm_storage_account_network_rules", "storage_account_id", resource)
                            .or(Links.attached(
                                    all, "azurerm_storage_account_network_rules", "storage_account_name", resource));
                    Links.answer(limited.not(), resource, "no network rules", out);
                }
            })
            .bad("""
                    network_rules {
                      default_action = "Allow"
                    }
                    """)
            .bad("name = \"s\"")
            .good("""
                    network_rules {
                      default_action = "Deny"
                    }
                    """)
            .good("public_network_access_enabled = false")
            .done();

    private static final Rule STORAGE_NO_TRUSTED_SERVICES = rule(
                    "azure/storage-no-trusted-services",
                    LOW,
                    "Azure storage account does not allow trusted Microsoft services to bypass its firewall")
            .why("Backups and logs of the platform fail.")
            .fix("add AzureServices to network_rules.bypass")
            .controls("CIS-AZURE-3.9")
            .on("azurerm_storage_account", "azurerm_storage_account_network_rules")
            .check((resource, all, out) -> {
                Value rules = resource.type().equals("azurerm_storage_account")
                        ? resource.get("network_rules")
                        : resource.attributes();
                Value bypass = rules.get("bypass");
                if (!rules.absent()
                        && !bypass.absent()
                        && !bypass.unknown()
                        && bypass.items().stream().noneMatch(v -> v.unknown() || v.is("AzureServices"))) {
                    Links.report(resource, bypass, "trusted services are shut out", out);
                }
            })
            .bad("""
                    network_rules {
                      default_action = "Deny"
                      bypass         = ["None"]
                    }
                    """)
            .bad("""
                    network_rules {
                      default_action = "Deny"
                      bypass         = ["Metrics"]
                    }
                    """)
            .good("""
                    network_rules {
                      default_action = "Deny"
                      bypass         = ["AzureServices"]
                    }
                    """)
            .good("""
                    network_rules {
                      default_action = "Deny"
                    }
                    """)
            .done();

    private static final Rule STORAGE_SHARED_KEY = rule(
                    "azure/storage-shared-key", LOW, "Azure storage account allows shared key access")
            .why("Account keys give everything and are bound to nobody.")
            .fix("set shared_access_key_enabled to false and use Entra ID")
            .controls("CIS-AZURE-3.3", "PCI-8.6.2")
            .on("azurerm_storage_account")
            .expect("shared_access_key_enabled", FALSE.orAbsent(), "false")
            .bad("shared_access_key_enabled = true")
            .bad("shared_access_key_enabled = \"true\"")
            .good("shared_access_key_enabled = false")
            .good("name = \"s\"")
            .done();

    private static final Rule STORAGE_NO_QUEUE_LOG = rule(
                    "azure/storage-no-queue-log",
                    MEDIUM,
                    "Azure storage account queue logging of read, write and delete requests is disabled")
            .why("Nobody can tell later who read what.")
            .fix("set queue_properties.logging read, write and delete to true")
            .controls("CIS-AZURE-3.5", "PCI-10.2.1")
            .on("azurerm_storage_account")
            .when("queue_properties", SET)
            .expect("queue_properties[].logging.read", TRUE)
            .expect("queue_properties[].logging.write", TRUE)
            .expect("queue_properties[].logging.delete", TRUE)
            .bad("""
                    queue_properties {
                      logging {
                        read   = false
                        write  = true
                        delete = true
                      }
                    }
                    """)
            .bad("""
                    queue_properties {
                      hour_metrics {
                        enabled = true
                      }
                    }
                    """)
            .good("""
                    queue_properties {
                      logging {
                        read   = true
                        write  = true
                        delete = true
                      }
                    }
                    """)
            .good("name = \"s\"")
            .done();

    private static final Rule MANAGED_DISK_UNENCRYPTED = rule(
                    "azure/managed-disk-unencrypted", MEDIUM, "Encryption on managed disk is disabled")
            .why("Whoever gets hold of the disk or a snapshot reads it.")
            .fix("keep platform encryption on, or name a disk encryption set")
            .controls("CIS-AZURE-7.4", "PCI-3.5.1")
            .on("azurerm_managed_disk", "azurerm_snapshot")
            .check((resource, all, out) -> {
                if (!resource.get("disk_encryption_set_id").absent()
                        || !resource.get("secure_vm_disk_encryption_set_id").absent()) {
                    return;
                }
                Value settings = resource.get("encryption_settings");
                if (settings.absent()) {
                    Links.answer(Truth.YES, resource, "no key of yours encrypts it", out);
                } else if (settings.get("enabled").is(false)) {
                    Links.report(resource, settings.get("enabled"), "encryption is off", out);
                }
            })
            .bad("""
                    encryption_settings {
                      enabled = false
                    }
                    """)
            .bad("name = \"d\"")
            .good("""
                    encryption_settings {
                      enabled = true
                    }
                    """)
            .good("disk_encryption_set_id = azurerm_disk_encryption_set.a.id")
            .done();

    private static final Rule FILESHARE_WIDE_PERMISSION = rule(
                    "azure/fileshare-wide-permission",
                    MEDIUM,
                    "Azure storage share file permission is undefined or allows all")
            .why("Who has the signature may do everything with the share.")
            .fix("name the permissions of the access policy that are needed")
            .controls("PCI-7.2.1")
            .on("azurerm_storage_share")
            .expect(
                    "acl[].access_policy[].permissions",
                    matching("rwdl|rwld|.*d.*w.*").not())
            .bad("""
                    acl {
                      id = "a"
                      access_policy {
                        permissions = "rwdl"
                      }
                    }
                    """)
            .bad("""
                    acl {
                      access_policy {
                        permissions = "rwld"
                      }
                    }
                    """)
            .good("""
                    acl {
                      access_policy {
                        permissions = "r"
                      }
                    }
                    """)
            .good("name = \"s\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            STORAGE_PLAIN_HTTP,
            STORAGE_OLD_TLS,
            STORAGE_PUBLIC_BLOBS,
            STORAGE_PUBLIC_CONTAINER,
            STORAGE_NETWORK_OPEN,
            STORAGE_NO_TRUSTED_SERVICES,
            STORAGE_SHARED_KEY,
            STORAGE_NO_QUEUE_LOG,
            MANAGED_DISK_UNENCRYPTED,
            FILESHARE_WIDE_PERMISSION);

    private AzureStorageRules() {}
}
