package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.base.Confidence;
import dev.slipway.check.Rule;
import dev.slipway.check.rules.cloud.Links;
import java.util.List;

/** Rules about RDS beyond encryption, and about DynamoDB, DAX, Neptune, DocumentDB and Redshift. */
final class DatabaseRules {
    private static final Rule DYNAMODB_UNENCRYPTED = rule("aws/dynamodb-unencrypted", HIGH, "DynamoDB table is not encrypted with server-side encryption")
            .why("Amazon's own key encrypts every table; only server side encryption with KMS shows and controls "
                    + "who decrypts.")
            .fix("set server_side_encryption.enabled to true")
            .controls("CIS-AWS-2.3.1", "PCI-3.5.1", "GDPR-32")
            .confidence(Confidence.MEDIUM)
            .on("aws_dynamodb_table")
            .expect("server_side_encryption.enabled", TRUE)
            .bad("name = \"orders\"")
            .bad("""
                    server_side_encryption {
                      enabled = false
                    }
                    """)
            .good("""
                    server_side_encryption {
                      enabled = true
                    }
                    """)
            .good("""
                    server_side_encryption {
                      enabled = var.encrypted
                    }
                    """)
            .done();

    private static final Rule DYNAMODB_NO_OWN_KEY = rule("aws/dynamodb-no-own-key", LOW, "DynamoDB table is not encrypted with a customer managed KMS key")
            .why("Only a key of yours can be revoked, and its use audited.")
            .fix("set server_side_encryption.kms_key_arn")
            .controls("CIS-AWS-2.3.1", "PCI-3.5.1", "GDPR-32")
            .on("aws_dynamodb_table")
            .expect("server_side_encryption.kms_key_arn", SET)
            .bad("name = \"orders\"")
            .bad("""
                    server_side_encryption {
                      enabled = true
                    }
                    """)
            .good("""
                    server_side_encryption {
                      enabled     = true
                      kms_key_arn = aws_kms_key.a.arn
                    }
                    """)
            .good("""
                    server_side_encryption {
                      enabled     = true
                      kms_key_arn = var.key
                    }
                    """)
            .done();

    private static final Rule DYNAMODB_NO_RECOVERY = rule("aws/dynamodb-no-recovery", LOW, "DynamoDB table has point in time recovery disabled")
            .why("After a mistake there is no way back to the minute before.")
            .fix("set point_in_time_recovery.enabled to true")
            .controls("SOC2-A1.2")
            .on("aws_dynamodb_table")
            .expect("point_in_time_recovery.enabled", TRUE)
            .bad("name = \"orders\"")
            .bad("""
                    point_in_time_recovery {
                      enabled = false
                    }
                    """)
            .good("""
                    point_in_time_recovery {
                      enabled = true
                    }
                    """)
            .good("""
                    point_in_time_recovery {
                      enabled = var.recovery
                    }
                    """)
            .done();

    private static final Rule DAX_UNENCRYPTED = rule("aws/dax-unencrypted", HIGH, "DAX cluster is not encrypted at rest with server-side encryption")
            .why("Whoever gets hold of the disk, a snapshot or a backup reads all data.")
            .fix("turn encryption on; most stores have to be made anew for that")
            .controls("CIS-AWS-2.3.1", "PCI-3.5.1", "GDPR-32")
            .on("aws_dax_cluster")
            .expect("server_side_encryption.enabled", TRUE)
            .bad("cluster_name = \"c\"")
            .bad("""
                    server_side_encryption {
                      enabled = false
                    }
                    """)
            .good("""
                    server_side_encryption {
                      enabled = true
                    }
                    """)
            .good("""
                    server_side_encryption {
                      enabled = var.encrypted
                    }
                    """)
            .done();

    private static final Rule NEPTUNE_UNENCRYPTED = rule("aws/neptune-unencrypted", HIGH, "Neptune database cluster storage is not encrypted at rest")
            .why("Whoever gets hold of the disk, a snapshot or a backup reads all data.")
            .fix("turn encryption on; most stores have to be made anew for that")
            .controls("CIS-AWS-2.3.1", "PCI-3.5.1", "GDPR-32")
            .on("aws_neptune_cluster")
            .expect("storage_encrypted", TRUE)
            .bad("engine = \"neptune\"")
            .bad("storage_encrypted = false")
            .good("storage_encrypted = true")
            .good("storage_encrypted = var.encrypted")
            .done();

