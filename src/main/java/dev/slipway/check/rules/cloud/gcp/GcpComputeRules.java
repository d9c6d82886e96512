package dev.slipway.check.rules.cloud.gcp;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.MISSING;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.any;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** Rules about machines and disks of Google Cloud. */
final class GcpComputeRules {
    private static final Rule VM_NO_SHIELDED_BOOT = rule(
                    "gcp/vm-no-shielded-boot", MEDIUM, "Shielded VM is disabled on a compute instance")
            .why("A changed boot loader or kernel is not noticed.")
            .fix("set shielded_instance_config: enable_secure_boot, enable_vtpm and enable_integrity_monitoring")
            .controls("CIS-GCP-4.8")
            .on("google_compute_instance", "google_compute_instance_template")
            .expect("shielded_instance_config", SET)
            .expect("shielded_instance_config[].enable_secure_boot", TRUE)
            .expect("shielded_instance_config[].enable_vtpm", TRUE)
            .expect("shielded_instance_config[].enable_integrity_monitoring", TRUE)
            .bad("name = \"v\"")
            .bad("""
                    shielded_instance_config {
                      enable_secure_boot          = true
                      enable_vtpm                 = true
                      enable_integrity_monitoring = false
                    }
                    """)
            .good("""
                    shielded_instance_config {
                      enable_secure_boot          = true
                      enable_vtpm                 = true
                      enable_integrity_monitoring = true
                    }
                    """)
            .good("""
                    shielded_instance_config {
                      enable_secure_boot          = var.on
                      enable_vtpm                 = var.on
                      enable_integrity_monitoring = var.on
                    }
                    """)
            .done();

    private static final Rule VM_PROJECT_SSH_KEYS = rule(
                    "gcp/vm-project-ssh-keys", MEDIUM, "Project-wide SSH keys are enabled in VM instances")
            .why("A key of the project opens every machine.")
            .fix("set metadata block-project-ssh-keys to true")
            .controls("CIS-GCP-4.3")
            .on("google_compute_instance", "google_compute_instance_template")
            .expect("metadata.block-project-ssh-keys", TRUE)
            .bad("name = \"v\"")
            .bad("""
                    metadata = {
                      block-project-ssh-keys = false
                    }
                    """)
            .good("""
                    metadata = {
                      block-project-ssh-keys = true
                    }
                    """)
            .good("metadata = var.metadata")
            .done();

    private static final Rule VM_SERIAL_PORT = rule(
                    "gcp/vm-serial-port", MEDIUM, "Serial ports are enabled for VM instances")
            .why("Everybody with the right key reaches the console, around the firewall.")
            .fix("set metadata serial-port-enable to false")
            .controls("CIS-GCP-4.5")
            .on("google_compute_instance", "google_compute_instance_template", "google_compute_project_metadata")
            .expect("metadata[].serial-port-enable", FALSE.orAbsent(), "false")
            .bad("""
                    metadata = {
                      serial-port-enable = true
                    }
                    """)
            .bad("""
                    metadata = {
                      serial-port-enable = "TRUE"
                    }
                    """)
            .good("""
                    metadata = {
                      serial-port-enable = false
                    }
                    """)
            .good("name = \"v\"")
            .done();

    private static final Rule VM_NO_OS_LOGIN = rule(
                    "gcp/vm-no-os-login", MEDIUM, "OS Login is disabled for VM instances")
            .why("Keys are kept on machines and outlive the people.")
            .fix("set metadata enable-oslogin to true")
            .controls("CIS-GCP-4.4")
            .on("google_compute_instance", "google_compute_project_metadata")
            .expect("metadata[].enable-oslogin", TRUE.orAbsent(), "true")
            .bad("""
                    metadata = {
                      enable-oslogin = false
                    }
                    """)
            .bad("""
                    metadata = {
                      enable-oslogin = "FALSE"
                    }
                    """)
            .good("""
                    metadata = {
                      enable-oslogin = true
                    }
                    """)
            .good("name = \"v\"")
            .done();

    private static final Rule VM_PUBLIC_IP = rule(
                    "gcp/vm-public-ip", MEDIUM, "Google compute instance has a public IP address (external)")
            .why("The machine is on the internet.")
            .fix("leave access_config out and use a load balancer or NAT")
            .controls("CIS-GCP-4.9", "PCI-1.4.4")
            .on("google_compute_instance", "google_compute_instance_template")
            .expect("network_interface[].access_config", MISSING)
            .bad("""
                    network_interface {
                      network = "n"
                      access_config {}
                    }
                    """)
            .badFile("""
                    resource "google_compute_instance_template" "t" {
                      network_interface {
                        access_config {
                          network_tier = "STANDARD"
                        }
                      }
                    }
                    """)
            .good("""
                    network_interface {
                      network = "n"
                    }
                    """)
            .good("name = \"v\"")
            .done();

