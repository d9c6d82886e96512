package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.LITERAL;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.any;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.PolicyDocument;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;
import java.util.Locale;

/** Rules about analytics, machine learning, builds, desktops and other services. */
final class OperatedServiceRules {
    private static final Rule EMR_NO_VPC = rule(
                    "aws/emr-no-vpc", LOW, "EMR cluster is launched without a VPC (no subnet)")
            .why("The cluster stands in the shared classic network.")
            .fix("set ec2_attributes.subnet_id")
            .controls("PCI-1.4.4")
            .on("aws_emr_cluster")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "ec2_attributes.subnet_id", SET)
                            .or(Links.is(resource, "ec2_attributes.subnet_ids", SET))
                            .or(Links.is(resource, "subnet_id", SET))
                            .not(),
                    resource,
                    "no subnet is named",
                    out))
            .bad("name = \"e\"")
            .bad("""
                    ec2_attributes {
                      key_name = "k"
                    }
                    """)
            .good("""
                    ec2_attributes {
                      subnet_id = "subnet-1"
                    }
                    """)
            .good("""
                    ec2_attributes {
                      subnet_ids = var.subnets
                    }
                    """)
            .done();

    private static final Rule EMR_NO_SECURITY = rule(
                    "aws/emr-no-security", LOW, "EMR cluster has no security configuration (encryption)")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("name a security_configuration")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_emr_cluster")
            .expect("security_configuration", SET)
            .bad("name = \"e\"")
            .bad("security_configuration = \"\"")
            .good("security_configuration = \"s\"")
            .good("security_configuration = var.config")
            .done();

    private static final Rule BEANSTALK_NO_MANAGED_UPDATES = rule(
                    "aws/beanstalk-no-managed-updates",
                    LOW,
                    "Elastic Beanstalk environment has managed platform updates disabled")
            .why("Known holes of the platform stay open.")
            .fix("set aws:elasticbeanstalk:managedactions ManagedActionsEnabled to true")
            .controls("PCI-6.3.3")
            .on("aws_elastic_beanstalk_environment")
            .check((resource, all, out) -> resource.get("setting").items().stream()
                    .filter(s -> s.get("name").is("ManagedActionsEnabled")
                            && s.get("value").is(false))
                    .forEach(s -> Links.report(resource, s.get("value"), "managed updates are off", out)))
            .bad("""
                    setting {
                      namespace = "aws:elasticbeanstalk:managedactions"
                      name      = "ManagedActionsEnabled"
                      value     = "false"
                    }
                    """)
            .bad("""
                    setting {
                      name  = "ManagedActionsEnabled"
                      value = false
                    }
                    """)
            .good("""
                    setting {
                      name  = "ManagedActionsEnabled"
                      value = "true"
                    }
                    """)
            .good("name = \"e\"")
            .done();

    private static final Rule TRANSFER_PUBLIC = rule(
                    "aws/transfer-public", MEDIUM, "Transfer Family server has a public endpoint")
            .why("Everybody may try passwords.")
            .fix("set endpoint_type to VPC")
            .controls("PCI-1.4.4")
            .on("aws_transfer_server")
            .expect("endpoint_type", oneOf("VPC", "VPC_ENDPOINT"), "\"VPC\"")
            .bad("protocols = [\"SFTP\"]")
            .bad("endpoint_type = \"PUBLIC\"")
            .good("endpoint_type = \"VPC\"")
            .good("endpoint_type = var.type")
            .done();

    private static final Rule TRANSFER_FTP = rule("aws/transfer-ftp", HIGH, "Transfer Family server allows plain FTP")
            .why("Passwords and files travel readable.")
            .fix("use SFTP or FTPS")
            .controls("PCI-4.2.1")
            .on("aws_transfer_server")
            .expect("protocols", any(oneOf("FTP")).not())
            .bad("protocols = [\"FTP\"]")
            .bad("protocols = [\"SFTP\", \"FTP\"]")
            .good("protocols = [\"SFTP\"]")
            .good("endpoint_type = \"VPC\"")
            .done();

    private static final Rule CLOUDFORMATION_STACK_RETENTION = rule(
                    "aws/cloudformation-stack-retention",
                    MEDIUM,
                    "Stack retention is disabled: retain_stack keeps the stack set instance's resources")
            .why("When the instance is removed, its resources are destroyed with it.")
            .fix("set retain_stack to true")
            .controls("SOC2-A1.2")
            .on("aws_cloudformation_stack_set_instance")
            .expect("retain_stack", TRUE)
            .bad("account_id = \"1\"")
            .bad("retain_stack = false")
            .good("retain_stack = true")
            .good("retain_stack = var.retain")
            .done();

    private static final Rule CLOUDFORMATION_NO_NOTIFICATION = rule(
                    "aws/cloudformation-no-notification", LOW, "CloudFormation stack has no notifications configured")
            .why("Nobody is told when the stack changes.")
            .fix("set notification_arns")
            .controls("SOC2-CC8.1")
            .on("aws_cloudformation_stack")
            .expect("notification_arns", SET)
            .bad("name = \"s\"")
            .bad("notification_arns = []")
            .good("notification_arns = [\"arn\"]")
            .good("notification_arns = var.topics")
            .done();

    private static final Rule CLOUDFORMATION_NO_TEMPLATE = rule(
                    "aws/cloudformation-no-template", MEDIUM, "CloudFormation stack is without a template")
            .why("Nothing is made, or what stands there is kept as it is.")
            .fix("set template_body or template_url")
            .controls("SOC2-CC8.1")
            .on("aws_cloudformation_stack", "aws_cloudformation_stack_set")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "template_body", SET)
                            .or(Links.is(resource, "template_url", SET))
                            .not(),
                    resource,
                    "neither body nor URL",
                    out))
            .bad("name = \"s\"")
            .bad("template_body = \"\"")
            .good("template_url = \"https://example.com/t\"")
            .good("template_body = var.template")
            .done();

    private static final Rule WAF_DEFAULT_ALLOW = rule("aws/waf-default-allow", LOW, "WAF web ACL has no rules")
            .why("What is not matched by a rule passes, and there is no rule.")
            .fix("add rules, for example the managed groups")
            .controls("PCI-6.4.2")
            .on("aws_wafv2_web_acl")
            .check((resource, all, out) -> Links.answer(
                    Truth.of(resource.get("rule").absent()
                            && resource.get("default_action", "block").absent()
                            && resource.get("rule_json").absent()),
                    resource,
                    "no rule",
                    out))
            .bad("""
                    default_action {
                      allow {}
                    }
                    """)
            .bad("name = \"w\"")
            .good("""
                    rule {
                      name = "r"
                    }
                    """)
            .good("""
                    default_action {
                      block {}
                    }
                    """)
            .done();

    private static final Rule GLOBAL_ACCELERATOR_NO_LOG = rule(
                    "aws/global-accelerator-no-log", LOW, "Global Accelerator flow logs are disabled")
            .why("After an attack nobody can tell who came.")
            .fix("set attributes.flow_logs_enabled to true")
            .controls("PCI-10.2.1")
            .on("aws_globalaccelerator_accelerator")
            .expect("attributes.flow_logs_enabled", TRUE)
            .bad("name = \"a\"")
            .bad("""
                    attributes {
                      flow_logs_enabled = false
                    }
                    """)
            .good("""
                    attributes {
                      flow_logs_enabled = true
                    }
                    """)
            .good("""
                    attributes {
                      flow_logs_enabled = var.logs
                    }
                    """)
            .done();

    private static final Rule BACKUP_VAULT_NO_KEY = rule(
                    "aws/backup-vault-no-key", LOW, "Backup vault is not encrypted with a customer managed KMS key")
            .why("Only a key of yours can be revoked, and its use audited.")
            .fix("set kms_key_arn")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_backup_vault")
            .expect("kms_key_arn", SET)
            .bad("name = \"v\"")
            .bad("kms_key_arn = \"\"")
            .good("kms_key_arn = var.key")
            .good("kms_key_arn = aws_kms_key.a.arn")
            .done();

    private static final Rule DMS_PUBLIC = rule(
                    "aws/dms-public", HIGH, "DMS replication instance is publicly accessible")
            .why("The machine that reads your databases is on the internet.")
            .fix("set publicly_accessible to false")
            .controls("PCI-1.4.4")
            .on("aws_dms_replication_instance")
            .expect("publicly_accessible", FALSE.orAbsent(), "false")
            .bad("publicly_accessible = true")
            .bad("publicly_accessible = \"true\"")
            .good("publicly_accessible = false")
            .good("replication_instance_id = \"r\"")
            .done();

    private static final Rule PROVIDER_KEYS_IN_CODE = rule(
                    "aws/provider-keys-in-code", HIGH, "AWS provider has static access keys in code")
            .why("Whoever reads the code has the account.")
            .fix("take credentials from the environment, a profile or a role")
            .controls("PCI-8.6.2", "CICD-SEC-6")
            .on("terraform.provider")
            .expectSecretly("secret_key", LITERAL.not())
            .expectSecretly("access_key", LITERAL.not())
            .badFile("""
                    provider "aws" {
                      access_key = "AKIAIOSFODNN7EXAMPLE"
                      secret_key = "wJalrXUtnFEMI"
                    }
                    """)
            .badFile("""
                    provider "aws" {
                      secret_key = "abc"
                    }
                    """)
            .goodFile("""
                    provider "aws" {
                      region = "eu-west-1"
                    }
                    """)
            .goodFile("""
                    provider "aws" {
                      secret_key = var.key
                    }
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            EMR_NO_VPC,
            EMR_NO_SECURITY,
            BEANSTALK_NO_MANAGED_UPDATES,
            TRANSFER_PUBLIC,
            TRANSFER_FTP,
            CLOUDFORMATION_STACK_RETENTION,
            CLOUDFORMATION_NO_NOTIFICATION,
            CLOUDFORMATION_NO_TEMPLATE,
            WAF_DEFAULT_ALLOW,
            GLOBAL_ACCELERATOR_NO_LOG,
            BACKUP_VAULT_NO_KEY,
            DMS_PUBLIC,
            PROVIDER_KEYS_IN_CODE);


    private OperatedServiceRules() {}
}
