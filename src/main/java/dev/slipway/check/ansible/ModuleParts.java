package dev.slipway.check.ansible;

import dev.slipway.check.Format;
import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Translation;
import dev.slipway.check.resources.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one module does and our vocabulary keeps in several resources, or writes otherwise. */
final class ModuleParts {
    private static final Set<String> BLOCKS =
            Set.of("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets");

    private final Value.Block raw;
    private final Origin at;
    private final String name;
    private final Map<String, Value> attributes;
    private final List<Resource> all = new ArrayList<>();
    private String type;

    private ModuleParts(Translation translation, Value.Block raw, Origin at, String name) {
        this.raw = raw;
        this.at = at;
        this.name = name;
        this.attributes = new LinkedHashMap<>(translation.translate(raw).entries());
        this.type = translation.type();
    }

    static List<Resource> split(String module, Translation translation, Value.Block raw, Origin at, String name) {
        ModuleParts parts = new ModuleParts(translation, raw, at, name);
        parts.adjust(module.startsWith("aws_") ? module.substring(4) : module);
        parts.all.addFirst(parts.resource(parts.type, parts.attributes, at));
        return parts.all;
    }

    private void adjust(String module) {
        switch (module) {
            case "s3_bucket" -> bucket();
            case "iam_policy" -> attached();
            case "iam", "iam_user" -> user();
            case "ec2_group", "ec2_security_group" -> {
                attributes.computeIfPresent("ingress", (k, v) -> ports(v));
                attributes.computeIfPresent("egress", (k, v) -> ports(v));
            }
            case "elb_application_lb", "elb_network_lb" -> listeners();
            case "api_gateway" -> stage();
            case "azure_rm_subnet" -> subnet();
            case "rds_instance", "rds" -> member();
            default -> {}
        }
    }

    private void bucket() {
        for (String part : List.of("policy", "versioning", "encryption", "public_access", "acl", "encryption_key_id")) {
            attributes.remove(part);
        }
        part("policy", "aws_s3_bucket_policy", "policy");
        part("acl", "aws_s3_bucket_acl", "acl");
        Value versioning = raw.get("versioning");
        if (!versioning.absent()) {
            Value status = versioning.unknown()
                    ? versioning
                    : new Value.Text(versioning.is(true) ? "Enabled" : "Suspended", versioning.at());
            attach(
                    "aws_s3_bucket_versioning",
                    Map.of("versioning_configuration", block("status", status)),
                    versioning.at());
        }
        Value encryption = raw.get("encryption");
        if (!encryption.absent() && !encryption.is("none")) {
            Map<String, Value> inner = new LinkedHashMap<>();
            inner.put("sse_algorithm", encryption);
            if (!raw.get("encryption_key_id").absent()) {
                inner.put("kms_master_key_id", raw.get("encryption_key_id"));
            }
            Value rule = block("apply_server_side_encryption_by_default", new Value.Block(inner, encryption.at()));
            attach("aws_s3_bucket_server_side_encryption_configuration", Map.of("rule", rule), encryption.at());
        }
        if (raw.get("public_access") instanceof Value.Block b) {
            Map<String, Value> kept = new LinkedHashMap<>();
            b.entries().forEach((k, v) -> {
                if (BLOCKS.contains(k)) {
                    kept.put(k, v);
                }
            });
            attach("aws_s3_bucket_public_access_block", kept, b.at());
        }
    }

    private void part(String option, String otherType, String attribute) {
        Value value = raw.get(option);
        if (!value.absent()) {
            attach(otherType, Map.of(attribute, value), value.at());
        }
    }

    /** An inline policy of a user, a group or a role. */
    private void attached() {
        String kind = raw.get("iam_type").known().orElse("");
        if (Set.of("user", "group", "role").contains(kind)) {
            type = "aws_iam_" + kind + "_policy";
            attributes.put(kind, raw.get("iam_name"));
        }
    }

    private void user() {
        String kind = raw.get("iam_type").known().orElse("user");
        if (!kind.equals("user")) {
            type = "aws_iam_" + kind;
        }
        Value state = raw.get("access_key_state");
        if (!state.absent() && (state.is("active") || state.is("Active") || state.is("create") || state.is("Create"))) {
            attach(
                    "aws_iam_access_key",
                    Map.of("user", raw.get("name"), "status", new Value.Text("Active", state.at())),
                    state.at());
        }
    }

