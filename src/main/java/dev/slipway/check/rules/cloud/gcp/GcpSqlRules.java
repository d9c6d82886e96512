package dev.slipway.check.rules.cloud.gcp;

import static dev.slipway.base.Severity.CRITICAL;
import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.MISSING;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.CloudRule;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Network;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** Rules about Cloud SQL. */
final class GcpSqlRules {
    private static final Rule SQL_PUBLIC = rule(
                    "gcp/sql-public", CRITICAL, "Cloud SQL DB instance is publicly accessible")
            .why("Everybody may try passwords on the database.")
            .fix("name the addresses that need it, or set ipv4_enabled to false with a private network")
            .controls("CIS-GCP-6.5", "PCI-1.4.4")
            .on("google_sql_database_instance")
            .check((resource, all, out) -> {
                Value config = resource.get("settings", "ip_configuration");
                List<Value> networks = resource.all("settings", "ip_configuration", "authorized_networks");
                for (Value network : networks) {
                    if (Network.EVERYBODY.of(network.get("value")) == Truth.YES) {
                        Links.report(resource, network.get("value"), "everybody may connect", out);
                    }
                }
                if (config.absent() && !resource.get("settings").unknown()) {
                    Links.report(
                            resource,
                            resource.get("settings").absent() ? resource.attributes() : resource.get("settings"),
                            "it has a public address",
                            out);
                } else if (networks.isEmpty()
                        && !config.get("ipv4_enabled").unknown()
                        && !config.get("ipv4_enabled").is(false)
                        && config.get("private_network").absent()) {
                    Links.report(
                            resource,
                            config.get("ipv4_enabled").absent() ? config : config.get("ipv4_enabled"),
                            "it has a public address",
                            out);
                }
            })
            .bad("""
                    settings {
                      ip_configuration {
                        authorized_networks {
                          value = "0.0.0.0/0"
                        }
                      }
                    }
                    """)
            .bad("""
                    settings {
                      tier = "t"
                    }
                    """)
            .good("""
                    settings {
                      ip_configuration {
                        ipv4_enabled    = false
                        private_network = "n"
                      }
                    }
                    """)
            .good("""
                    settings {
                      ip_configuration {
                        authorized_networks {
                          value = "203.0.113.7/32"
                        }
                      }
                    }
                    """)
            .done();

