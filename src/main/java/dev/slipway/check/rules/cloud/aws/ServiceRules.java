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
final class ServiceRules {
    private static final Rule ATHENA_DATABASE_UNENCRYPTED = rule(
                    "aws/athena-database-unencrypted", HIGH, "Athena database is not encrypted")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("turn encryption on")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_athena_database")
            .expect("encryption_configuration", SET)
            .bad("name = \"d\"")
            .bad("bucket = \"b\"")
            .good("""
                    encryption_configuration {
                      encryption_option = "SSE_KMS"
                    }
                    """)
            .good("""
                    encryption_configuration {
                      encryption_option = var.option
                    }
                    """)
            .done();

    private static final Rule ATHENA_WORKGROUP_UNENCRYPTED = rule(
                    "aws/athena-workgroup-unencrypted", HIGH, "Athena workgroup query results are not encrypted")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("turn encryption on")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_athena_workgroup")
            .expect("configuration.result_configuration.encryption_configuration", SET)
            .bad("name = \"w\"")
            .bad("""
                    configuration {
                      result_configuration {
                        output_location = "s3://b"
                      }
                    }
                    """)
            .good("""
                    configuration {
                      result_configuration {
                        encryption_configuration {
                          encryption_option = "SSE_KMS"
                        }
                      }
                    }
                    """)
            .good("""
                    configuration {
                      result_configuration {
                        encryption_configuration {
                          encryption_option = var.option
                        }
                      }
                    }
                    """)
            .done();

    private static final Rule ATHENA_CLIENT_OVERRIDES = rule(
                    "aws/athena-client-overrides", MEDIUM, "Athena workgroup lets clients override its configuration")
            .why("A client may write results somewhere else, readable.")
            .fix("set configuration.enforce_workgroup_configuration to true")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_athena_workgroup")
            .expect("configuration[].enforce_workgroup_configuration", TRUE.orAbsent(), "true")
            .bad("""
                    configuration {
                      enforce_workgroup_configuration = false
                    }
                    """)
            .bad("""
                    configuration {
                      enforce_workgroup_configuration = "false"
                    }
                    """)
            .good("""
                    configuration {
                      enforce_workgroup_configuration = true
                    }
                    """)
            .good("name = \"w\"")
            .done();

    private static final Rule SAGEMAKER_NOTEBOOK_NO_KEY = rule(
                    "aws/sagemaker-notebook-no-key", HIGH, "SageMaker notebook instance is without KMS encryption key")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("set kms_key_id")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_sagemaker_notebook_instance")
            .expect("kms_key_id", SET)
            .bad("name = \"n\"")
            .bad("kms_key_id = \"\"")
            .good("kms_key_id = var.key")
            .good("kms_key_id = aws_kms_key.a.arn")
            .done();

    private static final Rule SAGEMAKER_ENDPOINT_NO_KEY = rule(
                    "aws/sagemaker-endpoint-no-key",
                    HIGH,
                    "SageMaker endpoint configuration is without KMS encryption key")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("set kms_key_arn")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_sagemaker_endpoint_configuration")
            .expect("kms_key_arn", SET)
            .bad("name = \"n\"")
            .bad("kms_key_arn = \"\"")
            .good("kms_key_arn = var.key")
            .good("kms_key_arn = aws_kms_key.a.arn")
            .done();

    private static final Rule SAGEMAKER_NOTEBOOK_INTERNET = rule(
                    "aws/sagemaker-notebook-internet", MEDIUM, "SageMaker notebook instance has direct internet access")
            .why("Data leaves from the notebook without anybody seeing it.")
            .fix("set direct_internet_access to Disabled and name a subnet")
            .controls("PCI-1.4.4")
            .on("aws_sagemaker_notebook_instance")
            .expect("direct_internet_access", oneOf("Disabled"), "\"Disabled\"")
            .bad("name = \"n\"")
            .bad("direct_internet_access = \"Enabled\"")
            .good("direct_internet_access = \"Disabled\"")
            .good("direct_internet_access = var.access")
            .done();

    private static final Rule SAGEMAKER_NOTEBOOK_ROOT = rule(
                    "aws/sagemaker-notebook-root", MEDIUM, "SageMaker notebook instance gives root access")
            .why("Whoever opens the notebook may change the machine.")
            .fix("set root_access to Disabled")
            .controls("PCI-7.2.1")
            .on("aws_sagemaker_notebook_instance")
            .expect("root_access", oneOf("Disabled"), "\"Disabled\"")
            .bad("name = \"n\"")
            .bad("root_access = \"Enabled\"")
            .good("root_access = \"Disabled\"")
            .good("root_access = var.root")
            .done();

