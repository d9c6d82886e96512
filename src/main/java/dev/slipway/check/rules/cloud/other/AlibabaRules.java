package dev.slipway.check.rules.cloud.other;

import static dev.slipway.base.Severity.CRITICAL;
import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.any;
import static dev.slipway.check.rules.cloud.Condition.atLeast;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.PolicyDocument;
import dev.slipway.check.resources.PolicyDocument.Statement;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.CloudRule;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Network;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** Rules about Alibaba Cloud. */
final class AlibabaRules {
    private static CloudRule.Check openFor(String... actions) {
        return (resource, all, out) -> {
            for (Statement s : PolicyDocument.of(resource.get("policy")).allowing()) {
                for (String action : actions) {
                    if (s.anyPrincipal() && !s.conditional() && s.covers(action)) {
                        Links.report(resource, resource.get("policy"), "any principal may " + action, out);
                        return;
                    }
                }
            }
        };
    }

    private static final Rule OSS_POLICY_DELETE = rule(
                    "cloud/oss-policy-delete", CRITICAL, "OSS bucket policy allows delete action from all principals")
            .why("Everybody on the internet may do it.")
            .fix("name the accounts as principals")
            .controls("PCI-7.2.1", "GDPR-32")
            .on("alicloud_oss_bucket")
            .check(openFor("oss:DeleteObject", "oss:DeleteBucket", "oss:AbortMultipartUpload"))
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = [\"*\"], Action = [\"oss:DeleteObject\"] }] })")
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = [\"*\"], Action = [\"oss:*\"] }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Deny\", Principal = [\"*\"], Action = [\"oss:DeleteObject\"] }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = [\"1\"], Action = [\"oss:DeleteObject\"] }] })")
            .done();

    private static final Rule OSS_POLICY_PUT = rule(
                    "cloud/oss-policy-put", CRITICAL, "OSS bucket policy allows put action from all principals")
            .why("Everybody on the internet may do it.")
            .fix("name the accounts as principals")
            .controls("PCI-7.2.1", "GDPR-32")
            .on("alicloud_oss_bucket")
            .check(openFor("oss:PutObject", "oss:PutObjectAcl", "oss:PutBucket", "oss:PutBucketAcl"))
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = [\"*\"], Action = [\"oss:PutObject\"] }] })")
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = [\"*\"], Action = [\"oss:*\"] }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Deny\", Principal = [\"*\"], Action = [\"oss:PutObject\"] }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = [\"1\"], Action = [\"oss:PutObject\"] }] })")
            .done();

    private static final Rule OSS_POLICY_LIST = rule(
                    "cloud/oss-policy-list",
                    CRITICAL,
                    "OSS bucket policy allows list or get action from all principals")
            .why("Everybody on the internet may do it.")
            .fix("name the accounts as principals")
            .controls("PCI-7.2.1", "GDPR-32")
            .on("alicloud_oss_bucket")
            .check(openFor("oss:ListObjects", "oss:ListBuckets", "oss:GetObject"))
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = [\"*\"], Action = [\"oss:ListObjects\"] }] })")
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = [\"*\"], Action = [\"oss:GetObject\"] }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Deny\", Principal = [\"*\"], Action = [\"oss:ListObjects\"] }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = [\"1\"], Action = [\"oss:ListObjects\"] }] })")
            .done();

    private static final Rule OSS_PUBLIC = rule(
                    "cloud/oss-public", HIGH, "OSS bucket public access is enabled by its ACL")
            .why("Everybody on the internet may do it.")
            .fix("set acl to private")
            .controls("PCI-7.2.1", "GDPR-32")
            .on("alicloud_oss_bucket")
            .expect("acl", oneOf("private").orAbsent(), "\"private\"")
            .bad("acl = \"public-read\"")
            .bad("acl = \"public-read-write\"")
            .good("acl = \"private\"")
            .good("bucket = \"b\"")
            .done();

