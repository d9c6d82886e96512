package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.PolicyDocument;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.CloudRule;
import dev.slipway.check.rules.cloud.Links;
import java.util.List;

/** Rules about Kinesis, SQS, SNS, EFS, MQ and their policies. */
final class StreamRules {
    private static final Rule KINESIS_UNENCRYPTED = rule("aws/kinesis-unencrypted", HIGH, "Kinesis stream is not encrypted with KMS")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("set encryption_type to KMS and kms_key_id")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_kinesis_stream")
            .expect("encryption_type", oneOf("KMS"), "\"KMS\"")
            .bad("name = \"s\"")
            .bad("encryption_type = \"NONE\"")
            .good("encryption_type = \"KMS\"")
            .good("encryption_type = var.type")
            .done();

    private static final Rule FIREHOSE_UNENCRYPTED = rule("aws/firehose-unencrypted", MEDIUM, "Kinesis Firehose delivery stream server-side encryption is disabled")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("set server_side_encryption.enabled to true")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_kinesis_firehose_delivery_stream")
            .when("kinesis_source_configuration", SET.not())
            .expect("server_side_encryption.enabled", TRUE)
            .bad("name = \"s\"")
            .bad("""
                    server_side_encryption {
                      enabled = false
                    }
                    """)
            .good("""
                    server_side_encryption {
                      enabled = true
                    }
                    """)
            .good("""
                    kinesis_source_configuration {
                      role_arn = "r"
                    }
                    """)
            .done();

    private static final Rule SQS_UNENCRYPTED = rule("aws/sqs-unencrypted", HIGH, "SQS queue server-side encryption is disabled")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("set sqs_managed_sse_enabled to true, or kms_master_key_id")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_sqs_queue")
            .check((resource, all, out) -> {
                Value managed = resource.get("sqs_managed_sse_enabled");
                if (resource.get("kms_master_key_id").absent() && !managed.unknown() && !managed.is(true)) {
                    Links.report(resource, managed, "neither a key nor managed encryption", out);
                }
            })
            .bad("name = \"q\"")
            .bad("sqs_managed_sse_enabled = false")
            .good("sqs_managed_sse_enabled = true")
            .good("kms_master_key_id = \"alias/q\"")
            .done();

    private static final Rule SNS_UNENCRYPTED = rule("aws/sns-unencrypted", HIGH, "SNS topic is not encrypted")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("set kms_master_key_id")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_sns_topic")
            .expect("kms_master_key_id", SET)
            .bad("name = \"t\"")
            .bad("kms_master_key_id = \"\"")
            .good("kms_master_key_id = aws_kms_key.a.arn")
            .good("kms_master_key_id = var.key")
            .done();

    private static final Rule SNS_AWS_KEY = rule("aws/sns-aws-key", MEDIUM, "SNS topic is encrypted with an AWS managed key, not a customer managed KMS key")
            .why("Only a key of yours can be revoked, and its use audited.")
            .fix("set kms_master_key_id to a key of yours")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_sns_topic")
            .check((resource, all, out) -> {
                Value key = resource.get("kms_master_key_id");
                boolean alias = Links.named(all, key, "data.aws_kms_key", "data.aws_kms_alias").stream()
                        .anyMatch(r -> r.get("key_id").is("alias/aws/sns") || r.get("name").is("alias/aws/sns"));
                if (alias || key.is("alias/aws/sns")) {
                    Links.report(resource, key, "the key is Amazon's", out);
                }
            })
            .bad("kms_master_key_id = \"alias/aws/sns\"")
            .badFile("""
                    data "aws_kms_key" "k" {
                      key_id = "alias/aws/sns"
                    }
                    resource "aws_sns_topic" "t" {
                      kms_master_key_id = data.aws_kms_key.k.arn
                    }
                    """)
            .good("kms_master_key_id = aws_kms_key.a.arn")
            .good("kms_master_key_id = \"alias/orders\"")
            .done();

    private static CloudRule.Check open(String message) {
        return (resource, all, out) -> PolicyDocument.of(resource.get("policy")).allowing().stream()
                .filter(s -> s.anyPrincipal() && !s.conditional())
                .findFirst()
                .ifPresent(s -> Links.report(resource, resource.get("policy"), message, out));
    }

