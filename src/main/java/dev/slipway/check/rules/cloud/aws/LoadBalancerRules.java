package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import java.util.List;
import java.util.regex.Pattern;

/** Rules about load balancers. */
final class LoadBalancerRules {
    private static final Pattern WEAK = Pattern.compile(
            "(?i).*(RC4|DES|NULL|EXP|MD5|RC2|SEED|IDEA|ADH|AECDH|PSK|DSS|CAMELLIA|KRB5).*|(AES|DHE-RSA-AES)(128|256)-SHA");

    private static final Rule ALB_HTTP = rule(
                    "aws/alb-http", MEDIUM, "ALB (application load balancer) is listening on HTTP")
            .why("Passwords and cookies are read and changed on their way.")
            .fix("serve HTTPS, and redirect HTTP to it")
            .controls("PCI-4.2.1", "SOC2-CC6.7")
            .on("aws_lb_listener", "aws_alb_listener")
            .when("protocol", oneOf("HTTP").orAbsent())
            .check((resource, all, out) -> {
                boolean redirects = resource.get("default_action").items().stream()
                        .anyMatch(a -> a.unknown()
                                || a.get("redirect", "protocol").unknown()
                                || a.get("redirect", "protocol").is("HTTPS")
                                || a.get("redirect", "protocol").is("#{protocol}")
                                        && a.get("redirect", "port").is("443"));
                boolean network = Links.named(all, resource.get("load_balancer_arn"), "aws_lb", "aws_alb").stream()
                        .anyMatch(l -> l.get("load_balancer_type").is("network")
                                || l.get("load_balancer_type").is("gateway"));
                Value protocol = resource.get("protocol");
                if (!redirects
                        && !network
                        && (protocol.is("HTTP") || resource.get("port").is("80"))) {
                    Links.report(resource, protocol, "it listens on plain HTTP", out);
                }
            })
            .bad("""
                    port     = 80
                    protocol = "HTTP"
                    default_action {
                      type             = "forward"
                      target_group_arn = "a"
                    }
                    """)
            .bad("port = 80")
            .good("""
                    port     = 80
                    protocol = "HTTP"
                    default_action {
                      type = "redirect"
                      redirect {
                        port        = "443"
                        protocol    = "HTTPS"
                        status_code = "HTTP_301"
                      }
                    }
                    """)
            .good("""
                    port     = 443
                    protocol = "HTTPS"
                    """)
            .done();

    private static final Rule ELB_OLD_TLS = rule(
                    "aws/elb-old-tls",
                    MEDIUM,
                    "ELB security policy (SSL policy) uses insecure protocols: old TLS or SSL")
            .why("TLS 1.0, TLS 1.1 and SSL can be broken.")
            .fix("set ssl_policy to ELBSecurityPolicy-TLS13-1-2-2021-06")
            .controls("PCI-4.2.1")
            .on("aws_lb_listener", "aws_alb_listener")
            .when("protocol", oneOf("HTTPS", "TLS"))
            .expect(
                    "ssl_policy",
                    matching("ELBSecurityPolicy-(TLS13-1-[23].*|TLS-1-2.*|FS-1-2.*)"),
                    "\"ELBSecurityPolicy-TLS13-1-2-2021-06\"")
            .bad("""
                    protocol   = "HTTPS"
                    ssl_policy = "ELBSecurityPolicy-2016-08"
                    """)
            .bad("protocol = \"HTTPS\"")
            .good("""
                    protocol   = "HTTPS"
                    ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
                    """)
            .good("protocol = \"HTTP\"")
            .done();

