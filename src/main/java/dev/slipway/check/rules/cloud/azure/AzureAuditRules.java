package dev.slipway.check.rules.cloud.azure;

import static dev.slipway.base.Severity.CRITICAL;
import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.base.Severity.NOTE;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.MISSING;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.atLeast;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.CloudRule;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** Rules about audit, logs and settings of databases, and about Cosmos and Redis. */
final class AzureAuditRules {
    private static CloudRule.Check mustBeOn(String setting) {
        return (resource, all, out) -> {
            if (resource.get("name")
                    .known()
                    .filter(n -> n.equalsIgnoreCase(setting))
                    .isPresent()) {
                Value value = resource.get("value");
                if (!value.unknown()
                        && value.known().filter(v -> v.equalsIgnoreCase("on")).isEmpty()) {
                    Links.report(resource, value, setting + " is off", out);
                }
            }
        };
    }

    private static final Rule POSTGRESQL_LOG_CHECKPOINTS = rule(
                    "azure/postgresql-log-checkpoints",
                    MEDIUM,
                    "PostgreSQL server parameter log_checkpoints is disabled")
            .why("What happened in the database cannot be told later.")
            .fix("set the value to on")
            .controls("CIS-AZURE-4.3.2", "PCI-10.2.1")
            .on("azurerm_postgresql_configuration", "azurerm_postgresql_flexible_server_configuration")
            .check(mustBeOn("log_checkpoints"))
            .bad("""
                    name  = "log_checkpoints"
                    value = "off"
                    """)
            .bad("""
                    name  = "log_checkpoints"
                    value = "Off"
                    """)
            .good("""
                    name  = "log_checkpoints"
                    value = "on"
                    """)
            .good("""
                    name  = "log_lines"
                    value = "off"
                    """)
            .done();

    private static final Rule POSTGRESQL_LOG_CONNECTIONS = rule(
                    "azure/postgresql-log-connections",
                    MEDIUM,
                    "PostgreSQL server parameter log_connections is disabled")
            .why("What happened in the database cannot be told later.")
            .fix("set the value to on")
            .controls("CIS-AZURE-4.3.2", "PCI-10.2.1")
            .on("azurerm_postgresql_configuration", "azurerm_postgresql_flexible_server_configuration")
            .check(mustBeOn("log_connections"))
            .bad("""
                    name  = "log_connections"
                    value = "off"
                    """)
            .bad("""
                    name  = "log_connections"
                    value = "OFF"
                    """)
            .good("""
                    name  = "log_connections"
                    value = "on"
                    """)
            .good("""
                    name  = "log_lines"
                    value = "off"
                    """)
            .done();

    private static final Rule POSTGRESQL_LOG_DISCONNECTIONS = rule(
                    "azure/postgresql-log-disconnections",
                    MEDIUM,
                    "PostgreSQL server parameter log_disconnections is disabled")
            .why("What happened in the database cannot be told later.")
            .fix("set the value to on")
            .controls("CIS-AZURE-4.3.2", "PCI-10.2.1")
            .on("azurerm_postgresql_configuration", "azurerm_postgresql_flexible_server_configuration")
            .check(mustBeOn("log_disconnections"))
            .bad("""
                    name  = "log_disconnections"
                    value = "off"
                    """)
            .bad("""
                    name  = "log_disconnections"
                    value = "OFF"
                    """)
            .good("""
                    name  = "log_disconnections"
                    value = "on"
                    """)
            .good("""
                    name  = "log_lines"
                    value = "off"
                    """)
            .done();

    private static final Rule POSTGRESQL_LOG_DURATION = rule(
                    "azure/postgresql-log-duration", MEDIUM, "PostgreSQL server parameter log_duration is disabled")
            .why("What happened in the database cannot be told later.")
            .fix("set the value to on")
            .controls("CIS-AZURE-4.3.2", "PCI-10.2.1")
            .on("azurerm_postgresql_configuration", "azurerm_postgresql_flexible_server_configuration")
            .check(mustBeOn("log_duration"))
            .bad("""
                    name  = "log_duration"
                    value = "off"
                    """)
            .bad("""
                    name  = "log_duration"
                    value = "OFF"
                    """)
            .good("""
                    name  = "log_duration"
                    value = "on"
                    """)
            .good("""
                    name  = "log_lines"
                    value = "off"
                    """)
            .done();