    private static Value ports(Value rules) {
        return switch (rules) {
            case Value.Items i ->
                new Value.Items(i.items().stream().map(ModuleParts::ports).toList(), i.at());
            case Value.Block b -> range(b);
            case Value.Text t -> t;
            case Value.Number n -> n;
            case Value.Bool b -> b;
            case Value.Unknown u -> u;
            case Value.Absent a -> a;
        };
    }

    /** {@code ports} holds numbers and ranges; a protocol of all means all ports. */
    private static Value range(Value.Block rule) {
        Map<String, Value> entries = new LinkedHashMap<>(rule.entries());
        if (rule.get("protocol").is("all")) {
            entries.put("protocol", new Value.Text("-1", rule.get("protocol").at()));
        }
        Value ports = rule.get("ports");
        List<BigDecimal> ends = new ArrayList<>();
        for (Value port : ports.items()) {
            for (String end : port.known().orElse("").split("-", -1)) {
                if (end.strip().matches("\\d{1,5}")) {
                    ends.add(new BigDecimal(end.strip()));
                }
            }
        }
        if (!ends.isEmpty()) {
            entries.put(
                    "from_port",
                    new Value.Number(ends.stream().min(BigDecimal::compareTo).orElseThrow(), ports.at()));
            entries.put(
                    "to_port",
                    new Value.Number(ends.stream().max(BigDecimal::compareTo).orElseThrow(), ports.at()));
        }
        return new Value.Block(entries, rule.at());
    }

    private void listeners() {
        Translation names = Translation.to(
                "aws_lb_listener", "DefaultActions=default_action", "DefaultActions.RedirectConfig=redirect");
        for (Value listener : raw.get("listeners").items()) {
            if (listener instanceof Value.Block b) {
                attach("aws_lb_listener", names.translate(b).entries(), b.at());
            }
        }
    }

    private void stage() {
        Map<String, Value> entries = new LinkedHashMap<>();
        entries.put("stage_name", raw.get("stage"));
        if (!raw.get("tracing_enabled").absent()) {
            entries.put("xray_tracing_enabled", raw.get("tracing_enabled"));
        }
        for (String option : List.of("cache_enabled", "cache_size")) {
            if (!raw.get(option).absent()) {
                entries.put(option.replace("cache_", "cache_cluster_"), raw.get(option));
            }
        }
        attach("aws_api_gateway_stage", entries, at);
    }

    private void subnet() {
        Value group = raw.get("security_group").absent() ? raw.get("security_group_name") : raw.get("security_group");
        if (!group.absent()) {
            attach(
                    "azurerm_subnet_network_security_group_association",
                    Map.of("subnet_id", self(), "network_security_group_id", group),
                    group.at());
        }
    }

    /** What the cluster decides is not known from its member. */
    private void member() {
        Value cluster =
                raw.get("db_cluster_identifier").absent() ? raw.get("cluster_id") : raw.get("db_cluster_identifier");
        if (!cluster.absent()) {
            for (String attribute : List.of(
                    "storage_encrypted",
                    "backup_retention_period",
                    "iam_database_authentication_enabled",
                    "deletion_protection",
                    "multi_az",
                    "enabled_cloudwatch_logs_exports")) {
                attributes.putIfAbsent(attribute, new Value.Unknown("the cluster decides", List.of(), at));
            }
        }
    }

    private Value self() {
        return new Value.Unknown("it is " + name, List.of(type + "." + name), at);
    }

    private Value block(String key, Value value) {
        return new Value.Block(Map.of(key, value), value.at());
    }

    private void attach(String otherType, Map<String, Value> entries, Origin where) {
        Map<String, Value> with = new LinkedHashMap<>();
        if (otherType.startsWith("aws_s3_")) {
            with.put("bucket", self());
        }
        with.putAll(entries);
        all.add(resource(otherType, with, where));
    }

    private Resource resource(String kind, Map<String, Value> entries, Origin where) {
        String address = kind + "." + name + (all.isEmpty() ? "" : "-" + all.size());
        boolean first = where.equals(at);
        return new Resource(
                kind,
                name,
                first ? kind + "." + name : address,
                new Value.Block(entries, where),
                where,
                Format.ANSIBLE);
    }
}
