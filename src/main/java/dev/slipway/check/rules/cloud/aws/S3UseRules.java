package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.CRITICAL;
import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.PolicyDocument;
import dev.slipway.check.resources.PolicyDocument.Statement;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.CloudRule;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.ArrayList;
import java.util.List;

/** Rules about how S3 buckets are used: logs, websites, policies. */
final class S3UseRules {
    private static final Rule S3_NO_ACCESS_LOG = rule("aws/s3-no-access-log", MEDIUM, "S3 bucket has access logging disabled")
            .why("After a leak nobody can tell who read what.")
            .fix("add an aws_s3_bucket_logging to a bucket of logs")
            .controls("CIS-AWS-3.6", "PCI-10.2.1")
            .on("aws_s3_bucket")
            .when("acl", oneOf("log-delivery-write").not())
            .check((resource, all, out) -> {
                Truth logged = Truth.of(!resource.get("logging").absent())
                        .or(Links.attached(all, "aws_s3_bucket_logging", "bucket", resource));
                Links.answer(logged.not(), resource, "access logging is not configured", out);
            })
            .bad("bucket = \"data\"")
            .bad("acl = \"private\"")
            .good("""
                    logging {
                      target_bucket = "logs"
                    }
                    """)
            .goodFile("""
                    resource "aws_s3_bucket" "a" {}
                    resource "aws_s3_bucket_logging" "a" {
                      bucket        = aws_s3_bucket.a.id
                      target_bucket = "logs"
                    }
                    """)
            .done();

    private static final Rule S3_WEBSITE = rule("aws/s3-website", MEDIUM, "S3 static website hosting is enabled on a bucket")
            .why("A bucket that is a website is public, and is served without TLS.")
            .fix("serve the files through CloudFront from a private bucket")
            .controls("PCI-4.2.1")
            .on("aws_s3_bucket", "aws_s3_bucket_website_configuration")
            .check((resource, all, out) -> {
                if (resource.type().equals("aws_s3_bucket_website_configuration")) {
                    Links.named(all, resource.get("bucket"), "aws_s3_bucket")
                            .forEach(b -> Links.answer(Truth.YES, b, "a static website is hosted on it", out));
                } else if (!resource.get("website").absent() && !isEmpty(resource.get("website"))) {
                    Links.report(resource, resource.get("website"), "a static website is hosted on it", out);
                }
            })
            .bad("""
                    website {
                      index_document = "index.html"
                    }
                    """)
            .badFile("""
                    resource "aws_s3_bucket" "a" {}
                    resource "aws_s3_bucket_website_configuration" "a" {
                      bucket = aws_s3_bucket.a.id
                    }
                    """)
            .good("bucket = \"data\"")
            .good("acl = \"private\"")
            .done();

    private static boolean isEmpty(Value value) {
        return value instanceof Value.Block b && b.entries().isEmpty();
    }

    /** Statements of a bucket's policy that anybody may use. */
    private static List<Statement> open(Resource resource) {
        return PolicyDocument.of(resource.get("policy")).allowing().stream()
                .filter(s -> s.anyPrincipal() && !s.conditional())
                .toList();
    }

    private static CloudRule.Check openFor(String... actions) {
        return (resource, all, out) -> {
            for (Statement s : open(resource)) {
                for (String action : actions) {
                    if (s.covers(action)) {
                        Links.report(resource, resource.get("policy"), "any principal may " + action, out);
                        return;
                    }
                }
            }
        };
    }

