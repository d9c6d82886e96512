package dev.slipway.check.cloudformation;

import dev.slipway.check.resources.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is attached to users, groups and roles: resources of their own in our vocabulary. */
final class IdentityParts {
    private IdentityParts() {}

    static void user(Declaring user) {
        inline(user, "aws_iam_user_policy", "user");
        managed(user, "aws_iam_user_policy_attachment", "user");
        Value groups = user.raw().get("Groups");
        user.attributes().remove("groups");
        if (!groups.absent()) {
            user.attach(
                    "aws_iam_user_group_membership",
                    "",
                    entries("user", user.self(groups.at()), "groups", groups),
                    groups.at());
        }
        Value profile = user.raw().get("LoginProfile");
        if (profile instanceof Value.Block b) {
            Map<String, Value> entries = entries("user", user.self(b.at()), "password", b.get("Password"));
            if (!b.get("PasswordResetRequired").absent()) {
                entries.put("password_reset_required", b.get("PasswordResetRequired"));
            }
            user.attach("aws_iam_user_login_profile", "", entries, b.at());
        }
    }

    static void group(Declaring group) {
        inline(group, "aws_iam_group_policy", "group");
        managed(group, "aws_iam_group_policy_attachment", "group");
    }

    static void role(Declaring role) {
        managed(role, "aws_iam_role_policy_attachment", "role");
    }

    /** A policy names whom it is attached to. */
    static void policy(Declaring policy) {
        for (String[] side : List.of(
                new String[] {"Users", "users", "user"},
                new String[] {"Groups", "groups", "group"},
                new String[] {"Roles", "roles", "role"})) {
            Value names = policy.raw().get(side[0]);
            policy.attributes().remove(side[1]);
            if (!names.absent() && !names.items().isEmpty()) {
                policy.attach(
                        "aws_iam_" + side[2] + "_policy_attachment",
                        "",
                        entries(side[2], names, "policy_arn", policy.self(names.at())),
                        names.at());
            }
        }
    }

    private static void inline(Declaring identity, String type, String role) {
        int number = 0;
        for (Value policy : identity.raw().get("Policies").items()) {
            Map<String, Value> entries = entries(role, identity.self(policy.at()), "name", policy.get("PolicyName"));
            entries.put("policy", policy.get("PolicyDocument"));
            identity.attach(type, "-" + number++, entries, policy.at());
        }
    }

    private static void managed(Declaring identity, String type, String role) {
        int number = 0;
        for (Value arn : identity.raw().get("ManagedPolicyArns").items()) {
            identity.attach(type, "-" + number++, entries(role, identity.self(arn.at()), "policy_arn", arn), arn.at());
        }
    }

    static Map<String, Value> entries(String first, Value firstValue, String second, Value secondValue) {
        Map<String, Value> entries = new LinkedHashMap<>();
        entries.put(first, firstValue);
        if (!secondValue.absent()) {
            entries.put(second, secondValue);
        }
        return entries;
    }
}
