package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.CRITICAL;
import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.CloudRule;
import dev.slipway.check.rules.cloud.Condition;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** Rules about S3 buckets. */
final class S3Rules {
    /** Reports a bucket without a companion resource, unless the old inline form is there. */
    private static CloudRule.Check bucketNeeds(String type, String message) {
        return Links.mustBeNamedBy(type, "bucket", message);
    }

    private static final Condition PUBLIC_ACL = oneOf("public-read", "public-read-write");

    private static final Rule S3_PUBLIC_ACL = rule("aws/s3-public-acl", CRITICAL, "S3 bucket ACL allows read or write to all users")
            .why("Everybody on the internet reads or overwrites what the bucket holds.")
            .fix("set the ACL to private, and serve public files through CloudFront")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket", "aws_s3_bucket_acl")
            .expect("acl", PUBLIC_ACL.not(), "\"private\"")
            .bad("acl = \"public-read\"")
            .bad("acl = \"public-read-write\"")
            .good("acl = \"private\"")
            .good("bucket = \"logs\"")
            .done();

    private static final Rule S3_AUTHENTICATED_ACL = rule("aws/s3-authenticated-acl", HIGH, "S3 bucket ACL allows read to any authenticated user of AWS")
            .why("Any AWS account of anybody may read the bucket: it is as good as public.")
            .fix("set the ACL to private and grant access by policy")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket", "aws_s3_bucket_acl")
            .expect("acl", oneOf("authenticated-read").not(), "\"private\"")
            .bad("acl = \"authenticated-read\"")
            .badFile("""
                    resource "aws_s3_bucket_acl" "a" {
                      acl = "authenticated-read"
                    }
                    """)
            .good("acl = \"private\"")
            .good("bucket = \"logs\"")
            .done();

    private static final Rule S3_GRANTS_EVERYBODY = rule("aws/s3-grants-everybody", CRITICAL, "S3 bucket ACL grant gives access to the group of all users")
            .why("Everybody on the internet reads or overwrites what the bucket holds.")
            .fix("grant to canonical users only, or use a bucket policy")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket_acl", "aws_s3_bucket")
            .expect("access_control_policy[].grant[].grantee.uri", matching(".*/(AllUsers|AuthenticatedUsers)").not().orAbsent())
            .expect("grant[].uri", matching(".*/(AllUsers|AuthenticatedUsers)").not().orAbsent())
            .bad("""
                    access_control_policy {
                      grant {
                        permission = "READ"
                        grantee {
                          type = "Group"
                          uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
                        }
                      }
                    }
                    """)
            .badFile("""
                    resource "aws_s3_bucket" "old" {
                      grant {
                        type        = "Group"
                        permissions = ["WRITE"]
                        uri         = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
                      }
                    }
                    """)
            .good("acl = \"private\"")
            .good("""
                    access_control_policy {
                      grant {
                        permission = "WRITE"
                        grantee {
                          type = "Group"
                          uri  = "http://acs.amazonaws.com/groups/s3/LogDelivery"
                        }
                      }
                    }
                    """)
            .done();

    private static final Rule S3_NO_PUBLIC_ACCESS_BLOCK = rule("aws/s3-no-public-access-block", HIGH, "S3 bucket has no public access block")
            .why("One wrong ACL or policy later makes the bucket public; the block would have refused it.")
            .fix("add an aws_s3_bucket_public_access_block with all four switches on")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket")
            .check(bucketNeeds("aws_s3_bucket_public_access_block", "no public access block names it"))
            .bad("bucket = \"logs\"")
            .badFile("""
                    resource "aws_s3_bucket" "a" {}
                    resource "aws_s3_bucket_public_access_block" "b" {
                      bucket = "other"
                    }
                    """)
            .goodFile("""
                    resource "aws_s3_bucket" "a" {}
                    resource "aws_s3_bucket_public_access_block" "a" {
                      bucket = aws_s3_bucket.a.id
                    }
                    """)
            .goodFile("""
                    resource "aws_s3_bucket" "a" {}
                    resource "aws_s3_bucket_public_access_block" "a" {
                      bucket = var.bucket
                    }
                    """)
            .done();

    private static final Rule S3_ALLOWS_PUBLIC_ACL = rule("aws/s3-allows-public-acl", MEDIUM, "S3 bucket allows public ACL: block_public_acls is off")
            .why("The switch is what keeps a later mistake from making the bucket public.")
            .fix("set the switch to true")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket_public_access_block")
            .expect("block_public_acls", TRUE)
            .bad("block_public_acls = false")
            .bad("bucket = \"b\"")
            .good("block_public_acls = true")
            .good("block_public_acls = var.block")
            .done();

    private static final Rule S3_ALLOWS_PUBLIC_POLICY = rule("aws/s3-allows-public-policy", HIGH, "S3 bucket allows public policy: block_public_policy is off")
            .why("The switch is what keeps a later mistake from making the bucket public.")
            .fix("set the switch to true")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket_public_access_block")
            .expect("block_public_policy", TRUE)
            .bad("block_public_policy = false")
            .bad("bucket = \"b\"")
            .good("block_public_policy = true")
            .good("block_public_policy = var.block")
            .done();

