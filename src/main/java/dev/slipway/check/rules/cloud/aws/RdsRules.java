package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.CRITICAL;
import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.atLeast;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import java.util.List;

/** Rules about RDS and Aurora. */
final class RdsRules {
    private static final Rule UNENCRYPTED = rule(
                    "aws/rds-unencrypted", HIGH, "RDS database instance storage is not encrypted at rest")
            .why("Whoever gets hold of the disk, a snapshot or a backup reads all data.")
            .fix(
                    "set storage_encrypted to true; an existing database is encrypted by restoring an encrypted copy of its"
                            + " snapshot")
            .controls("CIS-AWS-2.3.1", "PCI-3.5.1", "GDPR-32")
            .on("aws_db_instance")
            .when("replicate_source_db", SET.not())
            .expect("storage_encrypted", TRUE)
            .bad("engine = \"postgres\"")
            .bad("storage_encrypted = false")
            .good("storage_encrypted = true")
            .good("replicate_source_db = aws_db_instance.main.arn")
            .done();

    private static final Rule CLUSTER_UNENCRYPTED = rule(
                    "aws/rds-cluster-unencrypted", HIGH, "RDS database cluster (Aurora) storage encryption is disabled")
            .why("Whoever gets hold of the disk, a snapshot or a backup reads all data.")
            .fix("set storage_encrypted to true")
            .controls("CIS-AWS-2.3.1", "PCI-3.5.1", "GDPR-32")
            .on("aws_rds_cluster")
            .when("engine_mode", oneOf("serverless").not())
            .expect("storage_encrypted", TRUE)
            .bad("engine = \"aurora-mysql\"")
            .bad("storage_encrypted = false")
            .good("storage_encrypted = true")
            .good("engine_mode = \"serverless\"")
            .done();

    private static final Rule PUBLIC = rule(
                    "aws/rds-public", CRITICAL, "RDS database instance is publicly accessible from the internet")
            .why("A password is all that stands between the internet and the data.")
            .fix("set publicly_accessible to false and reach the database through the network of its service")
            .controls("CIS-AWS-2.3.3", "PCI-1.4.4", "SOC2-CC6.6")
            .on("aws_db_instance", "aws_rds_cluster_instance")
            .expect("publicly_accessible", FALSE.orAbsent(), "false")
            .bad("publicly_accessible = true")
            .badFile("""
                    resource "aws_rds_cluster_instance" "one" {
                      publicly_accessible = true
                    }
                    """)
            .good("publicly_accessible = false")
            .good("engine = \"mysql\"")
            .done();

    private static final Rule NO_BACKUP = rule(
                    "aws/rds-no-backup", MEDIUM, "RDS database instance has automated backups disabled")
            .why("After a mistake or a broken disk there is nothing to restore.")
            .fix("set backup_retention_period to 7 days or more")
            .controls("SOC2-A1.2", "SOC2-CC7.5")
            .on("aws_db_instance")
            .when("replicate_source_db", SET.not())
            .expect("backup_retention_period", atLeast(1), "7")
            .bad("backup_retention_period = 0")
            .bad("engine = \"mysql\"")
            .good("backup_retention_period = 7")
            .good("backup_retention_period = var.days")
            .done();

    private static final Rule NO_MINOR_UPGRADE = rule(
                    "aws/rds-minor-upgrade", LOW, "RDS instance has automatic minor version upgrades disabled")
            .why("Known holes of the engine stay open until somebody remembers them.")
            .fix("leave auto_minor_version_upgrade at true")
            .controls("PCI-6.3.3")
            .on("aws_db_instance", "aws_rds_cluster_instance")
            .expect("auto_minor_version_upgrade", TRUE.orAbsent(), "true")
            .bad("auto_minor_version_upgrade = false")
            .bad("auto_minor_version_upgrade = \"false\"")
            .good("auto_minor_version_upgrade = true")
            .good("engine = \"mysql\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(UNENCRYPTED, CLUSTER_UNENCRYPTED, PUBLIC, NO_BACKUP, NO_MINOR_UPGRADE);

    private RdsRules() {}
}
