package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.any;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import java.util.List;

/** Rules about CloudFront, Route 53 and certificates. */
final class CloudFrontRules {
    private static final Rule CLOUDFRONT_PLAIN_HTTP = rule(
                    "aws/cloudfront-plain-http", HIGH, "CloudFront distribution viewer protocol policy allows HTTP")
            .why("Passwords and cookies are read and changed on their way.")
            .fix("set viewer_protocol_policy to redirect-to-https or https-only")
            .controls("PCI-4.2.1")
            .on("aws_cloudfront_distribution")
            .expect(
                    "default_cache_behavior[].viewer_protocol_policy",
                    oneOf("redirect-to-https", "https-only"),
                    "\"redirect-to-https\"")
            .expect(
                    "ordered_cache_behavior[].viewer_protocol_policy",
                    oneOf("redirect-to-https", "https-only"),
                    "\"redirect-to-https\"")
            .bad("""
                    default_cache_behavior {
                      viewer_protocol_policy = "allow-all"
                    }
                    """)
            .bad("""
                    ordered_cache_behavior {
                      viewer_protocol_policy = "allow-all"
                    }
                    """)
            .good("""
                    default_cache_behavior {
                      viewer_protocol_policy = "redirect-to-https"
                    }
                    """)
            .good("""
                    default_cache_behavior {
                      viewer_protocol_policy = "https-only"
                    }
                    """)
            .done();

    private static final Rule CLOUDFRONT_OLD_TLS = rule(
                    "aws/cloudfront-old-tls", MEDIUM, "CloudFront minimum protocol version is below TLS 1.2")
            .why("TLS 1.0 and SSL can be broken.")
            .fix("set viewer_certificate.minimum_protocol_version to TLSv1.2_2021")
            .controls("PCI-4.2.1")
            .on("aws_cloudfront_distribution")
            .check((resource, all, out) -> {
                Value certificate = resource.get("viewer_certificate");
                Value version = certificate.get("minimum_protocol_version");
                boolean standard =
                        certificate.get("cloudfront_default_certificate").is(true);
                boolean good = version.unknown()
                        || version.known()
                                .filter(v -> v.matches("TLSv1\\.[23].*"))
                                .isPresent();
                if (!good || standard) {
                    Links.report(
                            resource,
                            standard ? certificate.get("cloudfront_default_certificate") : version,
                            "TLS before 1.2 is accepted",
                            out);
                }
            })
            .bad("""
                    viewer_certificate {
                      acm_certificate_arn      = "a"
                      minimum_protocol_version = "TLSv1_2016"
                    }
                    """)
            .bad("""
                    viewer_certificate {
                      cloudfront_default_certificate = true
                    }
                    """)
            .good("""
                    viewer_certificate {
                      acm_certificate_arn      = "a"
                      minimum_protocol_version = "TLSv1.2_2021"
                    }
                    """)
            .good("""
                    viewer_certificate {
                      acm_certificate_arn      = "a"
                      minimum_protocol_version = var.tls
                    }
                    """)
            .done();

    private static final Rule CLOUDFRONT_DEFAULT_CERTIFICATE = rule(
                    "aws/cloudfront-default-certificate",
                    MEDIUM,
                    "CloudFront uses the default SSL certificate (vulnerable), not a custom one")
            .why("With the default certificate the domain is Amazon's, and TLS 1.0 is accepted.")
            .fix("set acm_certificate_arn and ssl_support_method")
            .controls("PCI-4.2.1")
            .on("aws_cloudfront_distribution")
            .check((resource, all, out) -> {
                Value certificate = resource.get("viewer_certificate");
                if (certificate.get("cloudfront_default_certificate").is(true)) {
                    Links.report(
                            resource,
                            certificate.get("cloudfront_default_certificate"),
                            "the default certificate is used",
                            out);
                } else if (certificate instanceof Value.Block
                        && certificate.get("acm_certificate_arn").absent()
                        && certificate.get("iam_certificate_id").absent()) {
                    Links.report(resource, certificate, "no certificate is named", out);
                } else if (certificate instanceof Value.Block
                        && (certificate.get("ssl_support_method").absent()
                                || certificate.get("minimum_protocol_version").absent())) {
                    Links.report(
                            resource,
                            certificate,
                            "the certificate needs ssl_support_method and minimum_protocol_version",
                            out);
                }
            })
            .bad("""
                    viewer_certificate {
                      cloudfront_default_certificate = true
                    }
                    """)
            .bad("""
                    viewer_certificate {
                      minimum_protocol_version = "TLSv1.2_2021"
                    }
                    """)
            .good("""
                    viewer_certificate {
                      acm_certificate_arn      = "a"
                      ssl_support_method       = "sni-only"
                      minimum_protocol_version = "TLSv1.2_2021"
                    }
                    """)
            .good("""
                    viewer_certificate {
                      iam_certificate_id       = "a"
                      ssl_support_method       = "sni-only"
                      minimum_protocol_version = "TLSv1.2_2021"
                    }
                    """)
            .done();