    private static final Rule S3_HONOURS_PUBLIC_ACL = rule("aws/s3-honours-public-acl", MEDIUM, "S3 bucket does not ignore public ACL: ignore_public_acls is off")
            .why("The switch is what keeps a later mistake from making the bucket public.")
            .fix("set the switch to true")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket_public_access_block")
            .expect("ignore_public_acls", TRUE)
            .bad("ignore_public_acls = false")
            .bad("bucket = \"b\"")
            .good("ignore_public_acls = true")
            .good("ignore_public_acls = var.block")
            .done();

    private static final Rule S3_UNRESTRICTED_PUBLIC_BUCKET = rule("aws/s3-unrestricted-public-bucket", MEDIUM, "S3 bucket does not restrict public buckets: restrict_public_buckets is off")
            .why("The switch is what keeps a later mistake from making the bucket public.")
            .fix("set the switch to true")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket_public_access_block")
            .expect("restrict_public_buckets", TRUE)
            .bad("restrict_public_buckets = false")
            .bad("bucket = \"b\"")
            .good("restrict_public_buckets = true")
            .good("restrict_public_buckets = var.block")
            .done();

    private static final Rule S3_ACL_OVERRIDDEN = rule("aws/s3-acl-overridden", HIGH, "S3 bucket public ACL is overridden by the public access block")
            .why("The files contradict each other: the ACL asks for public access, the public access block refuses "
                    + "it, and whoever removes the block publishes the bucket.")
            .fix("set the ACL to private")
            .controls("CIS-AWS-2.1.5", "PCI-7.2.1", "GDPR-32")
            .on("aws_s3_bucket", "aws_s3_bucket_acl")
            .when("acl", PUBLIC_ACL)
            .check((resource, all, out) -> {
                Resource bucket = resource.type().equals("aws_s3_bucket")
                        ? resource
                        : Links.named(all, resource.get("bucket"), "aws_s3_bucket").stream()
                                .findFirst()
                                .orElse(resource);
                boolean blocked = all.attached("aws_s3_bucket_public_access_block", "bucket", bucket)
                        .anyMatch(b -> b.get("block_public_acls").is(true) && b.get("ignore_public_acls").is(true));
                boolean inline = resource.get("block_public_acls").is(true) && resource.get("ignore_public_acls").is(true);
                if (blocked || inline) {
                    Links.report(resource, resource.get("acl"), "the public ACL has no effect", out);
                }
            })
            .badFile("""
                    resource "aws_s3_bucket" "a" {
                      acl = "public-read"
                    }

                    resource "aws_s3_bucket_public_access_block" "a" {
                      bucket             = aws_s3_bucket.a.id
                      block_public_acls  = true
                      ignore_public_acls = true
                    }
                    """)
            .badFile("""
                    resource "aws_s3_bucket" "a" {}

                    resource "aws_s3_bucket_acl" "a" {
                      bucket = aws_s3_bucket.a.id
                      acl    = "public-read-write"
                    }

                    resource "aws_s3_bucket_public_access_block" "a" {
                      bucket             = aws_s3_bucket.a.id
                      block_public_acls  = true
                      ignore_public_acls = true
                    }
                    """)
            .good("acl = \"private\"")
            .goodFile("""
                    resource "aws_s3_bucket" "a" {
                      acl = "public-read"
                    }

                    resource "aws_s3_bucket_public_access_block" "a" {
                      bucket            = aws_s3_bucket.a.id
                      block_public_acls = false
                    }
                    """)
            .done();

    private static final Rule S3_NO_OWN_KEY = rule("aws/s3-no-own-key", MEDIUM, "S3 bucket objects are not encrypted with a customer managed KMS key")
            .why("Amazon encrypts every bucket with a key of its own; only a key of yours can be revoked, audited "
                    + "and kept from other accounts.")
            .fix("add a server side encryption configuration with sse_algorithm aws:kms and your key")
            .controls("CIS-AWS-2.1.1", "PCI-3.5.1", "GDPR-32")
            .on("aws_s3_bucket")
            .check((resource, all, out) -> {
                String path = "server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm";
                Condition kms = matching("aws:kms.*");
                Truth own = Links.is(resource, path, kms);
                Truth apart = all.attached("aws_s3_bucket_server_side_encryption_configuration", "bucket", resource)
                        .map(r -> Links.is(r, "rule.apply_server_side_encryption_by_default.sse_algorithm", kms))
                        .reduce(Truth.NO, Truth::or);
                Truth unclear = Truth.of(all.unclear("aws_s3_bucket_server_side_encryption_configuration", "bucket"))
                        == Truth.YES ? Truth.UNKNOWN : Truth.NO;
                Links.answer(own.or(apart).or(unclear).not(), resource, "no key of yours encrypts its objects", out);
            })
            .bad("bucket = \"logs\"")
            .badFile("""
                    resource "aws_s3_bucket" "a" {}

                    resource "aws_s3_bucket_server_side_encryption_configuration" "a" {
                      bucket = aws_s3_bucket.a.id
                      rule {
                        apply_server_side_encryption_by_default {
                          sse_algorithm = "AES256"
                        }
                      }
                    }
                    """)
            .goodFile("""
                    resource "aws_s3_bucket" "a" {}

                    resource "aws_s3_bucket_server_side_encryption_configuration" "a" {
                      bucket = aws_s3_bucket.a.id
                      rule {
                        apply_server_side_encryption_by_default {
                          sse_algorithm     = "aws:kms"
                          kms_master_key_id = aws_kms_key.a.arn
                        }
                      }
                    }
                    """)
            .good("""
                    server_side_encryption_configuration {
                      rule {
                        apply_server_side_encryption_by_default {
                          sse_algorithm = "aws:kms"
                        }
                      }
                    }
                    """)
            .done();

