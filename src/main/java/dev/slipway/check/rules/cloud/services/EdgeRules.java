package dev.slipway.check.rules.cloud.services;

import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Condition;
import java.util.List;

/** What stands between the internet and machines: CloudFront, load balancers, gateways, names. */
final class EdgeRules {
    /** Gateways of one VPC; more routes than this nobody keeps apart. */
    private static final int MOST_GATEWAYS = 3;

    /** The attribute is required: where it is absent the file says nothing. */
    private static final Condition ENCRYPTED =
            oneOf("https-only", "redirect-to-https").orAbsent();

    private static final String GROUP = "resource \"aws_security_group\" \"g\" {\n  description = \"a\"\n";

    static final List<Rule> ALL = List.of(
            rule("aws/cloudfront-geo-restriction", LOW, "Geo restriction of a CloudFront distribution is disabled")
                    .why("Users in locations that the application does not serve can access its content.")
                    .fix("enable the geo restriction with a whitelist or a blacklist of locations")
                    .controls("SOC2-CC6.6")
                    .on("aws_cloudfront_distribution")
                    .expect("restrictions.geo_restriction.restriction_type", oneOf("whitelist", "blacklist"))
                    .bad("restrictions {\n  geo_restriction {\n    restriction_type = \"none\"\n  }\n}")
                    .bad("enabled = true")
                    .good("restrictions {\n  geo_restriction {\n    restriction_type = \"whitelist\"\n  }\n}")
                    .good("restrictions {\n  geo_restriction {\n    restriction_type = \"blacklist\"\n  }\n}")
                    .done(),
            rule(
                            "aws/balancer-group-without-inbound",
                            MEDIUM,
                            "A load balancer (ELB) has a security group without inbound rules")
                    .why("Nothing can reach the balancer, so somebody will open it in a hurry and too far.")
                    .fix("write the inbound rules that the listeners need into the security group")
                    .controls("correctness")
                    .on("aws_security_group")
                    .check(EdgeRules::closedBalancer)
                    .badFile(GROUP
                            + "}\nresource \"aws_elb\" \"e\" {\n  security_groups = [aws_security_group.g.id]\n}\n")
                    .badFile(GROUP
                            + "}\nresource \"aws_lb\" \"e\" {\n  security_groups = [aws_security_group.g.id]\n}\n")
                    .goodFile(GROUP + "  ingress {\n    from_port = 443\n  }\n}\nresource \"aws_lb\" \"e\" {\n"
                            + "  security_groups = [aws_security_group.g.id]\n}\n")
                    .goodFile(GROUP + "}\n")
                    .done(),
            rule("aws/vpc-many-gateways", LOW, "A VPC has too many gateways attached")
                    .why("Each gateway is a way out; more than three approach the limits and nobody watches them all.")
                    .fix("attach fewer gateways to the VPC")
                    .controls("PCI-1.3")
                    .on("aws_vpc")
                    .check(EdgeRules::gateways)
                    .badFile(vpc(4, "aws_internet_gateway_attachment"))
                    .badFile(vpc(5, "aws_vpn_gateway_attachment"))
                    .goodFile(vpc(3, "aws_internet_gateway_attachment"))
                    .goodFile(vpc(1, "aws_vpn_gateway_attachment"))
                    .done());

    private EdgeRules() {}

    private static void closedBalancer(Resource group, Resources all, Report out) {
        boolean balancer = List.of("aws_elb", "aws_lb", "aws_alb").stream()
                .anyMatch(
                        t -> all.attached(t, "security_groups", group).findAny().isPresent());
        boolean rules = all.of("aws_security_group_rule").stream()
                        .anyMatch(r -> !r.get("type").is("egress")
                                && (Resources.names(r.get("security_group_id"), group)
                                        || r.get("security_group_id") instanceof Value.Unknown u
                                                && u.references().isEmpty()))
                || all.attached("aws_vpc_security_group_ingress_rule", "security_group_id", group)
                        .findAny()
                        .isPresent();
        if (balancer && group.get("ingress").absent() && !rules) {
            out.at(group.attributes().at(), Attached.of(group, "nothing may reach the load balancer"));
        }
    }

    private static void gateways(Resource vpc, Resources all, Report out) {
        long count = List.of(
                        "aws_internet_gateway_attachment",
                        "aws_vpn_gateway_attachment",
                        "aws_internet_gateway",
                        "aws_vpn_gateway")
                .stream()
                .mapToLong(t -> all.attached(t, "vpc_id", vpc).count())
                .sum();
        if (count > MOST_GATEWAYS) {
            out.at(vpc.at(), Attached.of(vpc, count + " gateways are attached"));
        }
    }

    private static String vpc(int gateways, String type) {
        StringBuilder text = new StringBuilder("resource \"aws_vpc\" \"v\" {}\n");
        for (int i = 0; i < gateways; i++) {
            text.append("resource \"" + type + "\" \"g" + i + "\" {\n  vpc_id = aws_vpc.v.id\n}\n");
        }
        return text.toString();
    }
}