    private static final Rule S3_POLICY_DELETE = rule("aws/s3-policy-delete", CRITICAL, "S3 bucket policy allows delete action from all principals")
            .why("Anybody on the internet may do it: the policy allows it to all principals and sets no condition.")
            .fix("name the accounts or roles as principals, or narrow the statement by a condition")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket_policy", "aws_s3_bucket")
            .check(openFor("s3:DeleteObject", "s3:DeleteBucket"))
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:DeleteObject\", Resource = \"*\" }] })")
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"*\" }, Action = [\"s3:*\"], Resource = \"*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Deny\", Principal = \"*\", Action = \"s3:DeleteObject\", Resource = \"*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:GetObject\", Resource = \"*\" }] })")
            .done();

    private static final Rule S3_POLICY_GET = rule("aws/s3-policy-get", HIGH, "S3 bucket policy allows get action from all principals")
            .why("Anybody on the internet may do it: the policy allows it to all principals and sets no condition.")
            .fix("name the accounts or roles as principals, or narrow the statement by a condition")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket_policy", "aws_s3_bucket")
            .check(openFor("s3:GetObject"))
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:GetObject\", Resource = \"*\" }] })")
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = [\"*\"] }, Action = [\"s3:Get*\"], Resource = \"*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"arn:aws:iam::111122223333:root\" }, Action = \"s3:GetObject\", Resource = \"*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:GetObject\", Resource = \"*\", Condition = { StringEquals = { \"aws:PrincipalOrgID\" = \"o-1\" } } }] })")
            .done();

    private static final Rule S3_POLICY_LIST = rule("aws/s3-policy-list", HIGH, "S3 bucket policy allows list action from all principals")
            .why("Anybody on the internet may do it: the policy allows it to all principals and sets no condition.")
            .fix("name the accounts or roles as principals, or narrow the statement by a condition")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket_policy", "aws_s3_bucket")
            .check(openFor("s3:ListBucket"))
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:ListBucket\", Resource = \"*\" }] })")
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = [\"*\"] }, Action = [\"s3:List*\"], Resource = \"*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Deny\", Principal = \"*\", Action = \"s3:ListBucket\", Resource = \"*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:GetObject\", Resource = \"*\" }] })")
            .done();

    private static final Rule S3_POLICY_PUT = rule("aws/s3-policy-put", CRITICAL, "S3 bucket policy allows put action from all principals")
            .why("Anybody on the internet may do it: the policy allows it to all principals and sets no condition.")
            .fix("name the accounts or roles as principals, or narrow the statement by a condition")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket_policy", "aws_s3_bucket")
            .check(openFor("s3:PutObject", "s3:PutBucketPolicy", "s3:PutBucketAcl"))
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:PutObject\", Resource = \"*\" }] })")
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = [\"*\"] }, Action = [\"s3:Put*\"], Resource = \"*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Deny\", Principal = \"*\", Action = \"s3:PutObject\", Resource = \"*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:GetObject\", Resource = \"*\" }] })")
            .done();

    private static final Rule S3_POLICY_ALL = rule("aws/s3-policy-all", CRITICAL, "S3 bucket policy allows all actions from all principals")
            .why("Anybody on the internet may do it: the policy allows it to all principals and sets no condition.")
            .fix("name the accounts or roles as principals, or narrow the statement by a condition")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket_policy", "aws_s3_bucket")
            .check((resource, all, out) -> open(resource).stream()
                    .filter(s -> s.allActions() || s.texts("Action").contains("s3:*"))
                    .findFirst()
                    .ifPresent(s -> Links.report(resource, resource.get("policy"), "any principal may do anything", out)))
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:*\", Resource = \"*\" }] })")
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"*\" }, Action = \"*\", Resource = \"*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:GetObject\", Resource = \"*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Deny\", Principal = \"*\", Action = \"s3:*\", Resource = \"*\" }] })")
            .done();

    private static final Rule S3_PLAIN_HTTP = rule("aws/s3-plain-http", MEDIUM, "S3 bucket policy accepts HTTP requests without secure transport")
            .why("Objects and signatures travel readable; nothing denies requests without TLS.")
            .fix("deny all actions where aws:SecureTransport is false")
            .controls("CIS-AWS-2.1.2", "PCI-4.2.1")
            .on("aws_s3_bucket")
            .check((resource, all, out) -> {
                List<Value> policies = new ArrayList<>(resource.get("policy").items());
                all.attached("aws_s3_bucket_policy", "bucket", resource).forEach(r -> policies.add(r.get("policy")));
                boolean unclear = all.unclear("aws_s3_bucket_policy", "bucket")
                        || policies.stream().anyMatch(p -> !PolicyDocument.of(p).known());
                boolean denied = policies.stream()
                        .flatMap(p -> PolicyDocument.of(p).statements().stream())
                        .anyMatch(s -> !s.allows()
                                && s.condition("aws:SecureTransport").filter(v -> v.items().stream().anyMatch(x -> x.is(false))).isPresent());
                if (!denied) {
                    Links.answer(unclear ? Truth.UNKNOWN : Truth.YES, resource, "plain HTTP is not denied", out);
                }
            })
            .bad("bucket = \"data\"")
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:GetObject\", Resource = \"*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Deny\", Principal = \"*\", Action = \"s3:*\", Resource = \"*\", Condition = { Bool = { \"aws:SecureTransport\" = \"false\" } } }] })")
            .good("policy = var.policy")
            .done();

    private static final Rule S3_CORS_ANY = rule("aws/s3-cors-any", LOW, "S3 bucket CORS rule allows any origin to write")
            .why("Any website that a user visits may write with the user's browser.")
            .fix("name the origins, or allow GET only")
            .controls("OWASP-API8")
            .on("aws_s3_bucket_cors_configuration", "aws_s3_bucket")
            .check((resource, all, out) -> {
                for (Value rule : resource.get("cors_rule").items()) {
                    boolean any = rule.get("allowed_origins").items().stream().anyMatch(o -> o.is("*"));
                    boolean writes = rule.get("allowed_methods").items().stream()
                            .anyMatch(m -> m.is("PUT") || m.is("POST") || m.is("DELETE") || m.is("*"));
                    if (any && writes) {
                        Links.report(resource, rule.get("allowed_origins"), "any origin may write", out);
                    }
                }
            })
            .bad("""
                    cors_rule {
                      allowed_methods = ["PUT"]
                      allowed_origins = ["*"]
                    }
                    """)
            .bad("""
                    cors_rule {
                      allowed_methods = ["GET", "DELETE"]
                      allowed_origins = ["*"]
                    }
                    """)
            .good("""
                    cors_rule {
                      allowed_methods = ["GET"]
                      allowed_origins = ["*"]
                    }
                    """)
            .good("""
                    cors_rule {
                      allowed_methods = ["PUT"]
                      allowed_origins = ["https://example.com"]
                    }
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(S3_NO_ACCESS_LOG, S3_WEBSITE, S3_POLICY_DELETE, S3_POLICY_GET, S3_POLICY_LIST, S3_POLICY_PUT, S3_POLICY_ALL, S3_PLAIN_HTTP, S3_CORS_ANY);

    private S3UseRules() {}
}
