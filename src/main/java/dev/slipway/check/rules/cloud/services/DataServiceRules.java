package dev.slipway.check.rules.cloud.services;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.atMost;
import static dev.slipway.check.rules.cloud.Condition.matching;

import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Databases, caches, search, streams, file systems, keys. */
final class DataServiceRules {
    /** Default ports by engine: the RDS user guide, "Settings for DB instances". */
    private static final Map<String, String> PORTS = Map.of(
            "mysql",
            "3306",
            "mariadb",
            "3306",
            "aurora",
            "3306",
            "postgres",
            "5432",
            "oracle",
            "1521",
            "sqlserver",
            "1433");

    private static final Set<String> BROKER_LOGS = Set.of("cloudwatch_logs", "firehose", "s3");

    static final List<Rule> ALL = List.of(
            rule("aws/ebs-volume-own-key", LOW, "An EBS volume has no KMS key id")
                    .why(
                            "Without a key of your own the volume's encryption cannot be revoked, shared or audited by key.")
                    .fix("specify a kms_key_id value for the EBS volume")
                    .controls("PCI-3.5")
                    .on("aws_ebs_volume")
                    .expect("kms_key_id", SET)
                    .bad("encrypted = true")
                    .bad("kms_key_id = \"\"")
                    .good("kms_key_id = aws_kms_key.k.arn")
                    .good("kms_key_id = var.key")
                    .done(),
            rule("aws/elasticsearch-own-key", HIGH, "ElasticSearch domain encryption with KMS is disabled")
                    .why("A domain that is not encrypted with a KMS key of yours can be read by who gets the disks.")
                    .fix("enable encryption at rest with a KMS key id")
                    .controls("PCI-3.5", "GDPR-32")
                    .on("aws_elasticsearch_domain", "aws_opensearch_domain")
                    .expect("encrypt_at_rest.kms_key_id", SET)
                    .bad("domain_name = \"a\"")
                    .bad("encrypt_at_rest {\n  enabled = true\n}")
                    .good("encrypt_at_rest {\n  enabled = true\n  kms_key_id = \"k\"\n}")
                    .good("encrypt_at_rest {\n  kms_key_id = var.key\n}")
                    .done(),
            rule("aws/elasticsearch-slow-logs", LOW, "An ElasticSearch domain is without slow logs")
                    .why("Queries that overload the domain cannot be found.")
                    .fix("enable support for slow logs: INDEX_SLOW_LOGS and SEARCH_SLOW_LOGS")
                    .controls("SOC2-CC7.2")
                    .on("aws_elasticsearch_domain", "aws_opensearch_domain")
                    .check((r, all, out) -> logs(r, "INDEX_SLOW_LOGS|SEARCH_SLOW_LOGS", "slow logs are off", out))
                    .bad("domain_name = \"a\"")
                    .bad("log_publishing_options {\n  log_type = \"INDEX_SLOW_LOGS\"\n  enabled = false\n}")
                    .good("log_publishing_options {\n  log_type = \"INDEX_SLOW_LOGS\"\n}")
                    .good("log_publishing_options {\n  log_type = \"SEARCH_SLOW_LOGS\"\n  enabled = true\n}")
                    .done(),
            rule("aws/config-access-key-age", MEDIUM, "A Config rule lets access keys live longer than 90 days")
                    .why("A high rotation period leaves stolen access keys useful for long.")
                    .fix("set maxAccessKeyAge of the rule ACCESS_KEYS_ROTATED to 90 days or less")
                    .controls("CIS-AWS-1.14", "PCI-8.6")
                    .on("aws_config_config_rule")
                    .when("source.source_identifier", matching("ACCESS_KEYS_ROTATED"))
                    .expect("input_parameters.maxAccessKeyAge", atMost(90).orAbsent())
                    .bad(accessKeys("100"))
                    .bad(accessKeys("365"))
                    .good(accessKeys("90"))
                    .good("source {\n  source_identifier = \"S3_BUCKET_LOGGING_ENABLED\"\n}")
                    .done());

    private DataServiceRules() {}

    private static String accessKeys(String days) {
        return "source {\n  source_identifier = \"ACCESS_KEYS_ROTATED\"\n}\n"
                + "input_parameters = jsonencode({ maxAccessKeyAge = " + days + " })";
    }

    private static void docdbLogs(Resource r, Resources all, Report out) {
        Value exports = r.get("enabled_cloudwatch_logs_exports");
        boolean unknown = exports.unknown() || exports.items().stream().anyMatch(Value::unknown);
        boolean full = List.of("audit", "profiler").stream()
                .allMatch(n -> exports.items().stream().anyMatch(v -> v.is(n)));
        if (!full && !unknown) {
            out.at(exports.absent() ? r.attributes().at() : exports.at(), Attached.of(r, "not all logs are exported"));
        }
    }

    /** Each option of these types that is off; the resource when there is none. */
    private static void logs(Resource r, String types, String message, Report out) {
        Value options = r.get("log_publishing_options");
        List<Value> wanted = options.items().stream()
                .filter(o ->
                        o.get("log_type").known().filter(t -> t.matches(types)).isPresent())
                .toList();
        if (wanted.isEmpty() && options.items().stream().noneMatch(Value::unknown)) {
            out.at(options.absent() ? r.attributes().at() : options.at(), Attached.of(r, message));
        }
        wanted.stream()
                .map(o -> o.get("enabled"))
                .filter(e -> e.is(false))
                .forEach(e -> out.at(e.at(), Attached.of(r, message)));
    }

    private static void defaultPort(Resource r, Resources all, Report out) {
        String engine = r.get("engine").known().orElse("").toLowerCase(java.util.Locale.ROOT);
        PORTS.entrySet().stream()
                .filter(e -> engine.startsWith(e.getKey()) || engine.equals("aurora-" + e.getKey() + "ql"))
                .filter(e -> r.get("port").is(expected(engine, e.getValue())))
                .findFirst()
                .ifPresent(e -> out.at(r.get("port").at(), Attached.of(r, "the port is the engine's default")));
    }

    private static String expected(String engine, String port) {
        return engine.equals("aurora-postgresql") ? "5432" : port;
    }

    private static void brokerLogs(Resource r, Resources all, Report out) {
        Value logs = r.get("logging_info", "broker_logs");
        if (logs.unknown()) {
            return;
        }
        List<Value> switches = BROKER_LOGS.stream()
                .sorted()
                .map(n -> logs.get(n))
                .filter(v -> !v.absent())
                .map(v -> v.get("enabled"))
                .toList();
        if (switches.isEmpty()) {
            out.at(
                    r.get("logging_info").absent() ? r.attributes().at() : logs.at(),
                    Attached.of(r, "nothing is logged"));
            return;
        }
        boolean on = switches.stream().anyMatch(s -> s.is(true) || s.unknown());
        if (!on) {
            switches.forEach(s -> out.at(s.at(), Attached.of(r, "nothing is logged")));
        }
    }

    private static void queue(Resource r, Resources all, Report out) {
        Value managed = r.get("sqs_managed_sse_enabled");
        if (r.get("kms_master_key_id").absent() && !managed.unknown() && !managed.is(true)) {
            out.at(managed.absent() ? r.attributes().at() : managed.at(), Attached.of(r, "messages are not encrypted"));
        }
    }
}
