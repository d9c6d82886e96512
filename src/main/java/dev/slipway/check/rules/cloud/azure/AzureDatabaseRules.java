package dev.slipway.check.rules.cloud.azure;

import static dev.slipway.base.Severity.CRITICAL;
import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import java.util.List;

/** Rules about SQL, PostgreSQL, MySQL, MariaDB, Cosmos and Redis. */
final class AzureDatabaseRules {
    private static final Rule SQL_OPEN_FIREWALL = rule(
                    "azure/sql-open-firewall",
                    CRITICAL,
                    "Unrestricted SQL server access: firewall rule opens a large or the whole address range")
            .why("Everybody may try passwords on the database.")
            .fix("name the addresses that need it")
            .controls("CIS-AZURE-4.1", "PCI-1.4.4")
            .on(
                    "azurerm_sql_firewall_rule",
                    "azurerm_mssql_firewall_rule",
                    "azurerm_mysql_firewall_rule",
                    "azurerm_mysql_flexible_server_firewall_rule",
                    "azurerm_postgresql_firewall_rule",
                    "azurerm_postgresql_flexible_server_firewall_rule",
                    "azurerm_mariadb_firewall_rule")
            .check((resource, all, out) -> {
                long from = address(resource.get("start_ip_address"));
                long to = address(resource.get("end_ip_address"));
                if (from >= 0 && to - from >= 255) {
                    Links.report(
                            resource,
                            resource.get("start_ip_address"),
                            (to - from + 1) + " addresses may connect",
                            out);
                }
            })
            .bad("""
                    start_ip_address = "0.0.0.0"
                    end_ip_address   = "255.255.255.255"
                    """)
            .bad("""
                    start_ip_address = "10.0.17.62"
                    end_ip_address   = "10.0.27.62"
                    """)
            .good("""
                    start_ip_address = "10.0.17.62"
                    end_ip_address   = "10.0.17.62"
                    """)
            .good("""
                    start_ip_address = "0.0.0.0"
                    end_ip_address   = "0.0.0.0"
                    """)
            .done();

