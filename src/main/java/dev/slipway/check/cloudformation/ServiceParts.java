package dev.slipway.check.cloudformation;

import dev.slipway.check.resources.Translation;
import dev.slipway.check.resources.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Adjustments that no table can say: attributes in lists of keys and values, words for truths, resources kept apart. */
final class ServiceParts {
    private static final Map<String, String> BALANCER = Map.ofEntries(
            Map.entry("access_logs.s3.enabled", "access_logs/enabled"),
            Map.entry("access_logs.s3.bucket", "access_logs/bucket"),
            Map.entry("access_logs.s3.prefix", "access_logs/prefix"),
            Map.entry("deletion_protection.enabled", "enable_deletion_protection"),
            Map.entry("routing.http.drop_invalid_header_fields.enabled", "drop_invalid_header_fields"),
            Map.entry("routing.http.desync_mitigation_mode", "desync_mitigation_mode"),
            Map.entry("load_balancing.cross_zone.enabled", "enable_cross_zone_load_balancing"),
            Map.entry("idle_timeout.timeout_seconds", "idle_timeout"),
            Map.entry("routing.http2.enabled", "enable_http2"),
            Map.entry("waf.fail_open.enabled", "enable_waf_fail_open"));

    private ServiceParts() {}

    static void adjust(Declaring r, String awsType) {
        switch (awsType) {
            case "AWS::S3::Bucket" -> BucketParts.split(r);
            case "AWS::IAM::User" -> IdentityParts.user(r);
            case "AWS::IAM::Group" -> IdentityParts.group(r);
            case "AWS::IAM::Role" -> IdentityParts.role(r);
            case "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy" -> IdentityParts.policy(r);
            case "AWS::ElasticLoadBalancingV2::LoadBalancer" -> balancer(r);
            case "AWS::EC2::Instance" -> instance(r);
            case "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress" ->
                ports(r);
            case "AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain" ->
                r.attributes().computeIfPresent("log_publishing_options", (k, v) -> BucketParts.logOptions(v));
            case "AWS::EKS::Cluster" -> cluster(r);
            case "AWS::ECS::Service" ->
                r.attributes().computeIfPresent("assign_public_ip", (k, v) -> truth(v, "ENABLED"));
            case "AWS::Redshift::Cluster" -> {
                if (r.attributes().get("logging") instanceof Value.Block b) {
                    r.attributes().put("logging", with(b, "enable", new Value.Bool(true, b.at())));
                }
            }
            case "AWS::ECR::Repository" -> repository(r);
            case "AWS::Route53::HostedZone" -> zone(r);
            case "AWS::ApiGateway::Stage" -> methodSettings(r);
            case "AWS::SecretsManager::Secret" -> secret(r);
            case "AWS::EC2::FlowLog" -> flowLog(r);
            case "AWS::CloudFront::Distribution" -> distribution(r);
            default -> {}
        }
    }

    private static void balancer(Declaring r) {
        Value scheme = r.raw().get("Scheme");
        r.attributes().remove("scheme");
        if (!scheme.absent()) {
            r.attributes().put("internal", truth(scheme, "internal"));
        }
        Value list = r.raw().get("LoadBalancerAttributes");
        r.attributes().remove("load_balancer_attributes");
        if (list.unknown()) {
            BALANCER.values().forEach(name -> r.attributes().put(name.split("/", 2)[0], list));
        }
        for (Value item : list.items()) {
            String name = item.get("Key").known().map(BALANCER::get).orElse("");
            Value value = item.get("Value");
            if (name == null || name.isEmpty()) {
                continue;
            }
            int slash = name.indexOf('/');
            if (slash < 0) {
                r.attributes().put(name, value);
            } else {
                String outer = name.substring(0, slash);
                Value.Block before =
                        r.attributes().get(outer) instanceof Value.Block b ? b : new Value.Block(Map.of(), item.at());
                r.attributes().put(outer, with(before, name.substring(slash + 1), value));
            }
        }
    }

    private static void instance(Declaring r) {
        Value interfaces = r.raw().get("NetworkInterfaces");
        for (Value item : interfaces.items()) {
            Value open = item.get("AssociatePublicIpAddress");
            if (!open.absent()) {
                r.attributes().put("associate_public_ip_address", open);
            }
            if (!item.get("SubnetId").absent()) {
                r.attributes().putIfAbsent("subnet_id", item.get("SubnetId"));
            }
            if (!item.get("GroupSet").absent()) {
                r.attributes().putIfAbsent("vpc_security_group_ids", item.get("GroupSet"));
            }
        }
    }