    private static final Rule POSTGRESQL_LOG_RETENTION = rule(
                    "azure/postgresql-log-retention",
                    MEDIUM,
                    "PostgreSQL server log retention is not set: parameter log_retention is off")
            .why("What happened in the database cannot be told later.")
            .fix("set the value to on")
            .controls("CIS-AZURE-4.3.2", "PCI-10.2.1")
            .on("azurerm_postgresql_configuration", "azurerm_postgresql_flexible_server_configuration")
            .check(mustBeOn("log_retention"))
            .bad("""
                    name  = "log_retention"
                    value = "off"
                    """)
            .bad("""
                    name  = "log_retention"
                    value = "OFF"
                    """)
            .good("""
                    name  = "log_retention"
                    value = "on"
                    """)
            .good("""
                    name  = "log_lines"
                    value = "off"
                    """)
            .done();

    private static final Rule POSTGRESQL_CONNECTION_THROTTLING = rule(
                    "azure/postgresql-connection-throttling",
                    MEDIUM,
                    "PostgreSQL server parameter connection_throttling is disabled")
            .why("Passwords are tried without a brake.")
            .fix("set the value to on")
            .controls("CIS-AZURE-4.3.2", "PCI-10.2.1")
            .on("azurerm_postgresql_configuration", "azurerm_postgresql_flexible_server_configuration")
            .check(mustBeOn("connection_throttling"))
            .bad("""
                    name  = "connection_throttling"
                    value = "off"
                    """)
            .bad("""
                    name  = "connection_throttling"
                    value = "OFF"
                    """)
            .good("""
                    name  = "connection_throttling"
                    value = "on"
                    """)
            .good("""
                    name  = "log_lines"
                    value = "off"
                    """)
            .done();

    private static final Rule SQL_NO_AUDIT = rule(
                    "azure/sql-no-audit", MEDIUM, "SQL server or database auditing policy is missing")
            .why("What happened in the database cannot be told later.")
            .fix("add an extended auditing policy")
            .controls("CIS-AZURE-4.1.1", "PCI-10.2.1")
            .on("azurerm_sql_server", "azurerm_mssql_server")
            .check((resource, all, out) -> Links.answer(
                    Truth.of(!resource.get("extended_auditing_policy").absent())
                            .or(Links.attached(
                                    all, "azurerm_mssql_server_extended_auditing_policy", "server_id", resource))
                            .not(),
                    resource,
                    "no auditing policy names it",
                    out))
            .bad("name = \"s\"")
            .badFile("""
                    resource "azurerm_mssql_server" "a" {}
                    resource "azurerm_mssql_server_extended_auditing_policy" "p" {
                      server_id = "x"
                    }
                    """)
            .goodFile("""
                    resource "azurerm_mssql_server" "a" {}
                    resource "azurerm_mssql_server_extended_auditing_policy" "p" {
                      server_id = azurerm_mssql_server.a.id
                    }
                    """)
            .good("""
                    extended_auditing_policy {
                      retention_in_days = 90
                    }
                    """)
            .done();

    private static final Rule SQL_AUDIT_SHORT = rule(
                    "azure/sql-audit-short", LOW, "Small MSSQL server audit retention: less than 90 days")
            .why("When the intrusion is found, the log is gone.")
            .fix("set retention_in_days to 90 or more")
            .controls("CIS-AZURE-4.1.6", "PCI-10.5.1")
            .on(
                    "azurerm_mssql_server_extended_auditing_policy",
                    "azurerm_mssql_database_extended_auditing_policy",
                    "azurerm_sql_server",
                    "azurerm_mssql_server",
                    "azurerm_sql_database",
                    "azurerm_mssql_database")
            .check((resource, all, out) -> {
                Value policy = resource.type().endsWith("auditing_policy")
                        ? resource.attributes()
                        : resource.get("extended_auditing_policy");
                Value days = policy.get("retention_in_days");
                if (!policy.absent()
                        && !days.unknown()
                        && !days.is("0")
                        && atLeast(91).or(oneOf("90")).of(days) != Truth.YES) {
                    Links.report(resource, days, "the audit log is kept less than 90 days", out);
                }
            })
            .bad("retention_in_days = 6")
            .badFile("""
                    resource "azurerm_sql_server" "a" {
                      extended_auditing_policy {
                        retention_in_days = 20
                      }
                    }
                    """)
            .good("retention_in_days = 120")
            .good("retention_in_days = var.days")
            .done();

