package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.CRITICAL;
import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.atLeast;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Condition;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.ArrayList;
import java.util.List;

/** Rules about CloudTrail, CloudWatch, Config and GuardDuty. */
final class LogRules {
    private static final Rule CLOUDTRAIL_SINGLE_REGION = rule(
                    "aws/cloudtrail-single-region", MEDIUM, "CloudTrail is not multi-region")
            .why("What happens in a region that nobody uses is not recorded.")
            .fix("set is_multi_region_trail to true")
            .controls("CIS-AWS-3.1", "PCI-10.2.1")
            .on("aws_cloudtrail")
            .expect("is_multi_region_trail", TRUE)
            .bad("name = \"t\"")
            .bad("is_multi_region_trail = false")
            .good("is_multi_region_trail = true")
            .good("is_multi_region_trail = var.all")
            .done();

    private static final Rule CLOUDTRAIL_NO_VALIDATION = rule(
                    "aws/cloudtrail-no-validation", LOW, "CloudTrail log file validation is disabled")
            .why("Whoever changes the log is not noticed.")
            .fix("set enable_log_file_validation to true")
            .controls("CIS-AWS-3.2", "PCI-10.3.4")
            .on("aws_cloudtrail")
            .expect("enable_log_file_validation", TRUE)
            .bad("name = \"t\"")
            .bad("enable_log_file_validation = false")
            .good("enable_log_file_validation = true")
            .good("enable_log_file_validation = var.on")
            .done();

    private static final Rule CLOUDTRAIL_UNENCRYPTED = rule(
                    "aws/cloudtrail-unencrypted", MEDIUM, "CloudTrail log files are not encrypted with KMS")
            .why("Whoever may read the bucket reads the trail.")
            .fix("set kms_key_id")
            .controls("CIS-AWS-3.7", "PCI-10.3.2")
            .on("aws_cloudtrail")
            .expect("kms_key_id", SET)
            .bad("name = \"t\"")
            .bad("kms_key_id = \"\"")
            .good("kms_key_id = aws_kms_key.a.arn")
            .good("kms_key_id = var.key")
            .done();

    private static final Rule CLOUDTRAIL_NO_CLOUDWATCH = rule(
                    "aws/cloudtrail-no-cloudwatch", LOW, "CloudTrail is not integrated with CloudWatch")
            .why("Nobody is told when something happens.")
            .fix("set cloud_watch_logs_group_arn and cloud_watch_logs_role_arn")
            .controls("CIS-AWS-3.4", "PCI-10.4.1")
            .on("aws_cloudtrail")
            .expect("cloud_watch_logs_group_arn", SET)
            .expect("cloud_watch_logs_role_arn", SET)
            .bad("name = \"t\"")
            .bad("cloud_watch_logs_group_arn = \"g\"")
            .good("""
                    cloud_watch_logs_group_arn = "g"
                    cloud_watch_logs_role_arn  = "r"
                    """)
            .good("""
                    cloud_watch_logs_group_arn = var.group
                    cloud_watch_logs_role_arn  = var.role
                    """)
            .done();

    private static final Rule CLOUDTRAIL_OFF = rule("aws/cloudtrail-off", HIGH, "CloudTrail logging is disabled")
            .why("Nothing is recorded.")
            .fix("set enable_logging to true")
            .controls("CIS-AWS-3.1", "PCI-10.2.1")
            .on("aws_cloudtrail")
            .expect("enable_logging", TRUE.orAbsent(), "true")
            .bad("enable_logging = false")
            .bad("enable_logging = \"false\"")
            .good("enable_logging = true")
            .good("name = \"t\"")
            .done();

    private static final Rule CLOUDTRAIL_NO_SNS = rule(
                    "aws/cloudtrail-no-sns", LOW, "CloudTrail has no SNS topic defined")
            .why("Nobody is told when a log file arrives, or stops arriving.")
            .fix("set sns_topic_name")
            .controls("CIS-AWS-3.1", "PCI-10.2.1")
            .on("aws_cloudtrail")
            .expect("sns_topic_name", SET)
            .bad("name = \"t\"")
            .bad("sns_topic_name = \"\"")
            .good("sns_topic_name = \"t\"")
            .good("sns_topic_name = var.topic")
            .done();