    private static final Rule VM_IP_FORWARDING = rule(
                    "gcp/vm-ip-forwarding", MEDIUM, "IP forwarding is enabled on a VM instance")
            .why("The machine passes on traffic that is not for it, around the firewalls.")
            .fix("set can_ip_forward to false")
            .controls("CIS-GCP-4.6")
            .on("google_compute_instance", "google_compute_instance_template")
            .expect("can_ip_forward", FALSE.orAbsent(), "false")
            .bad("can_ip_forward = true")
            .bad("can_ip_forward = \"true\"")
            .good("can_ip_forward = false")
            .good("name = \"v\"")
            .done();

    private static final Rule VM_DEFAULT_ACCOUNT = rule(
                    "gcp/vm-default-account", MEDIUM, "VM instance uses the default service account")
            .why("The default account may change the whole project.")
            .fix("make a service account for the machine")
            .controls("CIS-GCP-4.1", "PCI-7.2.1")
            .on("google_compute_instance", "google_compute_instance_template", "google_container_node_pool")
            .check((resource, all, out) -> {
                if (!resource.type().startsWith("google_compute")) {
                    return;
                }
                Value account = resource.get("service_account");
                Value email = account.get("email");
                if (account.absent()) {
                    Links.answer(Truth.YES, resource, "no service account is named", out);
                } else if (email.absent()
                        || email.known()
                                .filter(e -> e.endsWith("-compute@developer.gserviceaccount.com"))
                                .isPresent()) {
                    Links.report(resource, email, "the default account is used", out);
                }
            })
            .bad("name = \"v\"")
            .bad("""
                    service_account {
                      email = "123-compute@developer.gserviceaccount.com"
                    }
                    """)
            .good("""
                    service_account {
                      email = "app@p.iam.gserviceaccount.com"
                    }
                    """)
            .good("""
                    service_account {
                      email = google_service_account.a.email
                    }
                    """)
            .done();

    private static final Rule VM_FULL_SCOPE = rule(
                    "gcp/vm-full-scope", MEDIUM, "VM instance has full access to all cloud APIs (cloud-platform scope)")
            .why("What breaks into the machine changes the whole project.")
            .fix("name the scopes, or limit the account's roles")
            .controls("CIS-GCP-4.2", "PCI-7.2.1")
            .on("google_compute_instance", "google_compute_instance_template")
            .expect(
                    "service_account[].scopes",
                    any(matching("(.*/auth/)?cloud-platform")).not())
            .bad("""
                    service_account {
                      scopes = ["cloud-platform"]
                    }
                    """)
            .bad("""
                    service_account {
                      scopes = ["https://www.googleapis.com/auth/cloud-platform"]
                    }
                    """)
            .good("""
                    service_account {
                      scopes = ["storage-ro"]
                    }
                    """)
            .good("name = \"v\"")
            .done();

    private static final Rule DISK_NO_OWN_KEY = rule(
                    "gcp/disk-no-own-key",
                    MEDIUM,
                    "Disk encryption is disabled: VM disks are without customer supplied or managed encryption keys")
            .why("Only a key of yours can be revoked.")
            .fix("set disk_encryption_key")
            .controls("CIS-GCP-4.7", "PCI-3.5.1")
            .on("google_compute_disk")
            .check((resource, all, out) -> {
                Value key = resource.get("disk_encryption_key");
                if (key.absent()) {
                    Links.answer(Truth.YES, resource, "no key of yours encrypts it", out);
                    return;
                }
                boolean named = SET.of(key.get("raw_key")) == Truth.YES
                        || SET.of(key.get("kms_key_self_link")) == Truth.YES
                        || SET.of(key.get("rsa_encrypted_key")) == Truth.YES;
                if (!named) {
                    Value at = key.get("raw_key").absent() ? key.get("kms_key_self_link") : key.get("raw_key");
                    Links.report(resource, at, "no key is named", out);
                }
            })
            .bad("name = \"d\"")
            .bad("""
                    disk_encryption_key {
                      raw_key = ""
                    }
                    """)
            .good("""
                    disk_encryption_key {
                      kms_key_self_link = "k"
                    }
                    """)
            .good("""
                    disk_encryption_key {
                      raw_key = var.key
                    }
                    """)
            .done();

