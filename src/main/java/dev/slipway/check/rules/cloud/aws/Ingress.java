package dev.slipway.check.rules.cloud.aws;

import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Network;
import dev.slipway.check.rules.cloud.Network.Ports;
import dev.slipway.check.rules.cloud.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who may reach which ports, as a security group or network ACL says it in one of its forms.
 *
 * @param ranges addresses; unknown ones included
 * @param ports empty when not known
 * @param at the ranges, where a finding stands
 */
record Ingress(List<Value> ranges, Optional<Ports> ports, Origin at) {
    /** What may come in. */
    static List<Ingress> of(Resource resource) {
        return direction(resource, "ingress");
    }

    /** What may go out. */
    static List<Ingress> outgoing(Resource resource) {
        return direction(resource, "egress");
    }

    private static List<Ingress> direction(Resource resource, String direction) {
        List<Ingress> rules = new ArrayList<>();
        switch (resource.type()) {
            case "aws_security_group", "aws_default_security_group" -> {
                for (Value rule : resource.get(direction).items()) {
                    rules.add(group(rule));
                }
                for (Value rule : resource.get(direction + "_with_cidr_blocks").items()) {
                    rules.add(group(rule));
                }
            }
            case "aws_security_group_rule" -> {
                if (resource.get("type").is(direction)) {
                    rules.add(group(resource.attributes()));
                }
            }
            case "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule" -> {
                if (resource.type().contains(direction)) {
                    rules.add(rule(resource.attributes(), "ip_protocol", "cidr_ipv4", "cidr_ipv6"));
                }
            }
            default -> {
                // No group.
            }
        }
        return rules;
    }

    /** What a network ACL lets in. */
    static List<Ingress> ofAcl(Resource resource) {
        List<Ingress> rules = new ArrayList<>();
        if (resource.type().equals("aws_network_acl_rule")) {
            if (!resource.get("egress").is(true) && resource.get("rule_action").is("allow")) {
                rules.add(rule(resource.attributes(), "protocol", "cidr_block", "ipv6_cidr_block"));
            }
            return rules;
        }
        for (Value rule : resource.get("ingress").items()) {
            if (rule.get("action").is("allow")) {
                rules.add(rule(rule, "protocol", "cidr_block", "ipv6_cidr_block"));
            }
        }
        return rules;
    }

    private static Ingress group(Value rule) {
        return rule(rule, "protocol", "cidr_blocks", "ipv6_cidr_blocks");
    }

    private static Ingress rule(Value rule, String protocol, String four, String six) {
        List<Value> ranges = new ArrayList<>();
        Origin at = rule.at();
        for (String name : List.of(six, four)) {
            Value value = rule.get(name);
            if (!value.items().isEmpty()) {
                at = value.at();
                value.items().forEach(v -> ranges.addAll(split(v)));
            }
        }
        boolean any = rule.get(protocol).is("-1") || rule.get(protocol).is("all");
        Optional<Ports> ports = rule.get(protocol).is("icmp")
                ? Optional.empty()
                : any ? Optional.of(Ports.ALL) : Ports.between(rule.get("from_port"), rule.get("to_port"));
        return new Ingress(ranges, ports, at);
    }

    /** Modules write several ranges as one text with commas. */
    private static List<Value> split(Value range) {
        return range instanceof Value.Text t && t.text().contains(",")
                ? Arrays.stream(t.text().split(","))
                        .<Value>map(part -> new Value.Text(part.strip(), t.at()))
                        .toList()
                : List.of(range);
    }

    boolean fromEverybody() {
        return ranges.stream().anyMatch(v -> Network.EVERYBODY.of(v) == Truth.YES);
    }
}