    private static final Rule SQL_NO_AD_ADMIN = rule(
                    "azure/sql-no-ad-admin", MEDIUM, "SQL server has no Active Directory administrator")
            .why("Administrators share one password.")
            .fix("add azuread_administrator")
            .controls("CIS-AZURE-4.4", "PCI-8.2.2")
            .on("azurerm_sql_server", "azurerm_mssql_server")
            .check((resource, all, out) -> Links.answer(
                    Truth.of(!resource.get("azuread_administrator").absent())
                            .or(Links.attached(
                                    all, "azurerm_sql_active_directory_administrator", "server_name", resource))
                            .not(),
                    resource,
                    "no directory administrator",
                    out))
            .bad("name = \"s\"")
            .badFile("""
                    resource "azurerm_mssql_server" "a" {
                      administrator_login = "sa"
                    }
                    """)
            .good("""
                    azuread_administrator {
                      object_id = "o"
                    }
                    """)
            .goodFile("""
                    resource "azurerm_sql_server" "a" {
                      name = "s"
                    }
                    resource "azurerm_sql_active_directory_administrator" "p" {
                      server_name = azurerm_sql_server.a.name
                    }
                    """)
            .done();

    private static final Rule SQL_PREDICTABLE_ADMIN = rule(
                    "azure/sql-predictable-admin", LOW, "SQL server administrator account name is predictable")
            .why("Half of the login is known.")
            .fix("choose another name")
            .controls("PCI-2.2.2")
            .on("azurerm_sql_server", "azurerm_mssql_server", "azurerm_mysql_server", "azurerm_postgresql_server")
            .expect(
                    "administrator_login",
                    oneOf("admin", "administrator", "sa", "root", "sqladmin", "dba")
                            .not())
            .bad("administrator_login = \"admin\"")
            .bad("administrator_login = \"Administrator\"")
            .good("administrator_login = \"x7ops\"")
            .good("administrator_login = var.login")
            .done();

    private static final Rule SQL_ALERT_OFF = rule(
                    "azure/sql-alert-off", MEDIUM, "SQL server security alert policy is disabled or tells nobody")
            .why("Attacks on the database are not noticed.")
            .fix("set state to Enabled, disabled_alerts to nothing and name email addresses")
            .controls("CIS-AZURE-4.2.1", "PCI-11.5.1")
            .on("azurerm_mssql_server_security_alert_policy")
            .expect("state", oneOf("Enabled"), "\"Enabled\"")
            .expect("disabled_alerts", MISSING)
            .bad("state = \"Disabled\"")
            .bad("""
                    state           = "Enabled"
                    disabled_alerts = ["Sql_Injection"]
                    """)
            .good("state = \"Enabled\"")
            .good("""
                    state           = "Enabled"
                    disabled_alerts = []
                    """)
            .done();