    private static final Rule IAM_OWNER_BINDING = rule(
                    "gcp/iam-owner-binding", HIGH, "Google project IAM gives a primitive role: owner or editor")
            .why("Whoever is a member owns the project.")
            .fix("use predefined roles")
            .controls("CIS-GCP-1.5", "PCI-7.2.1")
            .on(
                    "google_project_iam_member",
                    "google_project_iam_binding",
                    "google_folder_iam_member",
                    "google_organization_iam_member",
                    "google_folder_iam_binding",
                    "google_organization_iam_binding")
            .expect("role", oneOf("roles/owner", "roles/editor").not())
            .bad("role = \"roles/owner\"")
            .badFile("""
                    resource "google_project_iam_binding" "b" {
                      role    = "roles/editor"
                      members = ["user:a@example.com"]
                    }
                    """)
            .good("role = \"roles/viewer\"")
            .good("role = var.role")
            .done();

    private static final Rule IAM_TOKEN_CREATOR = rule(
                    "gcp/iam-token-creator",
                    HIGH,
                    "Google project IAM binding gives a service account the token creator or account user role")
            .why("The member acts as any service account of the project.")
            .fix("bind the role on the single service account")
            .controls("CIS-GCP-1.6", "PCI-7.2.1")
            .on("google_project_iam_binding", "google_project_iam_member")
            .expect(
                    "role",
                    oneOf("roles/iam.serviceAccountTokenCreator", "roles/iam.serviceAccountUser")
                            .not())
            .bad("role = \"roles/iam.serviceAccountTokenCreator\"")
            .badFile("""
                    resource "google_project_iam_member" "b" {
                      role = "roles/iam.serviceAccountUser"
                    }
                    """)
            .good("role = \"roles/viewer\"")
            .good("role = var.role")
            .done();

    private static final Rule IAM_SERVICE_ACCOUNT_ADMIN = rule(
                    "gcp/iam-service-account-admin",
                    HIGH,
                    "User or service account has admin privileges (roles with admin)")
            .why("What breaks into the account owns the project.")
            .fix("use a narrower role")
            .controls("CIS-GCP-1.5", "PCI-7.2.1")
            .on("google_project_iam_member", "google_project_iam_binding", "google_service_account_iam_member")
            .when("member", matching("serviceAccount:.*").or(any(matching("serviceAccount:.*"))))
            .expect("role", matching("roles/([a-z]+\\.)?[A-Za-z]*[aA]dmin").not())
            .bad("""
                    member = "serviceAccount:a@p.iam.gserviceaccount.com"
                    role   = "roles/iam.securityAdmin"
                    """)
            .bad("""
                    member = "serviceAccount:a@p.iam.gserviceaccount.com"
                    role   = "roles/compute.admin"
                    """)
            .good("""
                    member = "serviceAccount:a@p.iam.gserviceaccount.com"
                    role   = "roles/storage.objectViewer"
                    """)
            .good("""
                    member = "user:a@example.com"
                    role   = "roles/compute.admin"
                    """)
            .done();

    private static final Rule IAM_PERSONAL_MAIL = rule(
                    "gcp/iam-personal-mail", LOW, "Google IAM member is a personal (not corporate) Gmail account")
            .why("The company cannot lock the account when the person leaves.")
            .fix("use accounts of the company")
            .controls("CIS-GCP-1.1")
            .on("google_project_iam_member", "google_project_iam_binding", "google_organization_iam_member")
            .check((resource, all, out) -> {
                for (String name : List.of("member", "members")) {
                    if (any(matching("(?i)user:.*@gmail\\.com")).of(resource.get(name)) == Truth.YES) {
                        Links.report(resource, resource.get(name), "a private account is a member", out);
                    }
                }
            })
            .bad("member = \"user:ann@gmail.com\"")
            .badFile("""
                    resource "google_project_iam_binding" "b" {
                      members = ["user:bob@gmail.com"]
                    }
                    """)
            .good("member = \"user:ann@example.com\"")
            .good("member = var.member")
            .done();

    private static final Rule IAM_ACCOUNT_KEY = rule(
                    "gcp/iam-account-key", HIGH, "Google service account key is created in code")
            .why("The key stands readable in the state file and lives for ever.")
            .fix("use workload identity")
            .controls("CIS-GCP-1.4", "PCI-8.6.2")
            .on("google_service_account_key")
            .check((resource, all, out) -> Links.answer(Truth.YES, resource, "a long-lived key is created", out))
            .bad("service_account_id = \"a\"")
            .bad("service_account_id = google_service_account.a.name")
            .goodFile("""
                    resource "google_service_account" "a" {
                      account_id = "a"
                    }
                    """)
            .goodFile("""
                    data "google_service_account_key" "k" {
                      name = "k"
                    }
                    """)
            .done();

