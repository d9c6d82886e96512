package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.atLeast;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import java.util.List;

/** Rules about caches, search, streams, queues and topics. */
final class CacheRules {
    private static final Rule ELASTICACHE_UNENCRYPTED_REST = rule("aws/elasticache-unencrypted-rest", HIGH, "ElastiCache replication group is not encrypted at rest")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("set at_rest_encryption_enabled to true")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_elasticache_replication_group")
            .expect("at_rest_encryption_enabled", TRUE)
            .bad("description = \"c\"")
            .bad("at_rest_encryption_enabled = false")
            .good("at_rest_encryption_enabled = true")
            .good("at_rest_encryption_enabled = var.encrypted")
            .done();

    private static final Rule ELASTICACHE_UNENCRYPTED_TRANSIT = rule("aws/elasticache-unencrypted-transit", HIGH, "ElastiCache replication group is not encrypted in transit")
            .why("Keys and values travel readable.")
            .fix("set transit_encryption_enabled to true")
            .controls("PCI-4.2.1")
            .on("aws_elasticache_replication_group")
            .expect("transit_encryption_enabled", TRUE)
            .bad("description = \"c\"")
            .bad("transit_encryption_enabled = false")
            .good("transit_encryption_enabled = true")
            .good("transit_encryption_enabled = var.encrypted")
            .done();

    private static final Rule ELASTICACHE_DEFAULT_PORT = rule("aws/elasticache-default-port", LOW, "ElastiCache cluster uses the default port of Redis or Memcached")
            .why("The port says what listens there, which is half of an attacker's search.")
            .fix("choose another port")
            .controls("SOC2-CC6.6")
            .on("aws_elasticache_cluster", "aws_elasticache_replication_group")
            .check((resource, all, out) -> {
                boolean memcached = resource.get("engine").is("memcached");
                Value port = resource.get("port");
                if (port.absent() || port.is(memcached ? "11211" : "6379")) {
                    Links.report(resource, port, "the port is the default", out);
                }
            })
            .bad("""
                    engine = "redis"
                    port   = 6379
                    """)
            .bad("engine = \"memcached\"")
            .good("""
                    engine = "redis"
                    port   = 6380
                    """)
            .good("""
                    engine = "memcached"
                    port   = var.port
                    """)
            .done();

    private static final Rule ELASTICACHE_NO_REDIS = rule("aws/elasticache-no-redis", LOW, "ElastiCache cluster uses Memcached: Redis is disabled")
            .why("Memcached knows neither encryption nor passwords.")
            .fix("use redis or valkey")
            .controls("PCI-8.3.1")
            .on("aws_elasticache_cluster")
            .expect("engine", oneOf("redis", "valkey").orAbsent())
            .bad("engine = \"memcached\"")
            .badFile("""
                    resource "aws_elasticache_cluster" "c" {
                      engine    = "memcached"
                      node_type = "cache.m4.large"
                    }
                    """)
            .good("engine = \"redis\"")
            .good("engine = var.engine")
            .done();

    private static final Rule ELASTICACHE_OLD_REDIS = rule("aws/elasticache-old-redis", HIGH, "ElastiCache Redis engine version is not compliant: too old for encryption (PCI DSS)")
            .why("Versions before 3.2.6, and 3.2.7 to 4.0.9, encrypt nothing.")
            .fix("use version 6 or later")
            .controls("PCI-6.3.3")
            .on("aws_elasticache_cluster", "aws_elasticache_replication_group")
            .when("engine", oneOf("redis").orAbsent())
            .expect("engine_version", matching("([5-9]|[1-9]\\d)(\\..*)?|4\\.0\\.[1-9]\\d+|3\\.2\\.6").orAbsent(), "\"7.1\"")
            .bad("""
                    engine         = "redis"
                    engine_version = "2.6.13"
                    """)
            .bad("""
                    engine         = "redis"
                    engine_version = "3.2.10"
                    """)
            .good("""
                    engine         = "redis"
                    engine_version = "7.1"
                    """)
            .good("""
                    engine         = "memcached"
                    engine_version = "1.6"
                    """)
            .done();

    private static final Rule ELASTICACHE_NO_BACKUP = rule("aws/elasticache-no-backup", LOW, "ElastiCache Redis cluster has automatic backup disabled: no snapshot retention")
            .why("What the cache holds beyond a cache is lost with its node.")
            .fix("set snapshot_retention_limit to 1 or more")
            .controls("SOC2-A1.2")
            .on("aws_elasticache_cluster", "aws_elasticache_replication_group")
            .when("engine", oneOf("redis", "valkey").orAbsent())
            .expect("snapshot_retention_limit", atLeast(1), "7")
            .bad("engine = \"redis\"")
            .bad("snapshot_retention_limit = 0")
            .good("snapshot_retention_limit = 7")
            .good("engine = \"memcached\"")
            .done();