    private static final Rule NEPTUNE_NO_IAM = rule("aws/neptune-no-iam", MEDIUM, "Neptune cluster has IAM database authentication disabled")
            .why("Passwords are shared and never change; IAM tokens last minutes.")
            .fix("set iam_database_authentication_enabled to true")
            .controls("PCI-8.3.1")
            .on("aws_neptune_cluster")
            .expect("iam_database_authentication_enabled", TRUE)
            .bad("engine = \"neptune\"")
            .bad("iam_database_authentication_enabled = false")
            .good("iam_database_authentication_enabled = true")
            .good("iam_database_authentication_enabled = var.iam")
            .done();

    private static final Rule NEPTUNE_NO_LOGS = rule("aws/neptune-no-logs", MEDIUM, "Neptune cluster has logging (audit log export) disabled")
            .why("Nobody can tell later who read what.")
            .fix("export the audit log: enable_cloudwatch_logs_exports = [\"audit\"]")
            .controls("PCI-10.2.1")
            .on("aws_neptune_cluster")
            .expect("enable_cloudwatch_logs_exports", SET, "[\"audit\"]")
            .bad("engine = \"neptune\"")
            .bad("enable_cloudwatch_logs_exports = []")
            .good("enable_cloudwatch_logs_exports = [\"audit\"]")
            .good("enable_cloudwatch_logs_exports = var.logs")
            .done();

    private static final Rule NEPTUNE_PUBLIC = rule("aws/neptune-public", HIGH, "Neptune cluster instance is publicly accessible")
            .why("A password is all that stands between the internet and the data.")
            .fix("set publicly_accessible to false")
            .controls("PCI-1.4.4")
            .on("aws_neptune_cluster_instance")
            .expect("publicly_accessible", FALSE.orAbsent(), "false")
            .bad("publicly_accessible = true")
            .bad("publicly_accessible = \"true\"")
            .good("publicly_accessible = false")
            .good("engine = \"neptune\"")
            .done();

    private static final Rule DOCDB_UNENCRYPTED = rule("aws/docdb-unencrypted", HIGH, "DocDB (DocumentDB) cluster storage is not encrypted at rest")
            .why("Whoever gets hold of the disk, a snapshot or a backup reads all data.")
            .fix("turn encryption on; most stores have to be made anew for that")
            .controls("CIS-AWS-2.3.1", "PCI-3.5.1", "GDPR-32")
            .on("aws_docdb_cluster")
            .expect("storage_encrypted", TRUE)
            .bad("engine = \"docdb\"")
            .bad("storage_encrypted = false")
            .good("storage_encrypted = true")
            .good("storage_encrypted = var.encrypted")
            .done();

    private static final Rule DOCDB_NO_OWN_KEY = rule("aws/docdb-no-own-key", LOW, "DocDB cluster is encrypted with an AWS managed key, without a customer managed KMS key")
            .why("Only a key of yours can be revoked, and its use audited.")
            .fix("set kms_key_id")
            .controls("CIS-AWS-2.3.1", "PCI-3.5.1", "GDPR-32")
            .on("aws_docdb_cluster")
            .expect("kms_key_id", SET)
            .bad("storage_encrypted = true")
            .bad("engine = \"docdb\"")
            .good("""
                    storage_encrypted = true
                    kms_key_id        = aws_kms_key.a.arn
                    """)
            .good("kms_key_id = var.key")
            .done();

    private static final Rule DOCDB_NO_LOGS = rule("aws/docdb-no-logs", MEDIUM, "DocDB cluster has logging (audit, profiler export) disabled")
            .why("Nobody can tell later who read what.")
            .fix("export logs: enabled_cloudwatch_logs_exports = [\"audit\", \"profiler\"]")
            .controls("PCI-10.2.1")
            .on("aws_docdb_cluster")
            .expect("enabled_cloudwatch_logs_exports", SET, "[\"audit\", \"profiler\"]")
            .bad("engine = \"docdb\"")
            .bad("enabled_cloudwatch_logs_exports = []")
            .good("enabled_cloudwatch_logs_exports = [\"audit\"]")
            .good("enabled_cloudwatch_logs_exports = var.logs")
            .done();

    private static final Rule REDSHIFT_UNENCRYPTED = rule("aws/redshift-unencrypted", HIGH, "Redshift cluster is not encrypted")
            .why("Whoever gets hold of the disk, a snapshot or a backup reads all data.")
            .fix("set encrypted to true and name a key")
            .controls("CIS-AWS-2.3.1", "PCI-3.5.1", "GDPR-32")
            .on("aws_redshift_cluster")
            .expect("encrypted", TRUE)
            .bad("cluster_identifier = \"w\"")
            .bad("encrypted = false")
            .good("encrypted = true")
            .good("encrypted = var.encrypted")
            .done();

