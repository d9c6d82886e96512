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
import static dev.slipway.check.rules.cloud.Condition.matching;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Network;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** More rules about RDS and Aurora: reachability, access, logs, recovery. */
final class RdsMoreRules {
    private static final Rule RDS_IN_PUBLIC_SUBNET = rule("aws/rds-in-public-subnet", CRITICAL, "RDS instance is associated with a public subnet")
            .why("A route to the internet is one mistake away from the data.")
            .fix("put the subnet group into subnets without public addresses or a route to an internet gateway")
            .controls("CIS-AWS-2.3.3", "PCI-1.4.4")
            .on("aws_db_instance", "aws_rds_cluster")
            .check((resource, all, out) -> {
                for (Resource group : Links.named(all, resource.get("db_subnet_group_name"), "aws_db_subnet_group")) {
                    boolean open = Links.named(all, group.get("subnet_ids"), "aws_subnet").stream()
                            .anyMatch(s -> isPublic(s, all));
                    if (open) {
                        Links.report(resource, resource.get("db_subnet_group_name"), "one of its subnets is public", out);
                    }
                }
            })
            .badFile("""
                    resource "aws_db_instance" "a" {
                      db_subnet_group_name = aws_db_subnet_group.g.name
                    }

                    resource "aws_db_subnet_group" "g" {
                      subnet_ids = [aws_subnet.s.id]
                    }

                    resource "aws_subnet" "s" {
                      map_public_ip_on_launch = true
                    }
                    """)
            .badFile("""
                    resource "aws_rds_cluster" "a" {
                      db_subnet_group_name = aws_db_subnet_group.g.name
                    }

                    resource "aws_db_subnet_group" "g" {
                      subnet_ids = [aws_subnet.s.id]
                    }

                    resource "aws_subnet" "s" {
                      map_public_ip_on_launch = "true"
                    }
                    """)
            .good("db_subnet_group_name = \"private\"")
            .goodFile("""
                    resource "aws_db_instance" "a" {
                      db_subnet_group_name = aws_db_subnet_group.g.name
                    }

                    resource "aws_db_subnet_group" "g" {
                      subnet_ids = [aws_subnet.s.id]
                    }

                    resource "aws_subnet" "s" {
                      cidr_block = "10.0.0.0/24"
                    }
                    """)
            .done();

    /** Whether machines of a subnet get public addresses, or its route table leads to the internet. */
    private static boolean isPublic(Resource subnet, Resources all) {
        if (subnet.get("map_public_ip_on_launch").is(true) || Network.EVERYBODY.of(subnet.get("cidr_block")) == Truth.YES) {
            return true;
        }
        return all.attached("aws_route_table_association", "subnet_id", subnet)
                .flatMap(a -> Links.named(all, a.get("route_table_id"), "aws_route_table").stream())
                .anyMatch(t -> t.get("route").items().stream()
                        .anyMatch(r -> Network.EVERYBODY.of(r.get("cidr_block")) == Truth.YES
                                && !Links.named(all, r.get("gateway_id"), "aws_internet_gateway").isEmpty()));
    }

    private static final Rule DB_SECURITY_GROUP_OPEN = rule("aws/db-security-group-open", HIGH, "DB security group has a public interface: the CIDR IP is the whole internet")
            .why("Everybody may try passwords on the database.")
            .fix("name the addresses that need the database")
            .controls("PCI-1.4.4")
            .on("aws_db_security_group")
            .expect("ingress[].cidr", Network.EVERYBODY.not().orAbsent())
            .bad("""
                    ingress {
                      cidr = "0.0.0.0/0"
                    }
                    """)
            .bad("""
                    ingress {
                      cidr = "::/0"
                    }
                    """)
            .good("""
                    ingress {
                      cidr = "10.0.0.0/24"
                    }
                    """)
            .good("""
                    ingress {
                      security_group_name = "app"
                    }
                    """)
            .done();

    private static final Rule RDS_NO_IAM_AUTH = rule("aws/rds-no-iam-auth", MEDIUM, "RDS instance has IAM database authentication disabled")
            .why("Passwords are shared and never change; IAM tokens last minutes.")
            .fix("set iam_database_authentication_enabled to true")
            .controls("PCI-8.3.1")
            .on("aws_db_instance", "aws_rds_cluster")
            .when("engine", matching("(aurora-)?(mysql|postgres.*)|mariadb|aurora").orAbsent())
            .expect("iam_database_authentication_enabled", TRUE)
            .bad("engine = \"mysql\"")
            .bad("""
                    engine                              = "postgres"
                    iam_database_authentication_enabled = false
                    """)
            .good("iam_database_authentication_enabled = true")
            .good("engine = \"oracle-ee\"")
            .done();

    private static final Rule RDS_CLUSTER_NO_BACKUP = rule("aws/rds-cluster-no-backup", MEDIUM, "RDS cluster (Aurora) has backup retention period not defined or too short")
            .why("One day of backups is the default: a mistake seen on Monday is lost.")
            .fix("set backup_retention_period to 7 days or more")
            .controls("SOC2-A1.2")
            .on("aws_rds_cluster")
            .expect("backup_retention_period", atLeast(2), "7")
            .bad("engine = \"aurora-mysql\"")
            .bad("backup_retention_period = 1")
            .good("backup_retention_period = 7")
            .good("backup_retention_period = var.days")
            .done();

