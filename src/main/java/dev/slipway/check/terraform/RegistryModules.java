package dev.slipway.check.terraform;

import dev.slipway.check.Format;
import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of the registry's much used modules for AWS, whose code is not at hand, as the resources that they make: their inputs
 * have the names of the resource's attributes (documentation of the modules in the public registry). Where a module's default
 * is not the provider's, it is written out.
 */
final class RegistryModules {
    private static final String PREFIX = "terraform-aws-modules/";

    private static final List<String> BLOCKS =
            List.of("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets");

    private RegistryModules() {}

    /** The resources of one call; none when the module is not known. */
    static List<Resource> of(String name, String address, Value.Block inputs) {
        String source = inputs.get("source").known().orElse("").replace("registry.terraform.io/", "");
        if (!source.startsWith(PREFIX)) {
            return List.of();
        }
        String module = source.substring(PREFIX.length()).replaceAll("/aws.*", "");
        int version = major(inputs.get("version")).orElse(Integer.MAX_VALUE);
        return switch (module) {
            case "s3-bucket" -> bucket(name, address, inputs, version);
            case "alb" -> balancer(name, address, inputs, version);
            case "rds" -> List.of(made("aws_db_instance", name, address, with(inputs, "storage_encrypted", true)));
            case "vpc" -> List.of(made("aws_vpc", name, address, inputs));
            case "ec2-instance" -> List.of(made("aws_instance", name, address, inputs));
            case "security-group" -> List.of(made("aws_security_group", name, address, inputs));
            case "autoscaling" -> List.of(made("aws_autoscaling_group", name, address, inputs));
            case "sqs" -> List.of(made("aws_sqs_queue", name, address, with(inputs, "sqs_managed_sse_enabled", true)));
            case "sns" -> List.of(made("aws_sns_topic", name, address, inputs));
            default -> List.of();
        };
    }

    private static List<Resource> bucket(String name, String address, Value.Block inputs, int version) {
        Value.Block filled = inputs;
        if (version >= 4) {
            for (String block : BLOCKS) {
                filled = with(filled, block, true);
            }
        }
        Map<String, Value> access = new LinkedHashMap<>();
        access.put("bucket", new Value.Unknown("made by the module", List.of(address), inputs.at()));
        for (String block : BLOCKS) {
            Value value = filled.get(block);
            if (!value.absent()) {
                access.put(block, value);
            }
        }
        return List.of(
                made("aws_s3_bucket", name, address, filled),
                made("aws_s3_bucket_public_access_block", name, address, new Value.Block(access, inputs.at())));
    }

    private static List<Resource> balancer(String name, String address, Value.Block inputs, int version) {
        Value.Block filled = inputs;
        if (version >= 9) {
            filled = with(with(filled, "enable_deletion_protection", true), "drop_invalid_header_fields", true);
        }
        List<Resource> all = new ArrayList<>(List.of(made("aws_lb", name, address, filled)));
        for (Value listener : inputs.get("http_tcp_listeners").items()) {
            if (listener instanceof Value.Block b) {
                Map<String, Value> entries = new LinkedHashMap<>(b.entries());
                Map<String, Value> action = new LinkedHashMap<>();
                action.put("type", b.get("action_type"));
                action.put("redirect", b.get("redirect"));
                entries.put("default_action", new Value.Block(action, b.at()));
                all.add(made("aws_lb_listener", name, address, new Value.Block(entries, b.at())));
            }
        }
        return all;
    }

    private static Resource made(String type, String name, String address, Value.Block attributes) {
        return new Resource(type, name, address, attributes, attributes.at(), Format.TERRAFORM);
    }

    private static Value.Block with(Value.Block inputs, String name, boolean standard) {
        if (!inputs.get(name).absent()) {
            return inputs;
        }
        Map<String, Value> entries = new LinkedHashMap<>(inputs.entries());
        Origin at = inputs.at();
        entries.put(name, new Value.Bool(standard, at));
        return new Value.Block(entries, at);
    }

    /** The major version that a constraint asks for. */
    private static Optional<Integer> major(Value version) {
        return version.known()
                .map(v -> v.replaceAll("[^0-9.]+", ""))
                .map(v -> v.replaceAll("\\..*", ""))
                .filter(v -> v.matches("\\d{1,4}"))
                .map(Integer::valueOf);
    }
}