    /** As a number; negative when it is none of version 4. */
    private static long address(Value value) {
        String text = value.known().orElse("");
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return -1;
        }
        long address = 0;
        for (String part : text.split("\\.")) {
            address = address * 256 + Long.parseLong(part);
        }
        return address;
    }

    private static final Rule SQL_AZURE_SERVICES = rule(
                    "azure/sql-azure-services",
                    MEDIUM,
                    "SQL server firewall allows access from all Azure services and customers")
            .why("Machines of every other customer of Azure reach the database.")
            .fix("use private endpoints")
            .controls("CIS-AZURE-4.1", "PCI-1.4.4")
            .on(
                    "azurerm_sql_firewall_rule",
                    "azurerm_mssql_firewall_rule",
                    "azurerm_mysql_firewall_rule",
                    "azurerm_postgresql_firewall_rule",
                    "azurerm_mariadb_firewall_rule",
                    "azurerm_mysql_flexible_server_firewall_rule",
                    "azurerm_postgresql_flexible_server_firewall_rule")
            .when("end_ip_address", oneOf("0.0.0.0"))
            .expect("start_ip_address", oneOf("0.0.0.0").not())
            .bad("""
                    start_ip_address = "0.0.0.0"
                    end_ip_address   = "0.0.0.0"
                    """)
            .badFile("""
                    resource "azurerm_mssql_firewall_rule" "a" {
                      start_ip_address = "0.0.0.0"
                      end_ip_address   = "0.0.0.0"
                    }
                    """)
            .good("""
                    start_ip_address = "10.0.0.1"
                    end_ip_address   = "10.0.0.1"
                    """)
            .good("""
                    start_ip_address = var.from
                    end_ip_address   = "10.0.0.1"
                    """)
            .done();

    private static final Rule MSSQL_PUBLIC = rule(
                    "azure/mssql-public", HIGH, "MSSQL server public network access is enabled")
            .why("A password is all that stands between the internet and the data.")
            .fix("set public_network_access_enabled to false")
            .controls("CIS-AZURE-4.1", "PCI-1.4.4")
            .on("azurerm_mssql_server", "azurerm_sql_server")
            .expect("public_network_access_enabled", FALSE, "false")
            .bad("name = \"s\"")
            .bad("public_network_access_enabled = true")
            .good("public_network_access_enabled = false")
            .good("public_network_access_enabled = var.open")
            .done();

    private static final Rule MYSQL_PUBLIC = rule(
                    "azure/mysql-public", HIGH, "MySQL server public network access is enabled")
            .why("A password is all that stands between the internet and the data.")
            .fix("set public_network_access_enabled to false")
            .controls("CIS-AZURE-4.1", "PCI-1.4.4")
            .on("azurerm_mysql_server")
            .expect("public_network_access_enabled", FALSE, "false")
            .bad("name = \"s\"")
            .bad("public_network_access_enabled = true")
            .good("public_network_access_enabled = false")
            .good("public_network_access_enabled = var.open")
            .done();

    private static final Rule MARIADB_PUBLIC = rule(
                    "azure/mariadb-public", HIGH, "MariaDB server public network access is enabled")
            .why("A password is all that stands between the internet and the data.")
            .fix("set public_network_access_enabled to false")
            .controls("CIS-AZURE-4.1", "PCI-1.4.4")
            .on("azurerm_mariadb_server")
            .expect("public_network_access_enabled", FALSE, "false")
            .bad("name = \"s\"")
            .bad("public_network_access_enabled = true")
            .good("public_network_access_enabled = false")
            .good("public_network_access_enabled = var.open")
            .done();

    private static final Rule POSTGRESQL_PUBLIC = rule(
                    "azure/postgresql-public", HIGH, "PostgreSQL server public network access is enabled")
            .why("A password is all that stands between the internet and the data.")
            .fix("set public_network_access_enabled to false")
            .controls("CIS-AZURE-4.1", "PCI-1.4.4")
            .on("azurerm_postgresql_server")
            .expect("public_network_access_enabled", FALSE, "false")
            .bad("name = \"s\"")
            .bad("public_network_access_enabled = true")
            .good("public_network_access_enabled = false")
            .good("public_network_access_enabled = var.open")
            .done();

    private static final Rule DATABASE_NO_SSL = rule(
                    "azure/database-no-ssl", HIGH, "MySQL or PostgreSQL server SSL connection enforcement is disabled")
            .why("Passwords and data travel readable.")
            .fix("set ssl_enforcement_enabled to true")
            .controls("CIS-AZURE-4.3.1", "PCI-4.2.1")
            .on("azurerm_postgresql_server", "azurerm_mysql_server", "azurerm_mariadb_server")
            .expect("ssl_enforcement_enabled", TRUE)
            .bad("ssl_enforcement_enabled = false")
            .bad("name = \"s\"")
            .good("ssl_enforcement_enabled = true")
            .good("ssl_enforcement_enabled = var.ssl")
            .done();

    private static final Rule DATABASE_OLD_TLS = rule(
                    "azure/database-old-tls", MEDIUM, "SQL, MySQL or PostgreSQL server accepts a TLS version below 1.2")
            .why("TLS 1.0 and 1.1 can be broken.")
            .fix("set the minimal TLS version to 1.2")
            .controls("PCI-4.2.1")
            .on("azurerm_postgresql_server", "azurerm_mysql_server", "azurerm_mssql_server")
            .expect("ssl_minimal_tls_version_enforced", matching("TLS1_[23]").orAbsent(), "\"TLS1_2\"")
            .expect("minimum_tls_version", oneOf("1.2", "1.3").orAbsent(), "\"1.2\"")
            .bad("ssl_minimal_tls_version_enforced = \"TLS1_0\"")
            .badFile("""
                    resource "azurerm_mssql_server" "a" {
                      minimum_tls_version = "1.0"
                    }
                    """)
            .good("ssl_minimal_tls_version_enforced = \"TLS1_2\"")
            .good("name = \"s\"")
            .done();

    private static final Rule POSTGRESQL_NO_GEO_BACKUP = rule(
                    "azure/postgresql-no-geo-backup", LOW, "Geo redundancy of PostgreSQL backup is disabled")
            .why("When the region fails, the backups fail with it.")
            .fix("set geo_redundant_backup_enabled to true")
            .controls("SOC2-A1.2")
            .on(
                    "azurerm_postgresql_server",
                    "azurerm_mysql_server",
                    "azurerm_mariadb_server",
                    "azurerm_postgresql_flexible_server",
                    "azurerm_mysql_flexible_server")
            .expect("geo_redundant_backup_enabled", TRUE)
            .bad("name = \"s\"")
            .bad("geo_redundant_backup_enabled = false")
            .good("geo_redundant_backup_enabled = true")
            .good("geo_redundant_backup_enabled = var.geo")
            .done();

    private static final Rule POSTGRESQL_NO_THREAT_DETECTION = rule(
                    "azure/postgresql-no-threat-detection",
                    MEDIUM,
                    "PostgreSQL or MySQL server threat detection policy is disabled")
            .why("Attacks on the database are not noticed.")
            .fix("set threat_detection_policy.enabled to true")
            .controls("CIS-AZURE-4.2.1", "PCI-11.5.1")
            .on("azurerm_postgresql_server", "azurerm_mysql_server")
            .expect("threat_detection_policy.enabled", TRUE)
            .bad("name = \"s\"")
            .bad("""
                    threat_detection_policy {
                      enabled = false
                    }
                    """)
            .good("""
                    threat_detection_policy {
                      enabled = true
                    }
                    """)
            .good("""
                    threat_detection_policy {
                      enabled = var.on
                    }
                    """)
            .done();

    private static final Rule POSTGRESQL_NO_INFRASTRUCTURE_ENCRYPTION = rule(
                    "azure/postgresql-no-infrastructure-encryption",
                    LOW,
                    "PostgreSQL server infrastructure encryption is disabled")
            .why("One broken layer of encryption is enough.")
            .fix("set infrastructure_encryption_enabled to true")
            .controls("CIS-AZURE-4.3.8", "PCI-3.5.1")
            .on("azurerm_postgresql_server", "azurerm_mysql_server")
            .expect("infrastructure_encryption_enabled", TRUE)
            .bad("name = \"s\"")
            .bad("infrastructure_encryption_enabled = false")
            .good("infrastructure_encryption_enabled = true")
            .good("infrastructure_encryption_enabled = var.on")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            SQL_OPEN_FIREWALL,
            SQL_AZURE_SERVICES,
            MSSQL_PUBLIC,
            MYSQL_PUBLIC,
            MARIADB_PUBLIC,
            POSTGRESQL_PUBLIC,
            DATABASE_NO_SSL,
            DATABASE_OLD_TLS,
            POSTGRESQL_NO_GEO_BACKUP,
            POSTGRESQL_NO_THREAT_DETECTION,
            POSTGRESQL_NO_INFRASTRUCTURE_ENCRYPTION);

    private AzureDatabaseRules() {}
}