    private static final Rule SQL_NO_SSL = rule("gcp/sql-no-ssl", HIGH, "Cloud SQL DB instance does not require SSL")
            .why("Passwords and data travel readable.")
            .fix("set ip_configuration.ssl_mode to ENCRYPTED_ONLY")
            .controls("CIS-GCP-6.4", "PCI-4.2.1")
            .on("google_sql_database_instance")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "settings.ip_configuration.require_ssl", TRUE)
                            .or(Links.is(
                                    resource,
                                    "settings.ip_configuration.ssl_mode",
                                    oneOf("ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED")))
                            .not(),
                    resource,
                    "connections without SSL are accepted",
                    out))
            .bad("""
                    settings {
                      tier = "t"
                    }
                    """)
            .bad("""
                    settings {
                      ip_configuration {
                        require_ssl = false
                      }
                    }
                    """)
            .good("""
                    settings {
                      ip_configuration {
                        require_ssl = true
                      }
                    }
                    """)
            .good("""
                    settings {
                      ip_configuration {
                        ssl_mode = "ENCRYPTED_ONLY"
                      }
                    }
                    """)
            .done();

    private static final Rule SQL_NO_BACKUP = rule(
                    "gcp/sql-no-backup", MEDIUM, "Cloud SQL DB instance backup is disabled")
            .why("After a mistake or a broken disk there is nothing to restore.")
            .fix("set settings.backup_configuration.enabled to true")
            .controls("CIS-GCP-6.7", "SOC2-A1.2")
            .on("google_sql_database_instance")
            .when("master_instance_name", MISSING)
            .expect("settings.backup_configuration.enabled", TRUE)
            .bad("""
                    settings {
                      tier = "t"
                    }
                    """)
            .bad("""
                    settings {
                      backup_configuration {
                        enabled = false
                      }
                    }
                    """)
            .good("""
                    settings {
                      backup_configuration {
                        enabled = true
                      }
                    }
                    """)
            .good("""
                    settings {
                      backup_configuration {
                        enabled = var.on
                      }
                    }
                    """)
            .done();

    private static final Rule SQL_NO_DELETION_PROTECTION = rule(
                    "gcp/sql-no-deletion-protection", LOW, "Cloud SQL DB instance has deletion protection disabled")
            .why("One wrong destroy deletes the data.")
            .fix("leave deletion_protection at true")
            .controls("SOC2-A1.2")
            .on("google_sql_database_instance")
            .expect("deletion_protection", TRUE.orAbsent(), "true")
            .bad("deletion_protection = false")
            .bad("deletion_protection = \"false\"")
            .good("deletion_protection = true")
            .good("name = \"d\"")
            .done();

    private static CloudRule.Check flag(String engine, String name, String bad) {
        return (resource, all, out) -> {
            if (resource.get("database_version")
                    .known()
                    .filter(v -> v.startsWith(engine))
                    .isEmpty()) {
                return;
            }
            for (Value flag : resource.all("settings", "database_flags")) {
                if (flag.get("name").is(name)
                        && flag.get("value")
                                .known()
                                .filter(v -> v.equalsIgnoreCase(bad))
                                .isPresent()) {
                    Links.report(resource, flag.get("value"), "flag " + name + " is " + bad, out);
                }
            }
        };
    }

    private static final Rule SQL_LOCAL_INFILE = rule(
                    "gcp/sql-local-infile", MEDIUM, "Cloud SQL MySQL instance has flag local_infile on")
            .why("A client reads files of the server.")
            .fix("set the flag to off")
            .controls("CIS-GCP-6.1.3")
            .on("google_sql_database_instance")
            .check(flag("MYSQL", "local_infile", "on"))
            .bad("""
                    database_version = "MYSQL_8_0"
                    settings {
                      database_flags {
                        name  = "local_infile"
                        value = "on"
                      }
                    }
                    """)
            .bad("""
                    database_version = "MYSQL_5_7"
                    settings {
                      database_flags {
                        name  = "local_infile"
                        value = "ON"
                      }
                    }
                    """)
            .good("""
                    database_version = "MYSQL_8_0"
                    settings {
                      database_flags {
                        name  = "local_infile"
                        value = "off"
                      }
                    }
                    """)
            .good("database_version = \"POSTGRES_15\"")
            .done();

    private static final Rule SQL_CONTAINED_AUTHENTICATION = rule(
                    "gcp/sql-contained-authentication",
                    MEDIUM,
                    "Cloud SQL SQL Server instance has contained database authentication on")
            .why("Users of a database log in around the server's rules.")
            .fix("set the flag to off")
            .controls("CIS-GCP-6.3.7")
            .on("google_sql_database_instance")
            .check(flag("SQLSERVER", "contained database authentication", "on"))
            .check(flag("SQLSERVER", "cross db ownership chaining", "on"))
            .bad("""
                    database_version = "SQLSERVER_2019"
                    settings {
                      database_flags {
                        name  = "contained database authentication"
                        value = "on"
                      }
                    }
                    """)
            .bad("""
                    database_version = "SQLSERVER_2019"
                    settings {
                      database_flags {
                        name  = "cross db ownership chaining"
                        value = "on"
                      }
                    }
                    """)
            .good("""
                    database_version = "SQLSERVER_2019"
                    settings {
                      database_flags {
                        name  = "contained database authentication"
                        value = "off"
                      }
                    }
                    """)
            .good("database_version = \"MYSQL_8_0\"")
            .done();

    private static final Rule SQL_POSTGRES_NO_LOG = rule(
                    "gcp/sql-postgres-no-log",
                    MEDIUM,
                    "Cloud SQL PostgreSQL instance has log flags off (log_connections, log_checkpoints, "
                            + "log_lock_waits)")
            .why("What happened in the database cannot be told later.")
            .fix("set the flags to on")
            .controls("CIS-GCP-6.2.2", "PCI-10.2.1")
            .on("google_sql_database_instance")
            .check(flag("POSTGRES", "log_connections", "off"))
            .check(flag("POSTGRES", "log_disconnections", "off"))
            .check(flag("POSTGRES", "log_checkpoints", "off"))
            .check(flag("POSTGRES", "log_lock_waits", "off"))
            .bad("""
                    database_version = "POSTGRES_15"
                    settings {
                      database_flags {
                        name  = "log_connections"
                        value = "off"
                      }
                    }
                    """)
            .bad("""
                    database_version = "POSTGRES_15"
                    settings {
                      database_flags {
                        name  = "log_checkpoints"
                        value = "off"
                      }
                    }
                    """)
            .good("""
                    database_version = "POSTGRES_15"
                    settings {
                      database_flags {
                        name  = "log_connections"
                        value = "on"
                      }
                    }
                    """)
            .good("database_version = \"POSTGRES_15\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            SQL_PUBLIC,
            SQL_NO_SSL,
            SQL_NO_BACKUP,
            SQL_NO_DELETION_PROTECTION,
            SQL_LOCAL_INFILE,
            SQL_CONTAINED_AUTHENTICATION,
            SQL_POSTGRES_NO_LOG);

    private GcpSqlRules() {}
}