    private static final Rule CLOUDTRAIL_BUCKET_NO_LOG = rule(
                    "aws/cloudtrail-bucket-no-log",
                    MEDIUM,
                    "CloudTrail log files S3 bucket has access logging disabled")
            .why("Nobody sees who read or removed the trail.")
            .fix("add logging to the bucket of the trail")
            .controls("CIS-AWS-3.6", "PCI-10.3.1")
            .on("aws_cloudtrail")
            .check((resource, all, out) -> {
                for (Resource bucket : Links.named(all, resource.get("s3_bucket_name"), "aws_s3_bucket")) {
                    Truth logged = Truth.of(!bucket.get("logging").absent())
                            .or(Links.attached(all, "aws_s3_bucket_logging", "bucket", bucket));
                    Links.answer(logged.not(), bucket, "the bucket of the trail has no access log", out);
                }
            })
            .badFile("""
                    resource "aws_cloudtrail" "t" {
                      s3_bucket_name = aws_s3_bucket.b.id
                    }
                    resource "aws_s3_bucket" "b" {}
                    """)
            .badFile("""
                    resource "aws_cloudtrail" "t" {
                      s3_bucket_name = "trail"
                    }
                    resource "aws_s3_bucket" "b" {
                      bucket = "trail"
                    }
                    """)
            .goodFile("""
                    resource "aws_cloudtrail" "t" {
                      s3_bucket_name = aws_s3_bucket.b.id
                    }
                    resource "aws_s3_bucket" "b" {
                      logging {
                        target_bucket = "l"
                      }
                    }
                    """)
            .good("s3_bucket_name = \"elsewhere\"")
            .done();

    private static final Rule CLOUDTRAIL_BUCKET_PUBLIC = rule(
                    "aws/cloudtrail-bucket-public", CRITICAL, "CloudTrail log files S3 bucket is publicly accessible")
            .why("Everybody reads what happens in the account.")
            .fix("set the ACL of the bucket to private")
            .controls("CIS-AWS-3.3")
            .on("aws_cloudtrail")
            .check((resource, all, out) -> {
                Condition open = oneOf("public-read", "public-read-write", "authenticated-read");
                for (Resource bucket : Links.named(all, resource.get("s3_bucket_name"), "aws_s3_bucket")) {
                    List<Value> acls = new ArrayList<>(bucket.get("acl").items());
                    all.attached("aws_s3_bucket_acl", "bucket", bucket).forEach(a -> acls.add(a.get("acl")));
                    acls.stream()
                            .filter(a -> open.of(a) == Truth.YES)
                            .forEach(a -> Links.report(bucket, a, "the bucket of the trail is public", out));
                }
            })
            .badFile("""
                    resource "aws_cloudtrail" "t" {
                      s3_bucket_name = aws_s3_bucket.b.id
                    }
                    resource "aws_s3_bucket" "b" {
                      acl = "public-read"
                    }
                    """)
            .badFile("""
                    resource "aws_cloudtrail" "t" {
                      s3_bucket_name = aws_s3_bucket.b.id
                    }
                    resource "aws_s3_bucket" "b" {}
                    resource "aws_s3_bucket_acl" "a" {
                      bucket = aws_s3_bucket.b.id
                      acl    = "public-read-write"
                    }
                    """)
            .goodFile("""
                    resource "aws_cloudtrail" "t" {
                      s3_bucket_name = aws_s3_bucket.b.id
                    }
                    resource "aws_s3_bucket" "b" {
                      acl = "private"
                    }
                    """)
            .good("s3_bucket_name = \"elsewhere\"")
            .done();

    private static final Rule LOG_GROUP_NO_RETENTION = rule(
                    "aws/log-group-no-retention", MEDIUM, "CloudWatch log group retention period is undefined")
            .why("Logs are kept for ever, with the personal data in them.")
            .fix("set retention_in_days")
            .controls("PCI-10.5.1", "GDPR-5")
            .on("aws_cloudwatch_log_group")
            .expect("retention_in_days", atLeast(1), "365")
            .bad("name = \"app\"")
            .bad("retention_in_days = 0")
            .good("retention_in_days = 365")
            .good("retention_in_days = var.days")
            .done();