    private static final Rule SQS_PUBLIC = rule("aws/sqs-public", HIGH, "SQS queue policy is public: any principal may send or receive")
            .why("Anybody reads the messages, or sends forged ones.")
            .fix("name accounts or roles, or add a condition on aws:SourceArn")
            .controls("PCI-7.2.1")
            .on("aws_sqs_queue_policy", "aws_sqs_queue")
            .check(open("any principal is allowed"))
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"sqs:SendMessage\" }] })")
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"*\" }, Action = \"sqs:*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"sqs:SendMessage\", Condition = { ArnEquals = { \"aws:SourceArn\" = \"arn\" } } }] })")
            .good("policy = var.policy")
            .done();

    private static final Rule SQS_ALL_ACTIONS = rule("aws/sqs-all-actions", MEDIUM, "SQS queue policy allows all actions")
            .why("Whoever is meant to send may also purge and delete the queue.")
            .fix("name the actions")
            .controls("PCI-7.2.1")
            .on("aws_sqs_queue_policy", "aws_sqs_queue")
            .check((resource, all, out) -> PolicyDocument.of(resource.get("policy")).allowing().stream().filter(s -> s.allActions() || s.texts("Action").stream().anyMatch(a -> a.equalsIgnoreCase("sqs:*"))).findFirst().ifPresent(s -> Links.report(resource, resource.get("policy"), "all actions are allowed", out)))
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"sqs:*\" }] })")
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"1\" }, Action = \"*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"1\" }, Action = \"sqs:SendMessage\" }] })")
            .good("policy = var.policy")
            .done();

    private static final Rule SNS_PUBLIC = rule("aws/sns-public", HIGH, "SNS topic policy is publicly accessible: any principal may publish or subscribe")
            .why("Anybody reads the messages, or sends forged ones.")
            .fix("name accounts or roles, or add a condition on aws:SourceArn")
            .controls("PCI-7.2.1")
            .on("aws_sns_topic_policy", "aws_sns_topic")
            .check(open("any principal is allowed"))
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"sns:Publish\" }] })")
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"*\" }, Action = \"sns:*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"sns:Publish\", Condition = { ArnEquals = { \"aws:SourceArn\" = \"arn\" } } }] })")
            .good("policy = var.policy")
            .done();

    private static final Rule SNS_ALLOW_NOT_ACTION = rule("aws/sns-allow-not-action", MEDIUM, "SNS topic policy has Allow and NotAction simultaneously")
            .why("Everything that is not named is allowed, also what Amazon adds tomorrow.")
            .fix("name the actions that are allowed")
            .controls("PCI-7.2.1")
            .on("aws_sns_topic_policy", "aws_sns_topic")
            .check((resource, all, out) -> PolicyDocument.of(resource.get("policy")).allowing().stream().filter(s -> !s.get("NotAction").absent()).findFirst().ifPresent(s -> Links.report(resource, resource.get("policy"), "NotAction is allowed", out)))
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", NotAction = \"sns:DeleteTopic\" }] })")
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"1\" }, NotAction = [\"sns:DeleteTopic\"] }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Deny\", Principal = \"*\", NotAction = \"sns:Publish\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"1\" }, Action = \"sns:Publish\" }] })")
            .done();

    private static final Rule EFS_UNENCRYPTED = rule("aws/efs-unencrypted", HIGH, "EFS file system is not encrypted at rest")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("set encrypted to true")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_efs_file_system")
            .expect("encrypted", TRUE)
            .bad("creation_token = \"f\"")
            .bad("encrypted = false")
            .good("encrypted = true")
            .good("encrypted = var.encrypted")
            .done();

    private static final Rule EFS_NO_OWN_KEY = rule("aws/efs-no-own-key", LOW, "EFS file system is without a customer managed KMS key")
            .why("Only a key of yours can be revoked, and its use audited.")
            .fix("set kms_key_id")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_efs_file_system")
            .expect("kms_key_id", SET)
            .bad("encrypted = true")
            .bad("creation_token = \"f\"")
            .good("kms_key_id = aws_kms_key.a.arn")
            .good("kms_key_id = var.key")
            .done();

    private static final Rule MQ_UNENCRYPTED = rule("aws/mq-unencrypted", HIGH, "AmazonMQ broker has encryption options disabled or undefined")
            .why("Whoever gets hold of the disk or a copy reads all data.")
            .fix("add encryption_options with a key")
            .controls("PCI-3.5.1", "GDPR-32")
            .on("aws_mq_broker")
            .expect("encryption_options", SET)
            .bad("broker_name = \"b\"")
            .bad("""
                    broker_name = "b"
                    engine_type = "ActiveMQ"
                    """)
            .good("""
                    encryption_options {
                      kms_key_id = var.key
                    }
                    """)
            .good("""
                    encryption_options {
                      use_aws_owned_key = false
                    }
                    """)
            .done();

    private static final Rule MQ_PUBLIC = rule("aws/mq-public", HIGH, "AmazonMQ broker is publicly accessible")
            .why("The broker is on the internet.")
            .fix("set publicly_accessible to false")
            .controls("PCI-1.4.4")
            .on("aws_mq_broker")
            .expect("publicly_accessible", FALSE.orAbsent(), "false")
            .bad("publicly_accessible = true")
            .bad("publicly_accessible = \"true\"")
            .good("publicly_accessible = false")
            .good("broker_name = \"b\"")
            .done();

    private static final Rule MQ_NO_LOGS = rule("aws/mq-no-logs", MEDIUM, "AmazonMQ broker logging is disabled")
            .why("Nobody can tell later who sent what.")
            .fix("set logs.general to true (and logs.audit for ActiveMQ)")
            .controls("PCI-10.2.1")
            .on("aws_mq_broker")
            .expect("logs.general", TRUE)
            .bad("broker_name = \"b\"")
            .bad("""
                    logs {
                      general = false
                    }
                    """)
            .good("""
                    logs {
                      general = true
                      audit   = true
                    }
                    """)
            .good("""
                    logs {
                      general = var.logs
                    }
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(KINESIS_UNENCRYPTED, FIREHOSE_UNENCRYPTED, SQS_UNENCRYPTED, SNS_UNENCRYPTED, SNS_AWS_KEY, SQS_PUBLIC, SQS_ALL_ACTIONS, SNS_PUBLIC, SNS_ALLOW_NOT_ACTION, EFS_UNENCRYPTED, EFS_NO_OWN_KEY, MQ_UNENCRYPTED, MQ_PUBLIC, MQ_NO_LOGS);

    private StreamRules() {}
}