    private static final Rule OSS_NO_SECURE_TRANSPORT = rule(
                    "cloud/oss-no-secure-transport", MEDIUM, "OSS bucket has secure transport disabled")
            .why("Objects travel readable.")
            .fix("deny requests where acs:SecureTransport is false")
            .controls("PCI-4.2.1")
            .on("alicloud_oss_bucket")
            .check((resource, all, out) -> {
                PolicyDocument policy = PolicyDocument.of(resource.get("policy"));
                boolean denied = policy.statements().stream()
                        .anyMatch(s -> s.condition("acs:SecureTransport")
                                .filter(v -> v.items().stream().anyMatch(x -> x.is(!s.allows() ? "false" : "true")))
                                .isPresent());
                if (!denied && (policy.known() || resource.get("policy").absent())) {
                    Links.report(
                            resource,
                            resource.get("policy").absent() ? resource.attributes() : resource.get("policy"),
                            "plain HTTP is not denied",
                            out);
                }
            })
            .bad("bucket = \"b\"")
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = [\"1\"], Action = [\"oss:*\"] }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Deny\", Principal = [\"*\"], Action = [\"oss:*\"], Condition = { Bool = { \"acs:SecureTransport\" = [\"false\"] } } }] })")
            .good("policy = var.policy")
            .done();

    private static final Rule ECS_DISK_NO_KEY = rule(
                    "cloud/ecs-disk-no-key", HIGH, "ECS data disk KMS key ID is undefined")
            .why("Only a key of yours can be revoked.")
            .fix("set kms_key_id")
            .controls("PCI-3.5.1")
            .on("alicloud_disk", "alicloud_ecs_disk")
            .expect("kms_key_id", SET)
            .bad("encrypted = true")
            .bad("kms_key_id = \"\"")
            .good("kms_key_id = \"k\"")
            .good("kms_key_id = var.key")
            .done();

    private static final Rule ECS_DISK_UNENCRYPTED = rule(
                    "cloud/ecs-disk-unencrypted", HIGH, "ECS data disk is not encrypted")
            .why("Whoever gets hold of the disk reads it.")
            .fix("set encrypted to true")
            .controls("PCI-3.5.1")
            .on("alicloud_disk", "alicloud_ecs_disk")
            .expect("encrypted", TRUE)
            .bad("size = 10")
            .bad("encrypted = false")
            .good("encrypted = true")
            .good("encrypted = var.on")
            .done();

    private static final Rule NAS_NO_KEY = rule(
                    "cloud/nas-no-key", HIGH, "NAS file system is without encryption by a user KMS key")
            .why("Whoever gets hold of the disk reads it.")
            .fix("set encrypt_type to 2 and kms_key_id")
            .controls("PCI-3.5.1")
            .on("alicloud_nas_file_system")
            .expect("encrypt_type", oneOf("2"), "\"2\"")
            .bad("protocol_type = \"NFS\"")
            .bad("encrypt_type = \"0\"")
            .good("encrypt_type = \"2\"")
            .good("encrypt_type = var.type")
            .done();

    private static final Rule RDS_NO_TDE = rule("cloud/rds-no-tde", HIGH, "RDS instance TDE status is disabled")
            .why("Whoever gets hold of the disk reads it.")
            .fix("set tde_status to Enabled")
            .controls("PCI-3.5.1")
            .on("alicloud_db_instance")
            .when("engine", oneOf("MySQL", "SQLServer"))
            .check((resource, all, out) -> {
                // Editions of SQL Server without TDE, and versions of MySQL without it.
                String version = resource.get("engine_version").known().orElse("");
                boolean supported = resource.get("engine").is("MySQL")
                        ? version.matches("(5\\.6|5\\.7|8)(\\..*)?")
                        : version.matches(".*(_ent|2019_std).*");
                Value status = resource.get("tde_status");
                if (supported && !status.unknown() && !status.is("Enabled")) {
                    Links.report(resource, status, "TDE is off", out);
                }
            })
            .bad("""
                    engine         = "MySQL"
                    engine_version = "8"
                    """)
            .bad("""
                    engine         = "SQLServer"
                    engine_version = "2016_ent_ha"
                    tde_status     = "Disabled"
                    """)
            .good("""
                    engine         = "MySQL"
                    engine_version = "8"
                    tde_status     = "Enabled"
                    """)
            .good("""
                    engine         = "SQLServer"
                    engine_version = "2012_web"
                    """)
            .done();