    private static final Rule ELB_INSECURE_PROTOCOL = rule(
                    "aws/elb-insecure-protocol",
                    MEDIUM,
                    "ELB predefined or custom security policy uses insecure protocols (SSLv3, TLSv1)")
            .why("TLS 1.0, TLS 1.1 and SSL can be broken.")
            .fix("use a predefined policy for TLS 1.2, or leave the protocols out")
            .controls("PCI-4.2.1")
            .on("aws_load_balancer_policy")
            .check((resource, all, out) -> {
                for (Value attribute : resource.get("policy_attribute").items()) {
                    Value name = attribute.get("name");
                    boolean old = name.known()
                                    .filter(n -> n.matches("Protocol-(SSLv2|SSLv3|TLSv1|TLSv1\\.1)"))
                                    .isPresent()
                            && !attribute.get("value").is(false);
                    if (old) {
                        Links.report(resource, name, "an old protocol is accepted", out);
                    }
                }
            })
            .bad("""
                    policy_attribute {
                      name  = "Protocol-SSLv3"
                      value = "true"
                    }
                    """)
            .bad("""
                    policy_attribute {
                      name  = "Protocol-TLSv1"
                      value = "true"
                    }
                    """)
            .good("""
                    policy_attribute {
                      name  = "Protocol-TLSv1.2"
                      value = "true"
                    }
                    """)
            .good("""
                    policy_attribute {
                      name  = "Reference-Security-Policy"
                      value = "ELBSecurityPolicy-TLS-1-2-2017-01"
                    }
                    """)
            .done();

    private static final Rule ELB_WEAK_CIPHER = rule(
                    "aws/elb-weak-cipher", HIGH, "ELB predefined or custom security policy uses weak ciphers")
            .why("Weak ciphers such as RC4, DES and export ones are broken in practice.")
            .fix("use a predefined policy for TLS 1.2 or name strong ciphers only")
            .controls("PCI-4.2.1")
            .on("aws_load_balancer_policy")
            .check((resource, all, out) -> {
                for (Value attribute : resource.get("policy_attribute").items()) {
                    Value name = attribute.get("name");
                    boolean weak =
                            name.known().filter(n -> WEAK.matcher(n).matches()).isPresent()
                                    && !attribute.get("value").is(false);
                    boolean reference = name.is("Reference-Security-Policy")
                            && attribute
                                    .get("value")
                                    .known()
                                    .filter(v -> v.matches("ELBSecurityPolicy-20(11|14|15).*"))
                                    .isPresent();
                    if (weak || reference) {
                        Links.report(resource, name, "a weak cipher is accepted", out);
                    }
                }
            })
            .bad("""
                    policy_attribute {
                      name  = "DES-CBC3-SHA"
                      value = "true"
                    }
                    """)
            .bad("""
                    policy_attribute {
                      name  = "RC4-MD5"
                      value = "true"
                    }
                    """)
            .good("""
                    policy_attribute {
                      name  = "ECDHE-ECDSA-AES128-GCM-SHA256"
                      value = "true"
                    }
                    """)
            .good("""
                    policy_attribute {
                      name  = "Protocol-TLSv1.2"
                      value = "true"
                    }
                    """)
            .done();

    private static final Rule ALB_DELETION_PROTECTION = rule(
                    "aws/alb-deletion-protection",
                    MEDIUM,
                    "ALB (application load balancer) has deletion protection disabled")
            .why("One wrong destroy takes the service from the internet.")
            .fix("set enable_deletion_protection to true")
            .controls("SOC2-A1.2")
            .on("aws_lb", "aws_alb")
            .expect("enable_deletion_protection", TRUE)
            .bad("name = \"lb\"")
            .bad("enable_deletion_protection = false")
            .good("enable_deletion_protection = true")
            .good("enable_deletion_protection = var.production")
            .done();

    private static final Rule ALB_INVALID_HEADERS = rule(
                    "aws/alb-invalid-headers", MEDIUM, "ALB is not dropping invalid header fields")
            .why("Malformed headers reach the service, the way of request smuggling.")
            .fix("set drop_invalid_header_fields to true")
            .controls("FSBP-ELB.4", "PCI-6.2.4")
            .on("aws_lb", "aws_alb")
            .when("load_balancer_type", oneOf("application").orAbsent())
            .expect("drop_invalid_header_fields", TRUE)
            .bad("name = \"lb\"")
            .bad("drop_invalid_header_fields = false")
            .good("drop_invalid_header_fields = true")
            .good("load_balancer_type = \"network\"")
            .done();