    private static final Rule ELASTICACHE_NO_VPC = rule("aws/elasticache-no-vpc", LOW, "ElastiCache cluster is launched outside of a VPC (no subnet group)")
            .why("The cache stands in the shared network.")
            .fix("set subnet_group_name")
            .controls("PCI-1.4.4")
            .on("aws_elasticache_cluster")
            .expect("subnet_group_name", SET)
            .bad("engine = \"redis\"")
            .bad("subnet_group_name = \"\"")
            .good("subnet_group_name = \"private\"")
            .good("subnet_group_name = aws_elasticache_subnet_group.a.name")
            .done();

    private static final Rule ELASTICSEARCH_UNENCRYPTED = rule("aws/elasticsearch-unencrypted", HIGH, "Elasticsearch (OpenSearch) domain is not encrypted at rest")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("set encrypt_at_rest.enabled to true")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_elasticsearch_domain", "aws_opensearch_domain")
            .expect("encrypt_at_rest.enabled", TRUE)
            .bad("domain_name = \"d\"")
            .bad("""
                    encrypt_at_rest {
                      enabled = false
                    }
                    """)
            .good("""
                    encrypt_at_rest {
                      enabled = true
                    }
                    """)
            .good("""
                    encrypt_at_rest {
                      enabled = var.encrypted
                    }
                    """)
            .done();

    private static final Rule ELASTICSEARCH_NODE_TO_NODE = rule("aws/elasticsearch-node-to-node", MEDIUM, "Elasticsearch (OpenSearch) domain is not encrypted node to node")
            .why("Documents travel readable between the nodes.")
            .fix("set node_to_node_encryption.enabled to true")
            .controls("PCI-4.2.1")
            .on("aws_elasticsearch_domain", "aws_opensearch_domain")
            .expect("node_to_node_encryption.enabled", TRUE)
            .bad("domain_name = \"d\"")
            .bad("""
                    node_to_node_encryption {
                      enabled = false
                    }
                    """)
            .good("""
                    node_to_node_encryption {
                      enabled = true
                    }
                    """)
            .good("""
                    node_to_node_encryption {
                      enabled = var.encrypted
                    }
                    """)
            .done();

    private static final Rule ELASTICSEARCH_PLAIN_HTTP = rule("aws/elasticsearch-plain-http", MEDIUM, "Elasticsearch (OpenSearch) domain does not enforce HTTPS")
            .why("Queries and documents travel readable.")
            .fix("set domain_endpoint_options.enforce_https to true")
            .controls("PCI-4.2.1")
            .on("aws_elasticsearch_domain", "aws_opensearch_domain")
            .expect("domain_endpoint_options.enforce_https", TRUE.and(SET))
            .bad("domain_name = \"d\"")
            .bad("""
                    domain_endpoint_options {
                      enforce_https = false
                    }
                    """)
            .good("""
                    domain_endpoint_options {
                      enforce_https = true
                    }
                    """)
            .good("""
                    domain_endpoint_options {
                      enforce_https = var.https
                    }
                    """)
            .done();

    private static final Rule ELASTICSEARCH_OLD_TLS = rule("aws/elasticsearch-old-tls", MEDIUM, "Elasticsearch (OpenSearch) domain accepts an outdated TLS policy")
            .why("TLS 1.0 can be broken.")
            .fix("set tls_security_policy to Policy-Min-TLS-1-2-2019-07")
            .controls("PCI-4.2.1")
            .on("aws_elasticsearch_domain", "aws_opensearch_domain")
            .expect("domain_endpoint_options[].tls_security_policy", matching("Policy-Min-TLS-1-2.*"), "\"Policy-Min-TLS-1-2-2019-07\"")
            .bad("""
                    domain_endpoint_options {
                      enforce_https = true
                    }
                    """)
            .bad("""
                    domain_endpoint_options {
                      tls_security_policy = "Policy-Min-TLS-1-0-2019-07"
                    }
                    """)
            .good("""
                    domain_endpoint_options {
                      tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
                    }
                    """)
            .good("domain_name = \"d\"")
            .done();

    private static final Rule ELASTICSEARCH_NO_LOGS = rule("aws/elasticsearch-no-logs", MEDIUM, "Elasticsearch (OpenSearch) domain has logs disabled")
            .why("Nobody can tell later who read what.")
            .fix("add log_publishing_options")
            .controls("PCI-10.2.1")
            .on("aws_elasticsearch_domain", "aws_opensearch_domain")
            .expect("log_publishing_options", SET)
            .expect("log_publishing_options[].enabled", TRUE.orAbsent(), "true")
            .bad("domain_name = \"d\"")
            .bad("""
                    log_publishing_options {
                      log_type = "AUDIT_LOGS"
                      enabled  = false
                    }
                    """)
            .good("""
                    log_publishing_options {
                      log_type = "AUDIT_LOGS"
                    }
                    """)
            .good("""
                    log_publishing_options {
                      log_type = "AUDIT_LOGS"
                      enabled  = true
                    }
                    """)
            .done();