    private static final Rule RDS_NO_LOGS = rule("aws/rds-no-logs", MEDIUM, "RDS instance is without logging: no log exports to CloudWatch")
            .why("The engine's own log disappears with the instance.")
            .fix("set enabled_cloudwatch_logs_exports")
            .controls("PCI-10.2.1")
            .on("aws_db_instance", "aws_rds_cluster")
            .expect("enabled_cloudwatch_logs_exports", SET)
            .bad("engine = \"mysql\"")
            .bad("enabled_cloudwatch_logs_exports = []")
            .good("enabled_cloudwatch_logs_exports = [\"audit\", \"error\"]")
            .good("enabled_cloudwatch_logs_exports = var.logs")
            .done();

    private static final Rule RDS_SINGLE_ZONE = rule("aws/rds-single-zone", LOW, "RDS database instance is not multi-AZ (single availability zone)")
            .why("When the zone fails, the database is gone with it.")
            .fix("set multi_az to true")
            .controls("SOC2-A1.2")
            .on("aws_db_instance")
            .when("replicate_source_db", SET.not())
            .expect("multi_az", TRUE)
            .bad("engine = \"mysql\"")
            .bad("multi_az = false")
            .good("multi_az = true")
            .good("multi_az = var.production")
            .done();

    private static final Rule RDS_NO_DELETION_PROTECTION = rule("aws/rds-no-deletion-protection", MEDIUM, "RDS database has deletion protection disabled")
            .why("One wrong destroy deletes the data.")
            .fix("set deletion_protection to true")
            .controls("SOC2-A1.2", "SOC2-CC7.5")
            .on("aws_db_instance", "aws_rds_cluster")
            .expect("deletion_protection", TRUE)
            .bad("engine = \"mysql\"")
            .bad("deletion_protection = false")
            .good("deletion_protection = true")
            .good("deletion_protection = var.production")
            .done();

    private static final Rule RDS_SKIPS_FINAL_SNAPSHOT = rule("aws/rds-skips-final-snapshot", LOW, "RDS database skips the final snapshot on deletion")
            .why("With the instance goes the last copy of its data.")
            .fix("set skip_final_snapshot to false and name final_snapshot_identifier")
            .controls("SOC2-A1.2")
            .on("aws_db_instance", "aws_rds_cluster")
            .expect("skip_final_snapshot", FALSE.orAbsent(), "false")
            .bad("skip_final_snapshot = true")
            .bad("skip_final_snapshot = \"true\"")
            .good("skip_final_snapshot = false")
            .good("engine = \"mysql\"")
            .done();

    private static final Rule RDS_OLD_CA = rule("aws/rds-old-ca", MEDIUM, "RDS CA certificate identifier is outdated")
            .why("Clients that verify the certificate stop connecting when the old authority expires.")
            .fix("name a current authority: rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1")
            .controls("PCI-4.2.1")
            .on("aws_db_instance")
            .expect("ca_cert_identifier", matching("rds-ca-(2019|rsa2048-g1|rsa4096-g1|ecc384-g1)").orAbsent(), "\"rds-ca-rsa2048-g1\"")
            .bad("ca_cert_identifier = \"rds-ca-2015\"")
            .bad("ca_cert_identifier = \"rds-ca-2010\"")
            .good("ca_cert_identifier = \"rds-ca-rsa2048-g1\"")
            .good("engine = \"mysql\"")
            .done();

    private static final Rule RDS_DEFAULT_PORT = rule("aws/rds-default-port", LOW, "RDS instance uses the default port of its engine")
            .why("The port says what listens there, which is half of an attacker's search.")
            .fix("choose another port")
            .controls("SOC2-CC6.6")
            .on("aws_db_instance", "aws_rds_cluster")
            .check((resource, all, out) -> {
                String engine = resource.get("engine").known().orElse("");
                String port = engine.contains("postgres")
                        ? "5432"
                        : engine.contains("mysql") || engine.contains("mariadb") || engine.equals("aurora")
                                ? "3306"
                                : engine.startsWith("oracle") ? "1521" : engine.startsWith("sqlserver") ? "1433" : "";
                if (!port.isEmpty() && resource.get("port").is(port)) {
                    Links.report(resource, resource.get("port"), "port " + port + " is the default", out);
                }
            })
            .bad("""
                    engine = "postgres"
                    port   = 5432
                    """)
            .bad("""
                    engine = "mysql"
                    port   = 3306
                    """)
            .good("""
                    engine = "postgres"
                    port   = 6543
                    """)
            .good("engine = \"mysql\"")
            .done();

    private static final Rule RDS_NO_MONITORING = rule("aws/rds-no-monitoring", LOW, "RDS instance has enhanced monitoring or performance insights disabled")
            .why("Trouble is seen by the users first.")
            .fix("set performance_insights_enabled to true")
            .controls("SOC2-A1.1")
            .on("aws_db_instance", "aws_rds_cluster_instance")
            .check((resource, all, out) -> Links.answer(Links.is(resource, "performance_insights_enabled", TRUE).or(Links.is(resource, "monitoring_interval", atLeast(1))).not(), resource, "neither performance insights nor enhanced monitoring", out))
            .bad("engine = \"mysql\"")
            .bad("performance_insights_enabled = false")
            .good("performance_insights_enabled = true")
            .good("monitoring_interval = 30")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(RDS_IN_PUBLIC_SUBNET, DB_SECURITY_GROUP_OPEN, RDS_NO_IAM_AUTH, RDS_CLUSTER_NO_BACKUP, RDS_NO_LOGS, RDS_SINGLE_ZONE, RDS_NO_DELETION_PROTECTION, RDS_SKIPS_FINAL_SNAPSHOT, RDS_OLD_CA, RDS_DEFAULT_PORT, RDS_NO_MONITORING);

    private RdsMoreRules() {}
}