    private static final Rule RDS_PUBLIC = rule(
                    "cloud/rds-public",
                    CRITICAL,
                    "RDS instance security IP list is open to everybody (publicly accessible)")
            .why("Everybody may try passwords on the database.")
            .fix("name the addresses")
            .controls("PCI-1.4.4")
            .on("alicloud_db_instance")
            .expect("security_ips", any(oneOf("0.0.0.0", "0.0.0.0/0")).not())
            .bad("security_ips = [\"0.0.0.0/0\"]")
            .bad("security_ips = [\"10.0.0.1\", \"0.0.0.0\"]")
            .good("security_ips = [\"10.0.0.0/24\"]")
            .good("engine = \"MySQL\"")
            .done();

    private static final Rule SG_OPEN = rule(
                    "cloud/sg-open", HIGH, "Alicloud security group rule: public ingress from everybody")
            .why("The whole internet tries passwords there.")
            .fix("name the addresses")
            .controls("PCI-1.3.1")
            .on("alicloud_security_group_rule")
            .when("type", oneOf("ingress"))
            .expect("cidr_ip", Network.EVERYBODY.not())
            .bad("""
                    type    = "ingress"
                    cidr_ip = "0.0.0.0/0"
                    """)
            .bad("""
                    type       = "ingress"
                    port_range = "22/22"
                    cidr_ip    = "0.0.0.0/0"
                    """)
            .good("""
                    type    = "ingress"
                    cidr_ip = "10.0.0.0/8"
                    """)
            .good("""
                    type    = "egress"
                    cidr_ip = "0.0.0.0/0"
                    """)
            .done();

    private static final Rule PASSWORD_NO_SYMBOLS = rule(
                    "cloud/password-no-symbols", LOW, "RAM account password policy does not require symbols")
            .why("Weak passwords are guessed.")
            .fix("set require_symbols to true")
            .controls("PCI-8.3.6")
            .on("alicloud_ram_account_password_policy")
            .expect("require_symbols", TRUE.orAbsent(), "true")
            .bad("require_symbols = false")
            .bad("require_symbols = \"false\"")
            .good("require_symbols = true")
            .good("minimum_password_length = 14")
            .done();

    private static final Rule PASSWORD_LENGTH = rule(
                    "cloud/password-length", LOW, "RAM account password policy minimum length is shorter than 14")
            .why("Weak passwords are guessed.")
            .fix("set minimum_password_length to 14")
            .controls("PCI-8.3.6")
            .on("alicloud_ram_account_password_policy")
            .expect("minimum_password_length", atLeast(14), "14")
            .bad("minimum_password_length = 9")
            .bad("require_symbols = true")
            .good("minimum_password_length = 14")
            .good("minimum_password_length = var.n")
            .done();

    private static final Rule RAM_NO_MFA = rule(
                    "cloud/ram-no-mfa", LOW, "RAM security preference does not enforce MFA login")
            .why("A stolen password is enough.")
            .fix("set enforce_mfa_for_login to true")
            .controls("PCI-8.4.2")
            .on("alicloud_ram_security_preference")
            .expect("enforce_mfa_for_login", TRUE)
            .bad("enforce_mfa_for_login = false")
            .bad("enable_save_mfa_ticket = true")
            .good("enforce_mfa_for_login = true")
            .good("enforce_mfa_for_login = var.on")
            .done();