    private static final Rule IAM_AUDIT_EXEMPT = rule(
                    "gcp/iam-audit-exempt",
                    MEDIUM,
                    "IAM audit is not properly configured: log types are missing or members exempted")
            .why("What the exempted do is not recorded.")
            .fix("name DATA_READ and DATA_WRITE for allServices without exempted_members")
            .controls("CIS-GCP-2.1", "PCI-10.2.1")
            .on(
                    "google_project_iam_audit_config",
                    "google_organization_iam_audit_config",
                    "google_folder_iam_audit_config")
            .expect("service", oneOf("allServices"), "\"allServices\"")
            .expect("audit_log_config[].exempted_members", MISSING)
            .bad("""
                    service = "allServices"
                    audit_log_config {
                      log_type         = "DATA_READ"
                      exempted_members = ["user:a@example.com"]
                    }
                    """)
            .bad("service = \"storage.googleapis.com\"")
            .good("""
                    service = "allServices"
                    audit_log_config {
                      log_type = "DATA_READ"
                    }
                    """)
            .good("service = var.service")
            .done();

    private static final Rule PROJECT_DEFAULT_NETWORK = rule(
                    "gcp/project-default-network",
                    MEDIUM,
                    "Google project creates the default network (auto create network)")
            .why("The default network lets SSH and RDP in.")
            .fix("set auto_create_network to false")
            .controls("CIS-GCP-3.1")
            .on("google_project")
            .expect("auto_create_network", FALSE, "false")
            .bad("name = \"p\"")
            .bad("auto_create_network = true")
            .good("auto_create_network = false")
            .good("auto_create_network = var.on")
            .done();

    private static final Rule FUNCTIONS_PLAIN_HTTP = rule(
                    "gcp/functions-plain-http",
                    MEDIUM,
                    "Cloud Functions HTTP trigger is not secured: plain HTTP is accepted")
            .why("What is sent travels readable.")
            .fix("set https_trigger_security_level to SECURE_ALWAYS")
            .controls("PCI-4.2.1")
            .on("google_cloudfunctions_function")
            .when("trigger_http", TRUE)
            .expect("https_trigger_security_level", oneOf("SECURE_ALWAYS"), "\"SECURE_ALWAYS\"")
            .bad("trigger_http = true")
            .bad("""
                    trigger_http                 = true
                    https_trigger_security_level = "SECURE_OPTIONAL"
                    """)
            .good("""
                    trigger_http                 = true
                    https_trigger_security_level = "SECURE_ALWAYS"
                    """)
            .good("name = \"f\"")
            .done();

    private static final Rule FUNCTIONS_PUBLIC_INGRESS = rule(
                    "gcp/functions-public-ingress",
                    MEDIUM,
                    "Cloud Function or Cloud Run ingress settings allow all traffic")
            .why("Everybody on the internet reaches it.")
            .fix("set ingress_settings to ALLOW_INTERNAL_ONLY or ALLOW_INTERNAL_AND_GCLB")
            .controls("PCI-1.4.4")
            .on("google_cloudfunctions_function", "google_cloudfunctions2_function", "google_cloud_run_v2_service")
            .expect("ingress_settings", oneOf("ALLOW_ALL").not().orAbsent(), "\"ALLOW_INTERNAL_AND_GCLB\"")
            .expect("service_config[].ingress_settings", oneOf("ALLOW_ALL").not())
            .expect("ingress", oneOf("INGRESS_TRAFFIC_ALL").not().orAbsent())
            .bad("ingress_settings = \"ALLOW_ALL\"")
            .badFile("""
                    resource "google_cloud_run_v2_service" "s" {
                      ingress = "INGRESS_TRAFFIC_ALL"
                    }
                    """)
            .good("ingress_settings = \"ALLOW_INTERNAL_ONLY\"")
            .good("name = \"f\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            VM_NO_SHIELDED_BOOT,
            VM_PROJECT_SSH_KEYS,
            VM_SERIAL_PORT,
            VM_NO_OS_LOGIN,
            VM_PUBLIC_IP,
            VM_IP_FORWARDING,
            VM_DEFAULT_ACCOUNT,
            VM_FULL_SCOPE,
            DISK_NO_OWN_KEY,
            IAM_OWNER_BINDING,
            IAM_TOKEN_CREATOR,
            IAM_SERVICE_ACCOUNT_ADMIN,
            IAM_PERSONAL_MAIL,
            IAM_ACCOUNT_KEY,
            IAM_AUDIT_EXEMPT,
            PROJECT_DEFAULT_NETWORK,
            FUNCTIONS_PLAIN_HTTP,
            FUNCTIONS_PUBLIC_INGRESS);

    private GcpComputeRules() {}
}
