package dev.slipway.check.rules.cloud.aws;

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
import dev.slipway.check.resources.PolicyDocument;
import dev.slipway.check.rules.cloud.Links;
import java.util.List;

/** Rules about analytics, machine learning, migration and desktops. */
final class AnalyticsRules {
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
            GLUE_CATALOG_UNENCRYPTED,
            GLUE_SECURITY_UNENCRYPTED,
            GLUE_PUBLIC_POLICY,
            EMR_NO_VPC,
            EMR_NO_SECURITY,
            DMS_PUBLIC);

    private AnalyticsRules() {}
}