    private static final Rule LOG_GROUP_NO_KEY = rule(
                    "aws/log-group-no-key", LOW, "CloudWatch log group is not encrypted with KMS")
            .why("Only a key of yours can be revoked, and its use audited.")
            .fix("set kms_key_id")
            .controls("PCI-3.5.1")
            .on("aws_cloudwatch_log_group")
            .expect("kms_key_id", SET)
            .bad("name = \"app\"")
            .bad("kms_key_id = \"\"")
            .good("kms_key_id = var.key")
            .good("kms_key_id = aws_kms_key.a.arn")
            .done();

    private static final Rule CONFIG_AGGREGATOR_SINGLE_REGION = rule(
                    "aws/config-aggregator-single-region", LOW, "AWS Config aggregator does not cover all regions")
            .why("What is misconfigured elsewhere is not seen.")
            .fix("set all_regions to true")
            .controls("CIS-AWS-3.5")
            .on("aws_config_configuration_aggregator")
            .expect("account_aggregation_source[].all_regions", TRUE)
            .expect("organization_aggregation_source[].all_regions", TRUE)
            .bad("""
                    account_aggregation_source {
                      account_ids = ["1"]
                    }
                    """)
            .bad("""
                    organization_aggregation_source {
                      all_regions = false
                    }
                    """)
            .good("""
                    account_aggregation_source {
                      all_regions = true
                    }
                    """)
            .good("""
                    organization_aggregation_source {
                      all_regions = true
                    }
                    """)
            .done();

    private static final Rule CONFIG_RECORDER_PARTIAL = rule(
                    "aws/config-recorder-partial", MEDIUM, "AWS Config recorder does not record all resources")
            .why("What is not recorded is not checked.")
            .fix("set recording_group.all_supported to true and include_global_resource_types to true")
            .controls("CIS-AWS-3.5")
            .on("aws_config_configuration_recorder")
            .expect("recording_group[].all_supported", TRUE.orAbsent(), "true")
            .bad("""
                    recording_group {
                      all_supported = false
                    }
                    """)
            .bad("""
                    recording_group {
                      all_supported  = false
                      resource_types = ["AWS::S3::Bucket"]
                    }
                    """)
            .good("""
                    recording_group {
                      all_supported = true
                    }
                    """)
            .good("name = \"r\"")
            .done();

    private static final Rule CONFIG_RECORDER_OFF = rule(
                    "aws/config-recorder-off", MEDIUM, "AWS Config recorder is disabled")
            .why("Changes are not recorded.")
            .fix("set is_enabled to true")
            .controls("CIS-AWS-3.5")
            .on("aws_config_configuration_recorder_status")
            .expect("is_enabled", TRUE)
            .bad("is_enabled = false")
            .bad("name = \"r\"")
            .good("is_enabled = true")
            .good("is_enabled = var.on")
            .done();

    private static final Rule GUARDDUTY_OFF = rule("aws/guardduty-off", MEDIUM, "GuardDuty detector is disabled")
            .why("Known patterns of attack are not looked for.")
            .fix("set enable to true")
            .controls("PCI-11.5.1")
            .on("aws_guardduty_detector")
            .expect("enable", TRUE.orAbsent(), "true")
            .bad("enable = false")
            .bad("enable = \"false\"")
            .good("enable = true")
            .good("finding_publishing_frequency = \"ONE_HOUR\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            CLOUDTRAIL_SINGLE_REGION,
            CLOUDTRAIL_NO_VALIDATION,
            CLOUDTRAIL_UNENCRYPTED,
            CLOUDTRAIL_NO_CLOUDWATCH,
            CLOUDTRAIL_OFF,
            CLOUDTRAIL_NO_SNS,
            CLOUDTRAIL_BUCKET_NO_LOG,
            CLOUDTRAIL_BUCKET_PUBLIC,
            LOG_GROUP_NO_RETENTION,
            LOG_GROUP_NO_KEY,
            CONFIG_AGGREGATOR_SINGLE_REGION,
            CONFIG_RECORDER_PARTIAL,
            CONFIG_RECORDER_OFF,
            GUARDDUTY_OFF);

    private LogRules() {}
}