    private static final Rule ALB_NO_ACCESS_LOG = rule(
                    "aws/alb-no-access-log", MEDIUM, "Load balancer (ALB, ELB) access logging is disabled")
            .why("After an attack nobody can tell who asked what.")
            .fix("set access_logs.enabled to true")
            .controls("PCI-10.2.1")
            .on("aws_lb", "aws_alb")
            .expect("access_logs.enabled", TRUE)
            .bad("name = \"lb\"")
            .bad("""
                    access_logs {
                      bucket  = "l"
                      enabled = false
                    }
                    """)
            .good("""
                    access_logs {
                      bucket  = "l"
                      enabled = true
                    }
                    """)
            .good("""
                    access_logs {
                      enabled = var.logs
                    }
                    """)
            .done();

    private static final Rule ELB_NO_ACCESS_LOG = rule(
                    "aws/elb-no-access-log", MEDIUM, "Classic ELB access logs are disabled")
            .why("After an attack nobody can tell who asked what.")
            .fix("add access_logs")
            .controls("PCI-10.2.1")
            .on("aws_elb")
            .expect("access_logs", SET)
            .expect("access_logs[].enabled", TRUE.orAbsent(), "true")
            .bad("name = \"lb\"")
            .bad("""
                    access_logs {
                      bucket  = "l"
                      enabled = false
                    }
                    """)
            .good("""
                    access_logs {
                      bucket = "l"
                    }
                    """)
            .good("""
                    access_logs {
                      bucket  = "l"
                      enabled = true
                    }
                    """)
            .done();

    private static final Rule ELB_PLAIN_HTTP = rule(
                    "aws/elb-plain-http", MEDIUM, "Classic ELB listener uses plain HTTP or TCP")
            .why("Passwords and cookies are read and changed on their way.")
            .fix("set lb_protocol to https")
            .controls("PCI-4.2.1")
            .on("aws_elb")
            .expect("listener[].lb_protocol", oneOf("http").not(), "\"https\"")
            .bad("""
                    listener {
                      lb_port     = 80
                      lb_protocol = "http"
                    }
                    """)
            .bad("""
                    listener {
                      lb_port     = 8080
                      lb_protocol = "HTTP"
                    }
                    """)
            .good("""
                    listener {
                      lb_port     = 443
                      lb_protocol = "https"
                    }
                    """)
            .good("""
                    listener {
                      lb_port     = 443
                      lb_protocol = "ssl"
                    }
                    """)
            .done();

    private static final Rule LB_NO_WAF = rule("aws/lb-no-waf", LOW, "Internet-facing ALB is not protected by a WAF")
            .why("Known attacks on web applications reach the service.")
            .fix("add an aws_wafv2_web_acl_association")
            .controls("PCI-6.4.2")
            .on("aws_lb", "aws_alb")
            .when("internal", FALSE.orAbsent())
            .when("load_balancer_type", oneOf("application").orAbsent())
            .check((resource, all, out) -> Links.answer(
                    Links.attached(all, "aws_wafv2_web_acl_association", "resource_arn", resource)
                            .or(Links.attached(all, "aws_wafregional_web_acl_association", "resource_arn", resource))
                            .not(),
                    resource,
                    "no web ACL names it",
                    out))
            .bad("name = \"lb\"")
            .bad("internal = false")
            .good("internal = true")
            .goodFile("""
                    resource "aws_lb" "a" {
                      name = "lb"
                    }
                    resource "aws_wafv2_web_acl_association" "w" {
                      resource_arn = aws_lb.a.arn
                    }
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            ALB_HTTP,
            ELB_OLD_TLS,
            ELB_INSECURE_PROTOCOL,
            ELB_WEAK_CIPHER,
            ALB_DELETION_PROTECTION,
            ALB_INVALID_HEADERS,
            ALB_NO_ACCESS_LOG,
            ELB_NO_ACCESS_LOG,
            ELB_PLAIN_HTTP,
            LB_NO_WAF);

    private LoadBalancerRules() {}
}