    private static final Rule SLB_OLD_TLS = rule(
                    "cloud/slb-old-tls", MEDIUM, "SLB TLS policy supports an insecure TLS version")
            .why("TLS 1.0 and 1.1 can be broken.")
            .fix("name TLSv1.2 and TLSv1.3")
            .controls("PCI-4.2.1")
            .on("alicloud_slb_tls_cipher_policy")
            .expect("tls_versions", any(oneOf("TLSv1.0", "TLSv1.1")).not())
            .bad("tls_versions = [\"TLSv1.1\", \"TLSv1.2\"]")
            .bad("tls_versions = [\"TLSv1.0\"]")
            .good("tls_versions = [\"TLSv1.2\"]")
            .good("tls_versions = var.versions")
            .done();

    private static final Rule ROS_RETENTION = rule(
                    "cloud/ros-retention", MEDIUM, "ROS stack retention is disabled: retain_stacks")
            .why("With the stack instance its resources are destroyed.")
            .fix("set retain_stacks to true")
            .controls("SOC2-A1.2")
            .on("alicloud_ros_stack_instance")
            .expect("retain_stacks", TRUE)
            .bad("stack_group_name = \"s\"")
            .bad("retain_stacks = false")
            .good("retain_stacks = true")
            .good("retain_stacks = var.on")
            .done();

    private static final Rule ROS_NO_TEMPLATE = rule(
                    "cloud/ros-no-template", MEDIUM, "ROS stack is without a template: template_url or template_body")
            .why("The stack makes nothing.")
            .fix("set template_url or template_body")
            .controls("SOC2-CC8.1")
            .on("alicloud_ros_stack", "alicloud_ros_stack_group")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "template_body", SET)
                            .or(Links.is(resource, "template_url", SET))
                            .or(Links.is(resource, "template_id", SET))
                            .not(),
                    resource,
                    "no template",
                    out))
            .bad("stack_name = \"s\"")
            .bad("template_body = \"\"")
            .good("template_url = \"u\"")
            .good("template_body = var.t")
            .done();

    private static final Rule K8S_NO_TERWAY = rule(
                    "cloud/k8s-no-terway", LOW, "Kubernetes cluster is without Terway as CNI network plugin")
            .why("Network policies have no effect.")
            .fix("add the addon terway-eniip")
            .controls("PCI-1.4.1")
            .on("alicloud_cs_kubernetes", "alicloud_cs_managed_kubernetes")
            .check((resource, all, out) -> Links.answer(
                    Truth.of(resource.get("addons").items().stream()
                                    .noneMatch(a -> a.unknown()
                                            || a.get("name")
                                                    .known()
                                                    .filter(n -> n.startsWith("terway"))
                                                    .isPresent())
                            && resource.get("pod_vswitch_ids").absent()),
                    resource,
                    "terway is not among the addons",
                    out))
            .bad("name = \"c\"")
            .bad("""
                    addons {
                      name = "flannel"
                    }
                    """)
            .good("""
                    addons {
                      name = "terway-eniip"
                    }
                    """)
            .good("pod_vswitch_ids = [\"v\"]")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            OSS_POLICY_DELETE,
            OSS_POLICY_PUT,
            OSS_POLICY_LIST,
            OSS_PUBLIC,
            OSS_NO_SECURE_TRANSPORT,
            ECS_DISK_NO_KEY,
            ECS_DISK_UNENCRYPTED,
            NAS_NO_KEY,
            RDS_NO_TDE,
            RDS_PUBLIC,
            SG_OPEN,
            PASSWORD_NO_SYMBOLS,
            PASSWORD_LENGTH,
            RAM_NO_MFA,
            SLB_OLD_TLS,
            ROS_RETENTION,
            ROS_NO_TEMPLATE,
            K8S_NO_TERWAY);

    private AlibabaRules() {}
}
