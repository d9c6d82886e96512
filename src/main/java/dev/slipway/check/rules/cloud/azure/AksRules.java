package dev.slipway.check.rules.cloud.azure;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.LITERAL;
import static dev.slipway.check.rules.cloud.Condition.MISSING;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import java.util.List;

/** Rules about Kubernetes Service and virtual machines. */
final class AksRules {
    private static final Rule AKS_PUBLIC = rule(
                    "azure/aks-public",
                    HIGH,
                    "AKS private cluster is disabled: the API server is exposed to the internet")
            .why("Everybody may talk to the cluster's API and try stolen tokens.")
            .fix("set private_cluster_enabled to true, or authorized IP ranges")
            .controls("CIS-AKS-5.4.1", "PCI-1.4.4")
            .on("azurerm_kubernetes_cluster")
            .expect("private_cluster_enabled", TRUE)
            .bad("name = \"c\"")
            .bad("private_cluster_enabled = false")
            .good("private_cluster_enabled = true")
            .good("private_cluster_enabled = var.private")
            .done();

    private static final Rule AKS_NO_RANGES = rule(
                    "azure/aks-no-ranges", MEDIUM, "AKS API server has no authorized IP ranges")
            .why("Everybody may talk to the cluster's API and try stolen tokens.")
            .fix("set api_server_access_profile.authorized_ip_ranges")
            .controls("CIS-AKS-5.4.1", "PCI-1.4.4")
            .on("azurerm_kubernetes_cluster")
            .when("private_cluster_enabled", TRUE.not())
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "api_server_authorized_ip_ranges", SET)
                            .or(Links.is(resource, "api_server_access_profile.authorized_ip_ranges", SET))
                            .not(),
                    resource,
                    "every address may connect",
                    out))
            .bad("name = \"c\"")
            .bad("api_server_authorized_ip_ranges = []")
            .good("api_server_authorized_ip_ranges = [\"203.0.113.0/24\"]")
            .good("private_cluster_enabled = true")
            .done();

    private static final Rule AKS_NO_RBAC = rule(
                    "azure/aks-no-rbac", HIGH, "AKS RBAC (role-based access control) is disabled")
            .why("Everybody in the cluster may do everything.")
            .fix("set role_based_access_control_enabled to true")
            .controls("CIS-AKS-5.5.1", "PCI-7.2.1")
            .on("azurerm_kubernetes_cluster")
            .expect("role_based_access_control_enabled", TRUE.orAbsent(), "true")
            .expect("role_based_access_control[].enabled", TRUE)
            .bad("role_based_access_control_enabled = false")
            .bad("""
                    role_based_access_control {
                      enabled = false
                    }
                    """)
            .good("role_based_access_control_enabled = true")
            .good("name = \"c\"")
            .done();

    private static final Rule AKS_LOCAL_ACCOUNTS = rule(
                    "azure/aks-local-accounts", MEDIUM, "AKS cluster has local accounts enabled")
            .why("The shared administrator certificate works around the directory.")
            .fix("set local_account_disabled to true")
            .controls("CIS-AKS-5.5.1", "PCI-8.2.2")
            .on("azurerm_kubernetes_cluster")
            .expect("local_account_disabled", TRUE)
            .bad("name = \"c\"")
            .bad("local_account_disabled = false")
            .good("local_account_disabled = true")
            .good("local_account_disabled = var.on")
            .done();

    private static final Rule AKS_NO_NETWORK_POLICY = rule(
                    "azure/aks-no-network-policy", LOW, "AKS network policy is misconfigured or missing")
            .why("Every pod talks to every other.")
            .fix("set network_profile.network_policy to azure, calico or cilium")
            .controls("CIS-AKS-5.4.4", "PCI-1.4.1")
            .on("azurerm_kubernetes_cluster")
            .expect("network_profile.network_policy", oneOf("azure", "calico", "cilium"))
            .bad("name = \"c\"")
            .bad("""
                    network_profile {
                      network_policy = "none"
                    }
                    """)
            .good("""
                    network_profile {
                      network_policy = "calico"
                    }
                    """)
            .good("""
                    network_profile {
                      network_policy = var.policy
                    }
                    """)
            .done();

    private static final Rule AKS_NO_POLICY_ADDON = rule(
                    "azure/aks-no-policy-addon", LOW, "AKS uses no Azure Policy add-on (disabled)")
            .why("Nothing keeps dangerous objects out of the cluster.")
            .fix("set azure_policy_enabled to true")
            .controls("CIS-AKS-5.2.1")
            .on("azurerm_kubernetes_cluster")
            .check((resource, all, out) -> {
                Value old = resource.get("addon_profile", "azure_policy", "enabled");
                Value now = resource.get("azure_policy_enabled");
                if (now.absent() && !old.is(true) && !old.unknown()) {
                    Links.report(resource, old, "the policy add-on is off", out);
                } else if (now.is(false)) {
                    Links.report(resource, now, "the policy add-on is off", out);
                }
            })
            .bad("name = \"c\"")
            .bad("azure_policy_enabled = false")
            .good("azure_policy_enabled = true")
            .good("""
                    addon_profile {
                      azure_policy {
                        enabled = true
                      }
                    }
                    """)
            .done();

    private static final Rule AKS_NO_LOG = rule(
                    "azure/aks-no-log", MEDIUM, "AKS logging to Azure Monitoring is not configured")
            .why("Nobody can tell later what happened in the cluster.")
            .fix("add oms_agent with a workspace")
            .controls("CIS-AKS-2.1.1", "PCI-10.2.1")
            .on("azurerm_kubernetes_cluster")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "oms_agent", SET)
                            .or(Links.is(resource, "addon_profile.oms_agent.enabled", TRUE))
                            .not(),
                    resource,
                    "no agent sends its logs",
                    out))
            .bad("name = \"c\"")
            .bad("""
                    addon_profile {
                      oms_agent {
                        enabled = false
                      }
                    }
                    """)
            .good("""
                    oms_agent {
                      log_analytics_workspace_id = "w"
                    }
                    """)
            .good("""
                    addon_profile {
                      oms_agent {
                        enabled = true
                      }
                    }
                    """)
            .done();

    private static final Rule AKS_DASHBOARD = rule("azure/aks-dashboard", HIGH, "AKS dashboard is enabled")
            .why("A web page with the rights of the cluster.")
            .fix("set addon_profile.kube_dashboard.enabled to false")
            .controls("CIS-AKS-5.4.5")
            .on("azurerm_kubernetes_cluster")
            .expect("addon_profile[].kube_dashboard[].enabled", FALSE.orAbsent(), "false")
            .bad("""
                    addon_profile {
                      kube_dashboard {
                        enabled = true
                      }
                    }
                    """)
            .bad("""
                    addon_profile {
                      kube_dashboard {
                        enabled = "true"
                      }
                    }
                    """)
            .good("""
                    addon_profile {
                      kube_dashboard {
                        enabled = false
                      }
                    }
                    """)
            .good("name = \"c\"")
            .done();

    private static final Rule AKS_DISK_NO_OWN_KEY = rule(
                    "azure/aks-disk-no-own-key", LOW, "AKS disk encryption set ID is undefined")
            .why("Only a key of yours can be revoked.")
            .fix("set disk_encryption_set_id")
            .controls("PCI-3.5.1")
            .on("azurerm_kubernetes_cluster")
            .expect("disk_encryption_set_id", SET)
            .bad("name = \"c\"")
            .bad("disk_encryption_set_id = \"\"")
            .good("disk_encryption_set_id = var.set")
            .good("disk_encryption_set_id = azurerm_disk_encryption_set.a.id")
            .done();

    private static final Rule VM_PASSWORD_LOGIN = rule(
                    "azure/vm-password-login",
                    HIGH,
                    "Azure virtual machine (VM) or scale set allows password login over SSH")
            .why("Passwords are guessed; keys are not.")
            .fix("set disable_password_authentication to true and add an SSH key")
            .controls("CIS-AZURE-7.1", "PCI-8.3.1")
            .on(
                    "azurerm_linux_virtual_machine",
                    "azurerm_virtual_machine",
                    "azurerm_linux_virtual_machine_scale_set",
                    "azurerm_virtual_machine_scale_set")
            .expect("disable_password_authentication", TRUE.orAbsent(), "true")
            .expect("os_profile_linux_config[].disable_password_authentication", TRUE)
            .bad("disable_password_authentication = false")
            .badFile("""
                    resource "azurerm_virtual_machine" "a" {
                      os_profile_linux_config {
                        disable_password_authentication = false
                      }
                    }
                    """)
            .good("disable_password_authentication = true")
            .good("size = \"s\"")
            .done();

    private static final Rule VM_NO_HOST_ENCRYPTION = rule(
                    "azure/vm-no-host-encryption", MEDIUM, "Azure VM has no encryption at host")
            .why("Temporary disks and caches are readable for who gets hold of the host's disks.")
            .fix("set encryption_at_host_enabled to true")
            .controls("PCI-3.5.1")
            .on("azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine")
            .expect("encryption_at_host_enabled", TRUE)
            .bad("size = \"s\"")
            .bad("encryption_at_host_enabled = false")
            .good("encryption_at_host_enabled = true")
            .good("encryption_at_host_enabled = var.on")
            .done();

    private static final Rule VM_NO_AUTO_PATCH = rule(
                    "azure/vm-no-auto-patch", MEDIUM, "Azure VM has automatic patches (updates) disabled")
            .why("Known holes stay open.")
            .fix("set patch_mode to AutomaticByPlatform")
            .controls("PCI-6.3.3")
            .on("azurerm_windows_virtual_machine", "azurerm_virtual_machine")
            .expect("enable_automatic_updates", TRUE.orAbsent(), "true")
            .expect("automatic_updates_enabled", TRUE.orAbsent(), "true")
            .expect("os_profile_windows_config[].enable_automatic_upgrades", TRUE)
            .bad("enable_automatic_updates = false")
            .bad("automatic_updates_enabled = false")
            .good("patch_mode = \"AutomaticByPlatform\"")
            .good("size = \"s\"")
            .done();

    private static final Rule VM_EXTENSIONS = rule("azure/vm-extensions", LOW, "Azure VM allows extension operations")
            .why("Whoever may manage the machine runs programs in it.")
            .fix("set allow_extension_operations to false unless extensions are needed")
            .controls("CIS-AZURE-7.5")
            .on("azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine")
            .expect("allow_extension_operations", FALSE, "false")
            .bad("size = \"s\"")
            .bad("allow_extension_operations = true")
            .good("allow_extension_operations = false")
            .good("allow_extension_operations = var.on")
            .done();

    private static final Rule VM_UNMANAGED_DISK = rule(
                    "azure/vm-unmanaged-disk", LOW, "Azure VM uses unmanaged disks (VHD)")
            .why("The disk lies in a storage account that others may reach.")
            .fix("use managed disks")
            .controls("CIS-AZURE-7.2")
            .on("azurerm_virtual_machine")
            .expect("storage_os_disk[].vhd_uri", MISSING)
            .bad("""
                    storage_os_disk {
                      vhd_uri = "https://a.blob.core.windows.net/v.vhd"
                    }
                    """)
            .bad("""
                    storage_os_disk {
                      vhd_uri = var.uri
                    }
                    """)
            .good("""
                    storage_os_disk {
                      managed_disk_type = "Premium_LRS"
                    }
                    """)
            .good("name = \"v\"")
            .done();

    private static final Rule VM_SECRET_IN_CUSTOM_DATA = rule(
                    "azure/vm-secret-in-custom-data", HIGH, "Azure VM has a hardcoded admin password in code")
            .why("Whoever reads the code has the machine.")
            .fix("take it from a variable without default or a key vault, or use SSH keys")
            .controls("PCI-8.6.2")
            .on("azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine", "azurerm_virtual_machine")
            .expectSecretly("admin_password", LITERAL.not())
            .expectSecretly("os_profile[].admin_password", LITERAL.not())
            .bad("admin_password = \"P4ssw0rd!\"")
            .badFile("""
                    resource "azurerm_virtual_machine" "a" {
                      os_profile {
                        admin_password = "P4ssw0rd!"
                      }
                    }
                    """)
            .good("admin_password = var.password")
            .good("size = \"s\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            AKS_PUBLIC,
            AKS_NO_RANGES,
            AKS_NO_RBAC,
            AKS_LOCAL_ACCOUNTS,
            AKS_NO_NETWORK_POLICY,
            AKS_NO_POLICY_ADDON,
            AKS_NO_LOG,
            AKS_DASHBOARD,
            AKS_DISK_NO_OWN_KEY,
            VM_PASSWORD_LOGIN,
            VM_NO_HOST_ENCRYPTION,
            VM_NO_AUTO_PATCH,
            VM_EXTENSIONS,
            VM_UNMANAGED_DISK,
            VM_SECRET_IN_CUSTOM_DATA);

    private AksRules() {}
}