    private static final Rule REDSHIFT_PUBLIC = rule("aws/redshift-public", HIGH, "Redshift cluster is publicly accessible")
            .why("A password is all that stands between the internet and the data.")
            .fix("set publicly_accessible to false; it is true when left out in older provider versions")
            .controls("PCI-1.4.4")
            .on("aws_redshift_cluster")
            .expect("publicly_accessible", FALSE)
            .bad("publicly_accessible = true")
            .bad("cluster_identifier = \"w\"")
            .good("publicly_accessible = false")
            .good("publicly_accessible = var.open")
            .done();

    private static final Rule REDSHIFT_NO_LOGS = rule("aws/redshift-no-logs", MEDIUM, "Redshift cluster has audit logging disabled")
            .why("Nobody can tell later who read what.")
            .fix("add an aws_redshift_logging, or logging.enable in older provider versions")
            .controls("PCI-10.2.1")
            .on("aws_redshift_cluster")
            .check((resource, all, out) -> Links.answer(Links.is(resource, "logging.enable", TRUE).or(Links.attached(all, "aws_redshift_logging", "cluster_identifier", resource)).not(), resource, "logging is not enabled", out))
            .bad("cluster_identifier = \"w\"")
            .bad("""
                    logging {
                      enable = false
                    }
                    """)
            .good("""
                    logging {
                      enable = true
                    }
                    """)
            .goodFile("""
                    resource "aws_redshift_cluster" "a" {
                      cluster_identifier = "w"
                    }
                    resource "aws_redshift_logging" "l" {
                      cluster_identifier = aws_redshift_cluster.a.id
                    }
                    """)
            .done();

    private static final Rule REDSHIFT_DEFAULT_PORT = rule("aws/redshift-default-port", LOW, "Redshift cluster uses the default port 5439")
            .why("The port says what listens there, which is half of an attacker's search.")
            .fix("choose another port")
            .controls("SOC2-CC6.6")
            .on("aws_redshift_cluster")
            .expect("port", oneOf("5439").not().and(SET))
            .bad("port = 5439")
            .bad("cluster_identifier = \"w\"")
            .good("port = 7777")
            .good("port = var.port")
            .done();

    private static final Rule REDSHIFT_NO_VPC = rule("aws/redshift-no-vpc", HIGH, "Redshift cluster is deployed outside of a VPC (no subnet group)")
            .why("The cluster stands in the shared classic network.")
            .fix("set cluster_subnet_group_name")
            .controls("PCI-1.4.4")
            .on("aws_redshift_cluster")
            .expect("cluster_subnet_group_name", SET)
            .bad("cluster_identifier = \"w\"")
            .bad("cluster_subnet_group_name = \"\"")
            .good("cluster_subnet_group_name = \"private\"")
            .good("cluster_subnet_group_name = aws_redshift_subnet_group.a.name")
            .done();

    private static final Rule REDSHIFT_NO_UPGRADE = rule("aws/redshift-no-upgrade", LOW, "Redshift cluster has automatic version upgrade disabled")
            .why("Known holes of the engine stay open until somebody remembers them.")
            .fix("leave allow_version_upgrade at true")
            .controls("PCI-6.3.3")
            .on("aws_redshift_cluster")
            .expect("allow_version_upgrade", TRUE.orAbsent(), "true")
            .bad("allow_version_upgrade = false")
            .bad("allow_version_upgrade = \"false\"")
            .good("allow_version_upgrade = true")
            .good("cluster_identifier = \"w\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(DYNAMODB_UNENCRYPTED, DYNAMODB_NO_OWN_KEY, DYNAMODB_NO_RECOVERY, DAX_UNENCRYPTED, NEPTUNE_UNENCRYPTED, NEPTUNE_NO_IAM, NEPTUNE_NO_LOGS, NEPTUNE_PUBLIC, DOCDB_UNENCRYPTED, DOCDB_NO_OWN_KEY, DOCDB_NO_LOGS, REDSHIFT_UNENCRYPTED, REDSHIFT_PUBLIC, REDSHIFT_NO_LOGS, REDSHIFT_DEFAULT_PORT, REDSHIFT_NO_VPC, REDSHIFT_NO_UPGRADE);

    private DatabaseRules() {}
}