    private static final Rule WORKSPACE_UNENCRYPTED = rule(
                    "aws/workspace-unencrypted", HIGH, "WorkSpaces workspace volume is not encrypted")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("set root_volume_encryption_enabled and user_volume_encryption_enabled to true")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_workspaces_workspace")
            .expect("root_volume_encryption_enabled", TRUE)
            .expect("user_volume_encryption_enabled", TRUE)
            .bad("user_name = \"ann\"")
            .bad("""
                    root_volume_encryption_enabled = true
                    user_volume_encryption_enabled = false
                    """)
            .good("""
                    root_volume_encryption_enabled = true
                    user_volume_encryption_enabled = true
                    """)
            .good("""
                    root_volume_encryption_enabled = var.e
                    user_volume_encryption_enabled = var.e
                    """)
            .done();

    private static final Rule CODEBUILD_NO_OWN_KEY = rule(
                    "aws/codebuild-no-own-key",
                    LOW,
                    "CodeBuild project is encrypted with an AWS managed key, not a customer managed KMS key")
            .why("Only a key of yours can be revoked, and its use audited.")
            .fix("set encryption_key")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_codebuild_project")
            .check((resource, all, out) -> {
                Value key = resource.get("encryption_key");
                boolean amazons = Links.named(all, key, "data.aws_kms_key", "data.aws_kms_alias").stream()
                        .anyMatch(r -> r.get("key_id")
                                .known()
                                .or(() -> r.get("name").known())
                                .filter(n -> n.startsWith("alias/aws/"))
                                .isPresent());
                if (key.absent()
                        || amazons
                        || key.known().filter(k -> k.startsWith("alias/aws/")).isPresent()) {
                    Links.report(resource, key, "the key is Amazon's", out);
                }
            })
            .bad("name = \"p\"")
            .bad("encryption_key = \"alias/aws/s3\"")
            .good("encryption_key = \"alias/build\"")
            .good("encryption_key = aws_kms_key.a.arn")
            .done();

    private static final Rule CODEBUILD_ARTIFACTS_UNENCRYPTED = rule(
                    "aws/codebuild-artifacts-unencrypted", HIGH, "CodeBuild project artifacts encryption is disabled")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("turn encryption on")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_codebuild_project")
            .expect("artifacts[].encryption_disabled", FALSE.orAbsent(), "false")
            .expect("secondary_artifacts[].encryption_disabled", FALSE.orAbsent(), "false")
            .bad("""
                    artifacts {
                      type                = "S3"
                      encryption_disabled = true
                    }
                    """)
            .bad("""
                    secondary_artifacts {
                      encryption_disabled = true
                    }
                    """)
            .good("""
                    artifacts {
                      type = "S3"
                    }
                    """)
            .good("""
                    artifacts {
                      encryption_disabled = false
                    }
                    """)
            .done();

    private static final Rule CODEBUILD_PRIVILEGED = rule(
                    "aws/codebuild-privileged", MEDIUM, "CodeBuild project environment runs privileged")
            .why("A build that is changed by an attacker owns its machine.")
            .fix("set environment.privileged_mode to false unless the build makes images")
            .controls("CICD-SEC-7")
            .on("aws_codebuild_project")
            .expect("environment[].privileged_mode", FALSE.orAbsent(), "false")
            .bad("""
                    environment {
                      privileged_mode = true
                    }
                    """)
            .bad("""
                    environment {
                      privileged_mode = "true"
                    }
                    """)
            .good("""
                    environment {
                      privileged_mode = false
                    }
                    """)
            .good("""
                    environment {
                      image = "i"
                    }
                    """)
            .done();

    private static final Rule CODEBUILD_SECRET_PLAIN = rule(
                    "aws/codebuild-secret-plain", HIGH, "CodeBuild environment variable holds a secret in plaintext")
            .why("Everybody who may read the project has it.")
            .fix("set the variable's type to SECRETS_MANAGER or PARAMETER_STORE")
            .controls("PCI-8.6.2", "CICD-SEC-6")
            .on("aws_codebuild_project")
            .check((resource, all, out) -> {
                for (Value v : resource.all("environment", "environment_variable")) {
                    if (v.get("name")
                                    .known()
                                    .filter(n -> n.toUpperCase(Locale.ROOT)
                                            .matches(".*(PASSWORD|SECRET|TOKEN|ACCESS_KEY.*|API_?KEY)"))
                                    .isPresent()
                            && !v.get("type").is("SECRETS_MANAGER")
                            && !v.get("type").is("PARAMETER_STORE")
                            && LITERAL.of(v.get("value")) == Truth.YES) {
                        Links.report(resource, v.get("value"), "a secret stands in clear", out);
                    }
                }
            })
            .bad("""
                    environment {
                      environment_variable {
                        name  = "DB_PASSWORD"
                        value = "hunter2"
                      }
                    }
                    """)
            .bad("""
                    environment {
                      environment_variable {
                        name  = "AWS_SECRET_ACCESS_KEY"
                        value = "x"
                      }
                    }
                    """)
            .good("""
                    environment {
                      environment_variable {
                        name  = "DB_PASSWORD"
                        value = "/app/db"
                        type  = "PARAMETER_STORE"
                      }
                    }
                    """)
            .good("""
                    environment {
                      environment_variable {
                        name  = "REGION"
                        value = "eu-west-1"
                      }
                    }
                    """)
            .done();

