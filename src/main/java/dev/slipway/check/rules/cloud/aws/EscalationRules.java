package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.check.rules.cloud.CloudRule.rule;

import dev.slipway.base.Severity;
import dev.slipway.check.Rule;
import dev.slipway.check.resources.PolicyDocument;
import dev.slipway.check.resources.PolicyDocument.Statement;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Users, groups and roles that can give themselves more rights, through all policies attached to them. */
final class EscalationRules {
    /** Ways to more rights: each a set of actions that together suffice when allowed on all resources. */
    private static final List<List<String>> WAYS = List.of(
            List.of("iam:CreatePolicyVersion"),
            List.of("iam:SetDefaultPolicyVersion"),
            List.of("iam:CreateAccessKey"),
            List.of("iam:CreateLoginProfile"),
            List.of("iam:UpdateLoginProfile"),
            List.of("iam:AttachUserPolicy"),
            List.of("iam:AttachGroupPolicy"),
            List.of("iam:AttachRolePolicy"),
            List.of("iam:PutUserPolicy"),
            List.of("iam:PutGroupPolicy"),
            List.of("iam:PutRolePolicy"),
            List.of("iam:AddUserToGroup"),
            List.of("iam:UpdateAssumeRolePolicy", "sts:AssumeRole"),
            List.of("iam:PassRole", "ec2:RunInstances"),
            List.of("iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"),
            List.of("iam:PassRole", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"),
            List.of("lambda:UpdateFunctionCode"),
            List.of("iam:PassRole", "glue:CreateDevEndpoint"),
            List.of("glue:UpdateDevEndpoint"),
            List.of("iam:PassRole", "cloudformation:CreateStack"),
            List.of("iam:PassRole", "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"),
            List.of("iam:PassRole", "sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"),
            List.of("iam:PassRole", "codebuild:CreateProject", "codebuild:StartBuild"));

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(escalation("user"), escalation("group"), escalation("role"));

    private EscalationRules() {}

    private static Rule escalation(String kind) {
        String type = "aws_iam_" + kind;
        return rule(
                        "aws/" + kind + "-privilege-escalation",
                        Severity.HIGH,
                        "IAM " + kind
                                + " with privilege escalation by actions on all resources (iam:PassRole, iam:Attach, iam:Put)")
                .why("Whoever has these rights can give himself all others.")
                .fix("name the resources of these actions, or take one of them away; a permissions boundary helps")
                .controls("CIS-AWS-1.16", "PCI-7.2.1", "SOC2-CC6.3")
                .on(type)
                .check((resource, all, out) -> way(policies(resource, kind, all))
                        .ifPresent(w -> Links.answer(
                                Truth.YES,
                                resource,
                                "its policies allow " + String.join(" and ", w) + " on everything",
                                out)))
                .badFile(example(kind, "\"iam:PassRole\", \"ec2:RunInstances\""))
                .badFile(example(kind, "\"iam:AttachRolePolicy\""))
                .goodFile(example(kind, "\"ec2:Describe*\""))
                .goodFile(example(kind, "\"iam:PassRole\""))
                .done();
    }

    private static List<PolicyDocument> policies(Resource identity, String kind, Resources all) {
        List<PolicyDocument> policies = new ArrayList<>();
        all.attached("aws_iam_" + kind + "_policy", kind, identity)
                .forEach(p -> policies.add(PolicyDocument.of(p.get("policy"))));
        identity.all("inline_policy", "policy").forEach(p -> policies.add(PolicyDocument.of(p)));
        List<Resource> attachments =
                new ArrayList<>(all.attached("aws_iam_" + kind + "_policy_attachment", kind, identity)
                        .toList());
        attachments.addAll(
                all.attached("aws_iam_policy_attachment", kind + "s", identity).toList());
        for (Resource attachment : attachments) {
            Links.named(all, attachment.get("policy_arn"), "aws_iam_policy")
                    .forEach(p -> policies.add(PolicyDocument.of(p.get("policy"))));
        }
        return policies;
    }

    /** The first way that the policies together allow. Everything at once is told by another rule. */
    private static Optional<List<String>> way(List<PolicyDocument> policies) {
        List<Statement> wide = policies.stream()
                .flatMap(p -> p.allowing().stream())
                .filter(s -> s.allResources() && !s.conditional() && !s.allActions())
                .toList();
        return WAYS.stream()
                .filter(way -> way.stream().allMatch(action -> wide.stream().anyMatch(s -> s.covers(action))))
                .findFirst();
    }

    private static String example(String kind, String actions) {
        return """
                resource "aws_iam_%1$s" "a" {
                  name = "a"
                }

                resource "aws_iam_%1$s_policy" "a" {
                  %1$s   = aws_iam_%1$s.a.name
                  policy = jsonencode({
                    Statement = [{ Effect = "Allow", Action = [%2$s], Resource = "*" }]
                  })
                }
                """.formatted(kind, actions);
    }
}