    private static final Rule COSMOS_OPEN = rule(
                    "azure/cosmos-open",
                    MEDIUM,
                    "Cosmos DB account is reachable from every network (no IP range filter)")
            .why("Everybody who has a key reaches the data.")
            .fix("set ip_range_filter, virtual network rules or public_network_access_enabled to false")
            .controls("PCI-1.4.4")
            .on("azurerm_cosmosdb_account")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "ip_range_filter", SET)
                            .or(Links.is(resource, "is_virtual_network_filter_enabled", TRUE))
                            .or(Links.is(resource, "public_network_access_enabled", FALSE))
                            .not(),
                    resource,
                    "every network may connect",
                    out))
            .bad("name = \"c\"")
            .bad("public_network_access_enabled = true")
            .good("public_network_access_enabled = false")
            .good("ip_range_filter = \"10.0.0.1\"")
            .done();

    private static final Rule COSMOS_NO_OWN_KEY = rule(
                    "azure/cosmos-no-own-key", LOW, "Cosmos DB account is not encrypted with a customer managed key")
            .why("Only a key of yours can be revoked.")
            .fix("set key_vault_key_id")
            .controls("PCI-3.5.1")
            .on("azurerm_cosmosdb_account")
            .expect("key_vault_key_id", SET)
            .bad("name = \"c\"")
            .bad("key_vault_key_id = \"\"")
            .good("key_vault_key_id = var.key")
            .good("key_vault_key_id = azurerm_key_vault_key.a.id")
            .done();

    private static final Rule COSMOS_NO_TAGS = rule("azure/cosmos-no-tags", NOTE, "Cosmos DB account has no tags")
            .why("Nobody knows whose data it is.")
            .fix("add tags")
            .controls("SOC2-CC8.1")
            .on("azurerm_cosmosdb_account")
            .expect("tags", SET)
            .bad("name = \"c\"")
            .bad("tags = null")
            .good("tags = { owner = \"a\" }")
            .good("tags = var.tags")
            .done();

    private static final Rule REDIS_PLAIN = rule(
                    "azure/redis-plain", HIGH, "Azure Redis cache allows non SSL connections")
            .why("Keys and values travel readable.")
            .fix("set non_ssl_port_enabled to false")
            .controls("PCI-4.2.1")
            .on("azurerm_redis_cache")
            .expect("enable_non_ssl_port", FALSE.orAbsent(), "false")
            .expect("non_ssl_port_enabled", FALSE.orAbsent(), "false")
            .bad("enable_non_ssl_port = true")
            .bad("non_ssl_port_enabled = true")
            .good("non_ssl_port_enabled = false")
            .good("name = \"r\"")
            .done();

    private static final Rule REDIS_NO_PATCH = rule(
                    "azure/redis-no-patch", LOW, "Azure Redis cache has no patch schedule")
            .why("Updates come at any time, or are missed.")
            .fix("add patch_schedule")
            .controls("PCI-6.3.3")
            .on("azurerm_redis_cache")
            .expect("patch_schedule", SET)
            .bad("name = \"r\"")
            .bad("capacity = 1")
            .good("""
                    patch_schedule {
                      day_of_week = "Sunday"
                    }
                    """)
            .good("""
                    patch_schedule {
                      day_of_week = var.day
                    }
                    """)
            .done();

    private static final Rule REDIS_OPEN_FIREWALL = rule(
                    "azure/redis-open-firewall",
                    CRITICAL,
                    "Azure Redis cache firewall rule allows the entire address range (public)")
            .why("Everybody may try keys.")
            .fix("name the addresses that need it")
            .controls("PCI-1.4.4")
            .on("azurerm_redis_firewall_rule")
            .check((resource, all, out) -> {
                if (resource.get("start_ip")
                                .known()
                                .filter(t -> t.startsWith("0.0.0.0"))
                                .isPresent()
                        && resource.get("end_ip").is("255.255.255.255")) {
                    Links.report(resource, resource.get("start_ip"), "everybody may connect", out);
                }
            })
            .bad("""
                    start_ip = "0.0.0.0"
                    end_ip   = "255.255.255.255"
                    """)
            .badFile("""
                    resource "azurerm_redis_firewall_rule" "b" {
                      name     = "all"
                      start_ip = "0.0.0.0"
                      end_ip   = "255.255.255.255"
                    }
                    """)
            .good("""
                    start_ip = "10.0.0.1"
                    end_ip   = "10.0.0.9"
                    """)
            .good("""
                    start_ip = var.from
                    end_ip   = "10.0.0.9"
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            POSTGRESQL_LOG_CHECKPOINTS,
            POSTGRESQL_LOG_CONNECTIONS,
            POSTGRESQL_LOG_DISCONNECTIONS,
            POSTGRESQL_LOG_DURATION,
            POSTGRESQL_LOG_RETENTION,
            POSTGRESQL_CONNECTION_THROTTLING,
            SQL_NO_AUDIT,
            SQL_AUDIT_SHORT,
            SQL_NO_AD_ADMIN,
            SQL_PREDICTABLE_ADMIN,
            SQL_ALERT_OFF,
            COSMOS_OPEN,
            COSMOS_NO_OWN_KEY,
            COSMOS_NO_TAGS,
            REDIS_PLAIN,
            REDIS_NO_PATCH,
            REDIS_OPEN_FIREWALL);

    private AzureAuditRules() {}
}
