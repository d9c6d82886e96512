package dev.slipway.check.rules.cloud.services;

import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
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
            rule(
                            "aws/cloudfront-without-waf",
                            MEDIUM,
                            "A CloudFront distribution has no WAF (web application firewall)")
                    .why("Requests reach the origin unfiltered.")
                    .fix("integrate the distribution with AWS WAF: set the web ACL id")
                    .controls("PCI-6.4")
                    .on("aws_cloudfront_distribution")
                    .expect("web_acl_id", SET)
                    .bad("enabled = true")
                    .bad("web_acl_id = \"\"")
                    .good("web_acl_id = aws_wafv2_web_acl.w.arn")
                    .good("web_acl_id = \"a1\"")
                    .done(),
            rule(
                            "aws/cloudfront-viewer-http",
                            MEDIUM,
                            "The viewer protocol policy of a CloudFront distribution allows HTTP")
                    .why("The connection between CloudFront and the viewer is not encrypted.")
                    .fix("set the viewer protocol policy to https-only or redirect-to-https")
                    .controls("PCI-4.2")
                    .on("aws_cloudfront_distribution")
                    .expect("default_cache_behavior[].viewer_protocol_policy", ENCRYPTED)
                    .expect("ordered_cache_behavior[].viewer_protocol_policy", ENCRYPTED)
                    .bad("default_cache_behavior {\n  viewer_protocol_policy = \"allow-all\"\n}")
                    .bad("ordered_cache_behavior {\n  viewer_protocol_policy = \"allow-all\"\n}")
                    .good("default_cache_behavior {\n  viewer_protocol_policy = \"https-only\"\n}")
                    .good("default_cache_behavior {\n  viewer_protocol_policy = \"redirect-to-https\"\n}")
                    .done(),
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
                            "aws/route53-without-query-log",
                            MEDIUM,
                            "CloudWatch query logging of a Route53 hosted zone is disabled")
                    .why("Which names were asked for cannot be told after an incident.")
                    .fix("configure query logging of the hosted zone to CloudWatch logs")
                    .controls("SOC2-CC7.2")
                    .on("aws_route53_zone")
                    .check(Attached.needs(
                            "its queries are not logged", new Attached.Link("aws_route53_query_log", "zone_id")))
                    .bad("name = \"example.com\"")
                    .bad("name = \"example.org\"\ncomment = \"b\"")
                    .goodFile("resource \"aws_route53_zone\" \"z\" {}\nresource \"aws_route53_query_log\" \"l\" {\n"
                            + "  zone_id = aws_route53_zone.z.zone_id\n}\n")
                    .goodFile("resource \"aws_route53_zone\" \"z\" {}\nresource \"aws_route53_query_log\" \"l\" {\n"
                            + "  zone_id = var.zone\n}\n")
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
            rule(
                            "aws/alb-without-access-log",
                            MEDIUM,
                            "An application load balancer (ALB, ELBv2) has access logs disabled")
                    .why("Detailed information about requests sent to the load balancer is captured nowhere.")
                    .fix("enable access logs of the load balancer with a bucket")
                    .controls("PCI-10.2", "SOC2-CC7.2")
                    .on("aws_lb")
                    .expect("access_logs.enabled", TRUE)
                    .bad("name = \"a\"")
                    .bad("access_logs {\n  bucket = \"b\"\n  enabled = false\n}")
                    .good("access_logs {\n  bucket = \"b\"\n  enabled = true\n}")
                    .good("access_logs {\n  bucket = \"b\"\n  enabled = var.logs\n}")
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