    private static final Rule S3_NO_VERSIONING = rule("aws/s3-no-versioning", MEDIUM, "S3 bucket has versioning disabled")
            .why("What is overwritten or deleted by mistake, or by an intruder, is gone.")
            .fix("enable versioning: aws_s3_bucket_versioning with status Enabled")
            .controls("SOC2-A1.2", "PCI-10.3.3")
            .on("aws_s3_bucket")
            .check((resource, all, out) -> {
                List<Resource> apart = all.attached("aws_s3_bucket_versioning", "bucket", resource).toList();
                if (resource.get("versioning").absent() && apart.isEmpty()) {
                    Truth known = all.unclear("aws_s3_bucket_versioning", "bucket") ? Truth.UNKNOWN : Truth.YES;
                    Links.answer(known, resource, "versioning is not enabled", out);
                    return;
                }
                if (apart.isEmpty()) {
                    Value enabled = resource.get("versioning", "enabled");
                    if (!enabled.is(true) && !enabled.unknown() && !resource.get("versioning", "status").is("Enabled")) {
                        Links.report(resource, enabled, "versioning is not enabled", out);
                    }
                }
                for (Resource r : apart) {
                    Value status = r.get("versioning_configuration", "status");
                    if (!status.unknown() && !status.is("Enabled")) {
                        Links.report(r, status, "versioning is not enabled", out);
                    }
                }
            })
            .bad("bucket = \"data\"")
            .bad("""
                    versioning {
                      enabled = false
                    }
                    """)
            .good("""
                    versioning {
                      enabled = true
                    }
                    """)
            .goodFile("""
                    resource "aws_s3_bucket" "a" {}

                    resource "aws_s3_bucket_versioning" "a" {
                      bucket = aws_s3_bucket.a.id
                      versioning_configuration {
                        status = "Enabled"
                      }
                    }
                    """)
            .done();

    private static final Rule S3_NO_MFA_DELETE = rule("aws/s3-no-mfa-delete", LOW, "S3 bucket is without MFA delete enabled")
            .why("Whoever steals the keys of an account may delete all versions of all objects.")
            .fix("enable MFA delete on the versioning of the bucket, with the root user's device")
            .controls("CIS-AWS-2.1.3")
            .on("aws_s3_bucket")
            .check((resource, all, out) -> {
                // Amazon allows MFA delete only without lifecycle rules.
                if (!resource.get("lifecycle_rule").absent()
                        || all.attached("aws_s3_bucket_lifecycle_configuration", "bucket", resource).findAny().isPresent()) {
                    return;
                }
                for (Value versioning : resource.get("versioning").items()) {
                    Value mfa = versioning.get("mfa_delete");
                    if (!mfa.unknown() && !mfa.is(true)) {
                        Links.report(resource, mfa, "MFA delete is off", out);
                    }
                }
                for (Resource r : all.attached("aws_s3_bucket_versioning", "bucket", resource).toList()) {
                    Value mfa = r.get("versioning_configuration", "mfa_delete");
                    if (!mfa.unknown() && !mfa.is("Enabled")) {
                        Links.report(r, mfa, "MFA delete is off", out);
                    }
                }
            })
            .bad("""
                    versioning {
                      enabled = true
                    }
                    """)
            .bad("""
                    versioning {
                      enabled    = true
                      mfa_delete = false
                    }
                    """)
            .good("""
                    versioning {
                      enabled    = true
                      mfa_delete = true
                    }
                    """)
            .goodFile("""
                    resource "aws_s3_bucket" "a" {}

                    resource "aws_s3_bucket_versioning" "a" {
                      bucket = aws_s3_bucket.a.id
                      versioning_configuration {
                        status     = "Enabled"
                        mfa_delete = "Enabled"
                      }
                    }
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(S3_PUBLIC_ACL, S3_AUTHENTICATED_ACL, S3_GRANTS_EVERYBODY, S3_NO_PUBLIC_ACCESS_BLOCK, S3_ALLOWS_PUBLIC_ACL, S3_ALLOWS_PUBLIC_POLICY, S3_HONOURS_PUBLIC_ACL, S3_UNRESTRICTED_PUBLIC_BUCKET, S3_ACL_OVERRIDDEN, S3_NO_OWN_KEY, S3_NO_VERSIONING, S3_NO_MFA_DELETE);

    private S3Rules() {}
}