    /** All protocols means all ports, which the template leaves out. */
    private static void ports(Declaring r) {
        r.attributes().computeIfPresent("ingress", (k, v) -> allPorts(v));
        r.attributes().computeIfPresent("egress", (k, v) -> allPorts(v));
        if (r.attributes().containsKey("protocol")) {
            Value.Block all = new Value.Block(r.attributes(), r.raw().at());
            if (allPorts(all) instanceof Value.Block b) {
                r.attributes().putAll(b.entries());
            }
        }
    }

    private static Value allPorts(Value rules) {
        return switch (rules) {
            case Value.Items i ->
                new Value.Items(i.items().stream().map(ServiceParts::allPorts).toList(), i.at());
            case Value.Block b -> {
                boolean all = b.get("protocol").is("-1");
                Value zero = new Value.Number(BigDecimal.ZERO, b.get("protocol").at());
                Value.Block from = all && b.get("from_port").absent() ? with(b, "from_port", zero) : b;
                yield all && b.get("to_port").absent() ? with(from, "to_port", zero) : from;
            }
            case Value.Text t -> t;
            case Value.Number n -> n;
            case Value.Bool b -> b;
            case Value.Unknown u -> u;
            case Value.Absent a -> a;
        };
    }

    private static void cluster(Declaring r) {
        Value logging = r.raw().get("Logging");
        r.attributes().remove("logging");
        if (logging.unknown()) {
            r.attributes().put("enabled_cluster_log_types", logging);
        } else if (!logging.absent()) {
            List<Value> types = logging.all("ClusterLogging", "EnabledTypes", "Type");
            r.attributes().put("enabled_cluster_log_types", new Value.Items(types, logging.at()));
        }
    }

    private static void repository(Declaring r) {
        Value policy = r.attributes().remove("policy") instanceof Value v ? v : new Value.Absent(r.at());
        if (!policy.absent()) {
            r.attach(
                    "aws_ecr_repository_policy",
                    "",
                    IdentityParts.entries("repository", r.self(policy.at()), "policy", policy),
                    policy.at());
        }
    }

    private static void zone(Declaring r) {
        Value logging = r.raw().get("QueryLoggingConfig");
        r.attributes().remove("query_logging_config");
        if (!logging.absent()) {
            r.attach(
                    "aws_route53_query_log",
                    "",
                    IdentityParts.entries(
                            "zone_id",
                            r.self(logging.at()),
                            "cloudwatch_log_group_arn",
                            logging.get("CloudWatchLogsLogGroupArn")),
                    logging.at());
        }
    }

    private static void methodSettings(Declaring r) {
        Value settings = r.raw().get("MethodSettings");
        r.attributes().remove("method_settings");
        int number = 0;
        Translation names =
                Translation.to("aws_api_gateway_method_settings", "CacheDataEncrypted=cache_data_encrypted");
        for (Value item : settings.items()) {
            if (item instanceof Value.Block b) {
                Map<String, Value> entries = IdentityParts.entries(
                        "stage_name", r.self(b.at()), "rest_api_id", r.raw().get("RestApiId"));
                entries.put("settings", names.translate(b));
                r.attach(names.type(), "-" + number++, entries, b.at());
            }
        }
    }

    private static void secret(Declaring r) {
        Value text = r.attributes().remove("secret_string") instanceof Value v ? v : new Value.Absent(r.at());
        if (!text.absent()) {
            r.attach(
                    "aws_secretsmanager_secret_version",
                    "",
                    IdentityParts.entries("secret_id", r.self(text.at()), "secret_string", text),
                    text.at());
        }
    }

    private static void flowLog(Declaring r) {
        Value id = r.raw().get("ResourceId");
        String kind = r.raw().get("ResourceType").known().orElse("").toLowerCase(Locale.ROOT);
        if (!id.absent()) {
            String name = switch (kind) {
                case "vpc" -> "vpc_id";
                case "subnet" -> "subnet_id";
                default -> "eni_id";
            };
            r.attributes().put(name, id);
        }
    }

    /** Origins that are buckets have an empty block in the template and none in ours. */
    private static void distribution(Declaring r) {
        Value bare = r.raw().get("DistributionConfig");
        if (bare.unknown()) {
            for (String name : List.of(
                    "viewer_certificate",
                    "default_cache_behavior",
                    "logging_config",
                    "web_acl_id",
                    "origin",
                    "restrictions",
                    "enabled")) {
                r.attributes().put(name, bare);
            }
        }
    }

    /** A word that means true; other known words mean false. */
    private static Value truth(Value word, String yes) {
        return word.known()
                .<Value>map(t -> new Value.Bool(t.equalsIgnoreCase(yes), word.at()))
                .orElse(word);
    }

    static Value.Block with(Value.Block block, String name, Value value) {
        Map<String, Value> entries = new LinkedHashMap<>(block.entries());
        entries.put(name, value);
        return new Value.Block(entries, block.at());
    }
}
