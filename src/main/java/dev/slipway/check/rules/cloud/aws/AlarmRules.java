package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.check.rules.cloud.CloudRule.rule;

import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Alarms on what CloudTrail records, as the CIS benchmark for AWS, section 4, asks for: a metric filter and an alarm each. */
final class AlarmRules {
    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            alarm(
                    "config-changes",
                    "AWS Config configuration changes",
                    "4.9",
                    "StopConfigurationRecorder",
                    "DeleteDeliveryChannel",
                    "PutDeliveryChannel",
                    "PutConfigurationRecorder"),
            alarm(
                    "vpc-changes",
                    "VPC changes",
                    "4.14",
                    "CreateVpc",
                    "DeleteVpc",
                    "ModifyVpcAttribute",
                    "AcceptVpcPeeringConnection",
                    "CreateVpcPeeringConnection",
                    "DeleteVpcPeeringConnection",
                    "RejectVpcPeeringConnection",
                    "AttachClassicLinkVpc",
                    "DetachClassicLinkVpc",
                    "DisableVpcClassicLink",
                    "EnableVpcClassicLink"),
            alarm(
                    "cloudtrail-changes",
                    "CloudTrail configuration changes",
                    "4.5",
                    "CreateTrail",
                    "UpdateTrail",
                    "DeleteTrail",
                    "StartLogging",
                    "StopLogging"),
            alarm(
                    "route-table-changes",
                    "route table changes",
                    "4.13",
                    "CreateRoute",
                    "CreateRouteTable",
                    "ReplaceRoute",
                    "ReplaceRouteTableAssociation",
                    "DeleteRouteTable",
                    "DeleteRoute",
                    "DisassociateRouteTable"),
            alarm("unauthorized-access", "unauthorized API calls", "4.1", "UnauthorizedOperation", "AccessDenied"),
            alarm("console-no-mfa", "console sign-in without MFA", "4.2", "ConsoleLogin", "MFAUsed"),
            alarm("root-use", "root account use", "4.3", "Root", "invokedBy", "AwsServiceEvent"),
            alarm(
                    "iam-policy-changes",
                    "IAM policy changes",
                    "4.4",
                    "DeleteGroupPolicy",
                    "DeleteRolePolicy",
                    "DeleteUserPolicy",
                    "PutGroupPolicy",
                    "PutRolePolicy",
                    "PutUserPolicy",
                    "CreatePolicy",
                    "DeletePolicy",
                    "CreatePolicyVersion",
                    "DeletePolicyVersion",
                    "AttachRolePolicy",
                    "DetachRolePolicy",
                    "AttachUserPolicy",
                    "DetachUserPolicy",
                    "AttachGroupPolicy",
                    "DetachGroupPolicy"),
            alarm(
                    "console-failures",
                    "console authentication failures",
                    "4.6",
                    "ConsoleLogin",
                    "Failed authentication"),
            alarm(
                    "key-deletion",
                    "disabling or scheduled deletion of customer managed KMS keys (CMK)",
                    "4.7",
                    "DisableKey",
                    "ScheduleKeyDeletion"),
            alarm(
                    "bucket-policy-changes",
                    "S3 bucket policy changes",
                    "4.8",
                    "PutBucketAcl",
                    "PutBucketPolicy",
                    "PutBucketCors",
                    "PutBucketLifecycle",
                    "PutBucketReplication",
                    "DeleteBucketPolicy",
                    "DeleteBucketCors",
                    "DeleteBucketLifecycle",
                    "DeleteBucketReplication"),
            alarm(
                    "security-group-changes",
                    "security group changes",
                    "4.10",
                    "AuthorizeSecurityGroupIngress",
                    "AuthorizeSecurityGroupEgress",
                    "RevokeSecurityGroupIngress",
                    "RevokeSecurityGroupEgress",
                    "CreateSecurityGroup",
                    "DeleteSecurityGroup"),
            alarm(
                    "nacl-changes",
                    "network ACL (NACL) changes",
                    "4.11",
                    "CreateNetworkAcl",
                    "CreateNetworkAclEntry",
                    "DeleteNetworkAcl",
                    "DeleteNetworkAclEntry",
                    "ReplaceNetworkAclEntry",
                    "ReplaceNetworkAclAssociation"),
            alarm(
                    "gateway-changes",
                    "network gateway changes",
                    "4.12",
                    "CreateCustomerGateway",
                    "DeleteCustomerGateway",
                    "AttachInternetGateway",
                    "CreateInternetGateway",
                    "DeleteInternetGateway",
                    "DetachInternetGateway"),
            alarm(
                    "organization-changes",
                    "AWS Organizations changes",
                    "4.15",
                    "AcceptHandshake",
                    "AttachPolicy",
                    "CreateAccount",
                    "DeleteOrganization",
                    "RemoveAccountFromOrganization"));

    private AlarmRules() {}

    private static Rule alarm(String id, String about, String control, String... events) {
        List<String> wanted = List.of(events);
        return rule("aws/alarm-" + id, Severity.MEDIUM, "CloudWatch log metric filter and alarm missing for " + about)
                .why("Nobody is told when it happens, and it is often the first thing an intruder does.")
                .fix(
                        "add a metric filter on the trail's log group that matches these events, and an alarm on its metric")
                .controls("CIS-AWS-" + control, "PCI-10.4.1")
                .on("aws_cloudwatch_log_metric_filter")
                .check((resource, all, out) -> check(resource, all, about, wanted, out))
                .badFile(filter(wanted.subList(0, 1)) + alarm("filter"))
                .badFile(filter(wanted) + alarm("other"))
                .goodFile(filter(wanted) + alarm("filter"))
                .goodFile("resource \"aws_cloudwatch_log_group\" \"a\" {\n  name = \"app\"\n}\n")
                .done();
    }

    /** The question is about the set, so only the first filter of it answers. */
    private static void check(Resource resource, Resources all, String about, List<String> events, Report out) {
        List<Resource> filters = all.of("aws_cloudwatch_log_metric_filter");
        if (filters.getFirst() != resource) {
            return;
        }
        Truth watched = filters.stream()
                .map(f -> f.get("pattern").unknown()
                        ? Truth.UNKNOWN
                        : Truth.of(matches(f.get("pattern").known().orElse(""), events) && hasAlarm(f, all)))
                .reduce(Truth.NO, Truth::or);
        Links.answer(watched.not(), resource, "no filter with an alarm watches " + about, out);
    }

    private static boolean matches(String pattern, List<String> events) {
        return events.stream().allMatch(pattern::contains);
    }

    private static boolean hasAlarm(Resource filter, Resources all) {
        Value metric = filter.get("metric_transformation", "name");
        return all.of("aws_cloudwatch_metric_alarm").stream().anyMatch(a -> {
            Value name = a.get("metric_name");
            return Resources.names(name, filter)
                    || (name.known().isPresent() && name.known().equals(metric.known()))
                    || (name instanceof Value.Unknown u && u.references().isEmpty());
        });
    }

    private static String filter(List<String> events) {
        String pattern =
                Stream.concat(Stream.of("$.eventName"), events.stream()).collect(Collectors.joining(" || "));
        return """
                resource "aws_cloudwatch_log_metric_filter" "a" {
                  name    = "filter"
                  pattern = "{ %s }"
                  metric_transformation {
                    name      = "filter"
                    namespace = "audit"
                    value     = "1"
                  }
                }

                """.formatted(pattern);
    }

    private static String alarm(String metric) {
        return """
                resource "aws_cloudwatch_metric_alarm" "a" {
                  metric_name = "%s"
                  namespace   = "audit"
                }
                """.formatted(metric);
    }
}