    private static final Rule CLOUDFRONT_NO_LOG = rule(
                    "aws/cloudfront-no-log", MEDIUM, "CloudFront distribution logging is disabled")
            .why("After an attack nobody can tell who asked what.")
            .fix("add logging_config with a bucket")
            .controls("PCI-10.2.1")
            .on("aws_cloudfront_distribution")
            .expect("logging_config", SET)
            .bad("enabled = true")
            .bad("enabled = false")
            .good("""
                    logging_config {
                      bucket = "l"
                    }
                    """)
            .good("""
                    logging_config {
                      bucket = var.bucket
                    }
                    """)
            .done();

    private static final Rule CLOUDFRONT_NO_WAF = rule(
                    "aws/cloudfront-no-waf", LOW, "CloudFront distribution is without a WAF (web ACL)")
            .why("Known attacks on web applications reach the service.")
            .fix("set web_acl_id")
            .controls("PCI-6.4.2")
            .on("aws_cloudfront_distribution")
            .expect("web_acl_id", SET)
            .bad("enabled = true")
            .bad("web_acl_id = \"\"")
            .good("web_acl_id = \"acl\"")
            .good("web_acl_id = aws_wafv2_web_acl.a.arn")
            .done();

    private static final Rule CLOUDFRONT_ORIGIN_PLAIN = rule(
                    "aws/cloudfront-origin-plain",
                    MEDIUM,
                    "CloudFront custom origin is reached by HTTP or an old TLS protocol")
            .why("Between the edge and the service everything is readable.")
            .fix("set origin_protocol_policy to https-only and origin_ssl_protocols to TLSv1.2")
            .controls("PCI-4.2.1")
            .on("aws_cloudfront_distribution")
            .expect(
                    "origin[].custom_origin_config[].origin_protocol_policy",
                    oneOf("http-only").not(),
                    "\"https-only\"")
            .expect(
                    "origin[].custom_origin_config[].origin_ssl_protocols",
                    any(oneOf("SSLv3", "TLSv1", "TLSv1.1")).not())
            .bad("""
                    origin {
                      custom_origin_config {
                        origin_protocol_policy = "http-only"
                      }
                    }
                    """)
            .bad("""
                    origin {
                      custom_origin_config {
                        origin_protocol_policy = "https-only"
                        origin_ssl_protocols   = ["TLSv1", "TLSv1.2"]
                      }
                    }
                    """)
            .good("""
                    origin {
                      custom_origin_config {
                        origin_protocol_policy = "https-only"
                        origin_ssl_protocols   = ["TLSv1.2"]
                      }
                    }
                    """)
            .good("enabled = true")
            .done();

    private static final Rule CLOUDFRONT_DISABLED = rule(
                    "aws/cloudfront-disabled",
                    LOW,
                    "CDN configuration is missing: the CloudFront distribution is disabled or has no origin")
            .why("A distribution that is switched off, or knows no origin, serves nobody.")
            .fix("set enabled to true and name an origin")
            .controls("SOC2-A1.1")
            .on("aws_cloudfront_distribution")
            .expect("enabled", TRUE)
            .expect("origin", SET)
            .bad("enabled = false")
            .bad("enabled = true")
            .good("""
                    enabled = true
                    origin {
                      domain_name = "a"
                    }
                    """)
            .good("""
                    enabled = var.on
                    origin {
                      domain_name = "a"
                    }
                    """)
            .done();