    private static final Rule GLUE_CATALOG_UNENCRYPTED = rule(
                    "aws/glue-catalog-unencrypted", HIGH, "Glue Data Catalog encryption is disabled")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("set connection_password_encryption and encryption_at_rest with a key")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_glue_data_catalog_encryption_settings")
            .expect(
                    "data_catalog_encryption_settings[].encryption_at_rest[].catalog_encryption_mode",
                    matching("SSE-KMS.*"),
                    "\"SSE-KMS\"")
            .expect(
                    "data_catalog_encryption_settings[].connection_password_encryption[].return_connection_password_encrypted",
                    TRUE)
            .bad("""
                    data_catalog_encryption_settings {
                      encryption_at_rest {
                        catalog_encryption_mode = "DISABLED"
                      }
                    }
                    """)
            .bad("""
                    data_catalog_encryption_settings {
                      connection_password_encryption {
                        return_connection_password_encrypted = false
                      }
                    }
                    """)
            .good("""
                    data_catalog_encryption_settings {
                      encryption_at_rest {
                        catalog_encryption_mode = "SSE-KMS"
                      }
                    }
                    """)
            .good("""
                    data_catalog_encryption_settings {
                      connection_password_encryption {
                        return_connection_password_encrypted = true
                      }
                    }
                    """)
            .done();

    private static final Rule GLUE_SECURITY_UNENCRYPTED = rule(
                    "aws/glue-security-unencrypted", MEDIUM, "Glue security configuration encryption is disabled")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("set the three modes to SSE-KMS or CSE-KMS")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_glue_security_configuration")
            .expect("encryption_configuration.cloudwatch_encryption.cloudwatch_encryption_mode", oneOf("SSE-KMS"))
            .expect("encryption_configuration.job_bookmarks_encryption.job_bookmarks_encryption_mode", oneOf("CSE-KMS"))
            .expect("encryption_configuration.s3_encryption.s3_encryption_mode", oneOf("SSE-KMS"))
            .bad("name = \"c\"")
            .bad("""
                    encryption_configuration {
                      cloudwatch_encryption {
                        cloudwatch_encryption_mode = "DISABLED"
                      }
                    }
                    """)
            .good("""
                    encryption_configuration {
                      cloudwatch_encryption {
                        cloudwatch_encryption_mode = "SSE-KMS"
                      }
                      job_bookmarks_encryption {
                        job_bookmarks_encryption_mode = "CSE-KMS"
                      }
                      s3_encryption {
                        s3_encryption_mode = "SSE-KMS"
                      }
                    }
                    """)
            .good("""
                    encryption_configuration {
                      cloudwatch_encryption {
                        cloudwatch_encryption_mode = var.m
                      }
                      job_bookmarks_encryption {
                        job_bookmarks_encryption_mode = var.m
                      }
                      s3_encryption {
                        s3_encryption_mode = var.m
                      }
                    }
                    """)
            .done();

    private static final Rule GLUE_PUBLIC_POLICY = rule(
                    "aws/glue-public-policy", HIGH, "Glue resource policy is open to any principal or all actions")
            .why("Everybody with an account may read the catalogue.")
            .fix("name accounts and actions")
            .controls("PCI-7.2.1")
            .on("aws_glue_resource_policy")
            .check((resource, all, out) -> PolicyDocument.of(resource.get("policy")).allowing().stream()
                    .filter(s -> s.anyPrincipal()
                            || s.allActions()
                            || s.texts("Action").contains("glue:*"))
                    .findFirst()
                    .ifPresent(s -> Links.report(resource, resource.get("policy"), "it allows too much", out)))
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"*\" }, Action = \"glue:*\", Resource = \"*\" }] })")
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"1\" }, Action = [\"*\"], Resource = \"*\" }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"1\" }, Action = [\"glue:GetTable\"], Resource = \"*\" }] })")
            .good("policy = var.policy")
            .done();

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
            ATHENA_DATABASE_UNENCRYPTED,
            ATHENA_WORKGROUP_UNENCRYPTED,
            ATHENA_CLIENT_OVERRIDES,
            SAGEMAKER_NOTEBOOK_NO_KEY,
            SAGEMAKER_ENDPOINT_NO_KEY,
            SAGEMAKER_NOTEBOOK_INTERNET,
            SAGEMAKER_NOTEBOOK_ROOT,
            WORKSPACE_UNENCRYPTED,
            CODEBUILD_NO_OWN_KEY,
            CODEBUILD_ARTIFACTS_UNENCRYPTED,
            CODEBUILD_PRIVILEGED,
            CODEBUILD_SECRET_PLAIN,
            GLUE_CATALOG_UNENCRYPTED,
            GLUE_SECURITY_UNENCRYPTED,
            GLUE_PUBLIC_POLICY,
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

    private ServiceRules() {}
}
