package dev.slipway.check.rules.cloud.services;

import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;

import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import java.util.List;
import java.util.stream.Stream;

/** Users, groups and the policies of things. */
final class IdentityServiceRules {
    private static final String USER = "resource \"aws_iam_user\" \"u\" {\n  name = \"u\"\n}\n";
    private static final String GROUP = "resource \"aws_iam_group\" \"g\" {\n  name = \"g\"\n}\n";

    static final List<Rule> ALL = List.of(
            rule("aws/iam-user-without-group", LOW, "An IAM user is in no group")
                    .why("Permissions that are given to users one by one are not seen together.")
                    .fix("make the user belong to a group")
                    .controls("CIS-AWS-1.15")
                    .on("aws_iam_user")
                    .check(IdentityServiceRules::lonelyUser)
                    .badFile(USER)
                    .badFile(USER + "resource \"aws_iam_user_group_membership\" \"m\" {\n"
                            + "  user = aws_iam_user.u.name\n  groups = []\n}\n")
                    .goodFile(USER + "resource \"aws_iam_user_group_membership\" \"m\" {\n"
                            + "  user = aws_iam_user.u.name\n  groups = [\"g\"]\n}\n")
                    .goodFile(USER + "resource \"aws_iam_group_membership\" \"m\" {\n  group = \"g\"\n"
                            + "  users = [aws_iam_user.u.name]\n}\n")
                    .done(),
            rule(
                            "aws/iam-user-password-reset",
                            MEDIUM,
                            "An IAM user login profile is without a required password reset")
                    .why("The first password is known to who made it, and to this file.")
                    .fix("set password_reset_required to true in the login profile")
                    .controls("PCI-8.3")
                    .on("aws_iam_user_login_profile")
                    .check((r, all, out) -> {
                        Value reset = r.get("password_reset_required");
                        if (!reset.is(true) && !reset.unknown()) {
                            out.at(
                                    reset.absent() ? r.attributes().at() : reset.at(),
                                    Attached.of(r, "the first password may stay"));
                        }
                    })
                    .bad("user = \"u\"")
                    .bad("user = \"u\"\npassword_reset_required = false")
                    .good("user = \"u\"\npassword_reset_required = true")
                    .good("user = \"u\"\npassword_reset_required = var.reset")
                    .done(),
            rule("aws/iam-support-role", LOW, "The AWS Support policy has no role associated")
                    .why("No role may manage incidents with AWS Support.")
                    .fix("attach the policy AWSSupportAccess to a role")
                    .controls("CIS-AWS-1.17")
                    .on("aws_iam_policy")
                    .check(IdentityServiceRules::support)
                    .bad("name = \"AWSSupportAccess\"")
                    .badFile("resource \"aws_iam_policy\" \"p\" {\n  name = \"AWSSupportAccess\"\n}\n"
                            + "resource \"aws_iam_user_policy_attachment\" \"a\" {\n  user = \"u\"\n"
                            + "  policy_arn = aws_iam_policy.p.arn\n}\n")
                    .good("name = \"other\"")
                    .goodFile("resource \"aws_iam_policy\" \"p\" {\n  name = \"AWSSupportAccess\"\n}\n"
                            + "resource \"aws_iam_role_policy_attachment\" \"a\" {\n  role = \"r\"\n"
                            + "  policy_arn = aws_iam_policy.p.arn\n}\n")
                    .done(),
            iot("action", "Action"),
            iot("resource", "Resource"));

    private IdentityServiceRules() {}

    private static Rule iot(String word, String element) {
        return rule("aws/iot-policy-any-" + word, MEDIUM, "An IoT policy allows " + word + " as wildcard (*)")
                .why("A device with this policy may do or reach everything: one stolen device is all of them.")
                .fix("name the " + element + " instead of setting it to *")
                .controls("PCI-7.2")
                .on("aws_iot_policy")
                .check((r, all, out) -> {
                    Value policy = r.get("policy");
                    for (Value statement : policy.get("Statement").items()) {
                        boolean allows = statement.get("Effect").is("Allow");
                        if (allows && statement.get(element).items().stream().anyMatch(v -> v.is("*"))) {
                            out.at(policy.at(), Attached.of(r, "every " + word + " is allowed"));
                            return;
                        }
                    }
                })
                .bad(policy(element, "\"*\""))
                .bad(policy(element, "[\"*\"]"))
                .good(policy(element, "\"iot:Connect\""))
                .good(policy(element, "[\"iot:Publish\", \"iot:Receive\"]"))
                .done();
    }

    private static String policy(String element, String value) {
        return "policy = jsonencode({ Statement = [{ Effect = \"Allow\", " + element + " = " + value + " }] })";
    }

    private static void emptyGroup(Resource group, Resources all, Report out) {
        boolean used = all.attached("aws_iam_user_group_membership", "groups", group)
                        .findAny()
                        .isPresent()
                || all.attached("aws_iam_group_membership", "group", group)
                        .anyMatch(m -> m.get("users").unknown()
                                || !m.get("users").items().isEmpty());
        boolean unclear = Stream.of("aws_iam_user_group_membership")
                .flatMap(t -> all.of(t).stream())
                .anyMatch(m -> m.get("groups") instanceof Value.Unknown u
                        && u.references().isEmpty());
        if (!used && !unclear) {
            out.at(group.at(), Attached.of(group, "no user belongs to it"));
        }
    }

    private static void lonelyUser(Resource user, Resources all, Report out) {
        List<Resource> memberships =
                all.attached("aws_iam_user_group_membership", "user", user).toList();
        boolean grouped = memberships.stream()
                        .anyMatch(m -> m.get("groups").unknown()
                                || !m.get("groups").items().isEmpty())
                || all.attached("aws_iam_group_membership", "users", user)
                        .findAny()
                        .isPresent();
        if (!grouped) {
            out.at(
                    memberships.isEmpty()
                            ? user.attributes().at()
                            : memberships.getFirst().get("groups").at(),
                    Attached.of(user, "it belongs to no group"));
        }
    }

    private static void support(Resource policy, Resources all, Report out) {
        boolean role = all.attached("aws_iam_role_policy_attachment", "policy_arn", policy)
                .findAny()
                .isPresent();
        if (policy.get("name").is("AWSSupportAccess") && !role) {
            out.at(policy.at(), Attached.of(policy, "no role has it"));
        }
    }
}