    private static final Rule ELASTICSEARCH_NO_VPC = rule("aws/elasticsearch-no-vpc", MEDIUM, "Elasticsearch (OpenSearch) domain has a public endpoint, not in a VPC")
            .why("The index is on the internet; a policy is all that protects it.")
            .fix("add vpc_options")
            .controls("PCI-1.4.4")
            .on("aws_elasticsearch_domain", "aws_opensearch_domain")
            .expect("vpc_options", SET)
            .bad("domain_name = \"d\"")
            .bad("access_policies = var.policy")
            .good("""
                    vpc_options {
                      subnet_ids = var.subnets
                    }
                    """)
            .good("""
                    vpc_options {
                      subnet_ids = ["subnet-1"]
                    }
                    """)
            .done();

    private static final Rule MSK_UNENCRYPTED = rule("aws/msk-unencrypted", HIGH, "MSK cluster encryption in transit or at rest is disabled")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("set client_broker to TLS and in_cluster to true, and name a key")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_msk_cluster")
            .expect("encryption_info", SET)
            .expect("encryption_info[].encryption_in_transit[].client_broker", oneOf("TLS").orAbsent(), "\"TLS\"")
            .expect("encryption_info[].encryption_in_transit[].in_cluster", TRUE.orAbsent(), "true")
            .bad("cluster_name = \"k\"")
            .bad("""
                    encryption_info {
                      encryption_in_transit {
                        client_broker = "PLAINTEXT"
                      }
                    }
                    """)
            .good("""
                    encryption_info {
                      encryption_in_transit {
                        client_broker = "TLS"
                      }
                    }
                    """)
            .good("""
                    encryption_info {
                      encryption_at_rest_kms_key_arn = var.key
                    }
                    """)
            .done();

    private static final Rule MSK_NO_LOGS = rule("aws/msk-no-logs", MEDIUM, "MSK cluster logging is disabled")
            .why("Nobody can tell later what the brokers did.")
            .fix("enable cloudwatch_logs, firehose or s3 under logging_info.broker_logs")
            .controls("PCI-10.2.1")
            .on("aws_msk_cluster")
            .check((resource, all, out) -> Links.answer(Links.is(resource, "logging_info.broker_logs.cloudwatch_logs.enabled", TRUE).or(Links.is(resource, "logging_info.broker_logs.firehose.enabled", TRUE)).or(Links.is(resource, "logging_info.broker_logs.s3.enabled", TRUE)).not(), resource, "logs go nowhere", out))
            .bad("cluster_name = \"k\"")
            .bad("""
                    logging_info {
                      broker_logs {
                        s3 {
                          enabled = false
                        }
                      }
                    }
                    """)
            .good("""
                    logging_info {
                      broker_logs {
                        s3 {
                          enabled = true
                        }
                      }
                    }
                    """)
            .good("""
                    logging_info {
                      broker_logs {
                        cloudwatch_logs {
                          enabled = var.logs
                        }
                      }
                    }
                    """)
            .done();

    private static final Rule MSK_PUBLIC = rule("aws/msk-public", HIGH, "MSK cluster brokers are publicly accessible")
            .why("The brokers are on the internet.")
            .fix("set connectivity_info.public_access.type to DISABLED")
            .controls("PCI-1.4.4")
            .on("aws_msk_cluster")
            .expect("broker_node_group_info[].connectivity_info[].public_access[].type", oneOf("DISABLED"), "\"DISABLED\"")
            .bad("""
                    broker_node_group_info {
                      connectivity_info {
                        public_access {
                          type = "SERVICE_PROVIDED_EIPS"
                        }
                      }
                    }
                    """)
            .badFile("""
                    resource "aws_msk_cluster" "k" {
                      broker_node_group_info {
                        connectivity_info {
                          public_access {
                            type = "PUBLIC"
                          }
                        }
                      }
                    }
                    """)
            .good("""
                    broker_node_group_info {
                      connectivity_info {
                        public_access {
                          type = "DISABLED"
                        }
                      }
                    }
                    """)
            .good("cluster_name = \"k\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(ELASTICACHE_UNENCRYPTED_REST, ELASTICACHE_UNENCRYPTED_TRANSIT, ELASTICACHE_DEFAULT_PORT, ELASTICACHE_NO_REDIS, ELASTICACHE_OLD_REDIS, ELASTICACHE_NO_BACKUP, ELASTICACHE_NO_VPC, ELASTICSEARCH_UNENCRYPTED, ELASTICSEARCH_NODE_TO_NODE, ELASTICSEARCH_PLAIN_HTTP, ELASTICSEARCH_OLD_TLS, ELASTICSEARCH_NO_LOGS, ELASTICSEARCH_NO_VPC, MSK_UNENCRYPTED, MSK_NO_LOGS, MSK_PUBLIC);

    private CacheRules() {}
}
