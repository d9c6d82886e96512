package dev.slipway.check.cloudformation;

import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Translation;
import dev.slipway.check.resources.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A bucket's settings, which our vocabulary keeps in resources of their own. */
final class BucketParts {
    /** Properties that become a resource: name of the property, and its translation. */
    private static final Map<String, Translation> PARTS = parts();

    private BucketParts() {}

    private static Map<String, Translation> parts() {
        Map<String, Translation> parts = new LinkedHashMap<>();
        parts.put("PublicAccessBlockConfiguration", Translation.to("aws_s3_bucket_public_access_block"));
        parts.put(
                "LoggingConfiguration",
                Translation.to(
                        "aws_s3_bucket_logging", "DestinationBucketName=target_bucket", "LogFilePrefix=target_prefix"));
        parts.put(
                "BucketEncryption",
                Translation.to(
                        "aws_s3_bucket_server_side_encryption_configuration",
                        "ServerSideEncryptionConfiguration=rule",
                        "ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault="
                                + "apply_server_side_encryption_by_default",
                        "ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.KMSMasterKeyID="
                                + "kms_master_key_id"));
        parts.put("LifecycleConfiguration", Translation.to("aws_s3_bucket_lifecycle_configuration", "Rules=rule"));
        parts.put("CorsConfiguration", Translation.to("aws_s3_bucket_cors_configuration", "CorsRules=cors_rule"));
        parts.put(
                "WebsiteConfiguration",
                Translation.to(
                        "aws_s3_bucket_website_configuration",
                        "IndexDocument=index_document/suffix",
                        "ErrorDocument=error_document/key"));
        parts.put("OwnershipControls", Translation.to("aws_s3_bucket_ownership_controls", "Rules=rule"));
        parts.put("ObjectLockConfiguration", Translation.to("aws_s3_bucket_object_lock_configuration"));
        parts.put("ReplicationConfiguration", Translation.to("aws_s3_bucket_replication_configuration", "Rules=rule"));
        parts.put("NotificationConfiguration", Translation.to("aws_s3_bucket_notification"));
        parts.put("AccelerateConfiguration", Translation.to("aws_s3_bucket_accelerate_configuration"));
        return parts;
    }

    static void split(Declaring bucket) {
        bucket.attributes().remove("access_control");
        Value acl = bucket.raw().get("AccessControl");
        if (!acl.absent()) {
            Map<String, Value> entries = of(bucket, acl.at());
            entries.put("acl", acl instanceof Value.Text t ? new Value.Text(canned(t.text()), t.at()) : acl);
            bucket.attach("aws_s3_bucket_acl", "", entries, acl.at());
        }
        versioning(bucket);
        PARTS.forEach((property, translation) -> {
            Value value = bucket.raw().get(property);
            bucket.attributes().remove(Translation.snake(property));
            if (value instanceof Value.Block b) {
                Map<String, Value> entries = of(bucket, b.at());
                entries.putAll(translation.translate(b).entries());
                bucket.attach(translation.type(), "", entries, b.at());
            } else if (value.unknown()) {
                // Whether it is set depends on the deployment: so does everything in it.
                Map<String, Value> entries = of(bucket, value.at());
                for (String name : List.of(
                        "rule",
                        "target_bucket",
                        "block_public_acls",
                        "block_public_policy",
                        "ignore_public_acls",
                        "restrict_public_buckets")) {
                    entries.put(name, value);
                }
                bucket.attach(translation.type(), "", entries, value.at());
            }
        });
    }

    private static void versioning(Declaring bucket) {
        bucket.attributes().remove("versioning_configuration");
        Value versioning = bucket.raw().get("VersioningConfiguration");
        if (versioning.absent()) {
            return;
        }
        Map<String, Value> entries = of(bucket, versioning.at());
        Map<String, Value> inner = new LinkedHashMap<>();
        Value status = versioning.get("Status");
        if (!status.absent()) {
            inner.put("status", status);
        }
        entries.put(
                "versioning_configuration",
                versioning.unknown() ? versioning : new Value.Block(inner, versioning.at()));
        bucket.attach("aws_s3_bucket_versioning", "", entries, versioning.at());
    }

    private static Map<String, Value> of(Declaring bucket, Origin where) {
        Map<String, Value> entries = new LinkedHashMap<>();
        entries.put("bucket", bucket.self(where));
        return entries;
    }

    /** {@code PublicReadWrite} is {@code public-read-write}. */
    private static String canned(String acl) {
        return acl.equals("AwsExecRead")
                ? "aws-exec-read"
                : Translation.snake(acl).replace('_', '-');
    }

    /** For a domain's log options: the key of each becomes its type. */
    static Value logOptions(Value options) {
        if (!(options instanceof Value.Block b)) {
            return options;
        }
        List<Value> list = new ArrayList<>();
        b.entries().forEach((type, value) -> {
            Map<String, Value> entries = new LinkedHashMap<>();
            entries.put("log_type", new Value.Text(type, value.at()));
            if (value instanceof Value.Block inner) {
                inner.entries()
                        .forEach((k, v) -> entries.put(
                                k.equals("CloudWatchLogsLogGroupArn")
                                        ? "cloudwatch_log_group_arn"
                                        : Translation.snake(k),
                                v));
            }
            list.add(value.unknown() ? value : new Value.Block(entries, value.at()));
        });
        return new Value.Items(list, b.at());
    }
}