    private static final Rule CERTIFICATE_WEAK_KEY = rule(
                    "aws/certificate-weak-key",
                    MEDIUM,
                    "Certificate has an RSA key of fewer bits than 2048 (256 bytes)")
            .why("Short keys are factored.")
            .fix("use a key of 2048 bits or an elliptic curve")
            .controls("PCI-4.2.1")
            .on("aws_acm_certificate", "aws_acmpca_certificate_authority")
            .expect("key_algorithm", matching("RSA_1024").not().orAbsent(), "\"RSA_2048\"")
            .expect(
                    "certificate_authority_configuration[].key_algorithm",
                    matching("RSA_1024").not(),
                    "\"RSA_2048\"")
            .bad("key_algorithm = \"RSA_1024\"")
            .badFile("""
                    resource "aws_acm_certificate" "c" {
                      domain_name   = "example.com"
                      key_algorithm = "RSA_1024"
                    }
                    """)
            .good("key_algorithm = \"EC_prime256v1\"")
            .good("domain_name = \"example.com\"")
            .done();

    private static final Rule ACM_WILDCARD = rule("aws/acm-wildcard", LOW, "ACM certificate is for a wildcard domain")
            .why("One stolen key speaks for every name below the domain.")
            .fix("name the hosts")
            .controls("PCI-4.2.1")
            .on("aws_acm_certificate")
            .expect("domain_name", matching("\\*\\..*").not())
            .bad("domain_name = \"*.example.com\"")
            .bad("domain_name = \"*.a.example.com\"")
            .good("domain_name = \"www.example.com\"")
            .good("domain_name = var.domain")
            .done();

    private static final Rule ROUTE53_NO_QUERY_LOG = rule(
                    "aws/route53-no-query-log", LOW, "Route53 public zone has query logging disabled")
            .why("Nobody sees who looks for which names.")
            .fix("add an aws_route53_query_log for the zone")
            .controls("PCI-10.2.1")
            .on("aws_route53_zone")
            .when("vpc", SET.not())
            .check(Links.mustBeNamedBy("aws_route53_query_log", "zone_id", "no query log names it"))
            .bad("name = \"example.com\"")
            .badFile("""
                    resource "aws_route53_zone" "a" {}
                    resource "aws_route53_query_log" "q" {
                      zone_id = "Z1"
                    }
                    """)
            .goodFile("""
                    resource "aws_route53_zone" "a" {}
                    resource "aws_route53_query_log" "q" {
                      zone_id = aws_route53_zone.a.zone_id
                    }
                    """)
            .good("""
                    vpc {
                      vpc_id = "vpc-1"
                    }
                    """)
            .done();

    private static final Rule ROUTE53_UNDEFINED_RECORD = rule(
                    "aws/route53-undefined-record", HIGH, "Route53 record is undefined: it has no value")
            .why("The name points nowhere; who takes over what it should point to gets its visitors.")
            .fix("name records or an alias")
            .controls("SOC2-A1.1")
            .on("aws_route53_record")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "records", SET)
                            .or(Links.is(resource, "alias", SET))
                            .not(),
                    resource,
                    "neither records nor alias",
                    out))
            .bad("name = \"www\"")
            .bad("records = []")
            .good("records = [\"192.0.2.1\"]")
            .good("""
                    alias {
                      name = "lb"
                    }
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            CLOUDFRONT_PLAIN_HTTP,
            CLOUDFRONT_OLD_TLS,
            CLOUDFRONT_DEFAULT_CERTIFICATE,
            CLOUDFRONT_NO_LOG,
            CLOUDFRONT_NO_WAF,
            CLOUDFRONT_ORIGIN_PLAIN,
            CLOUDFRONT_DISABLED,
            CERTIFICATE_WEAK_KEY,
            ACM_WILDCARD,
            ROUTE53_NO_QUERY_LOG,
            ROUTE53_UNDEFINED_RECORD);

    private CloudFrontRules() {}
}
