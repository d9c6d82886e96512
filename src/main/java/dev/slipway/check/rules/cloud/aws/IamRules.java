package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.PolicyDocument;
import dev.slipway.check.resources.PolicyDocument.Statement;
import dev.slipway.check.rules.cloud.CloudRule;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;
import java.util.regex.Pattern;

/** Rules about IAM policies, roles, users and passwords. */
final class IamRules {

    private static final Pattern ACCOUNT = Pattern.compile("(arn:aws[a-z-]*:iam::)?\\d{12}(:.*)?", Pattern.DOTALL);

    private static CloudRule.Check statement(
            String attribute, String message, java.util.function.Predicate<Statement> bad) {
        return (resource, all, out) -> {
            PolicyDocument policy = PolicyDocument.of(resource.get(attribute));
            if (policy.allowing().stream().anyMatch(bad)) {
                Links.report(resource, resource.get(attribute), message, out);
            } else if (!policy.known() && !resource.get(attribute).absent()) {
                out.undecided(policy.at(), resource.address() + ": the policy is not known");
            }
        };
    }

    private static boolean trusts(Statement s) {
        return s.covers("sts:AssumeRole")
                && s.principals("AWS").stream().anyMatch(p -> ACCOUNT.matcher(p).matches())
                && s.condition("sts:ExternalId").filter(v -> !v.is("")).isEmpty()
                && s.condition("aws:MultiFactorAuthPresent")
                        .filter(v -> v.is(true))
                        .isEmpty();
    }

    private static final Rule IAM_ADMIN_POLICY = rule(
                    "aws/iam-admin-policy",
                    HIGH,
                    "IAM policy grants full administrative privileges: all actions on all resources")
            .why("Whoever gets these credentials owns the account.")
            .fix("name the actions and resources that are needed")
            .controls("CIS-AWS-1.16", "PCI-7.2.1", "SOC2-CC6.3")
            .on("aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy")
            .check(statement(
                    "policy", "all actions on all resources are allowed", s -> s.allActions() && s.allResources()))
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"*\", Resource = \"*\" }] })")
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = [\"*\"], Resource = [\"*\"] }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = [\"s3:GetObject\"], Resource = \"*\" }] })")
            .good("policy = jsonencode({ Statement = [{ Effect = \"Deny\", Action = \"*\", Resource = \"*\" }] })")
            .done();

    private static final Rule IAM_ROLE_FULL_PRIVILEGES = rule(
                    "aws/iam-role-full-privileges",
                    HIGH,
                    "IAM role policy allows full administrative privileges for all resources")
            .why("Whoever gets these credentials owns the account.")
            .fix("name the actions and resources that are needed")
            .controls("CIS-AWS-1.16", "PCI-7.2.1", "SOC2-CC6.3")
            .on("aws_iam_role")
            .check(statement("assume_role_policy", "all actions are allowed", s -> s.allActions()))
            .check(statement(
                    "inline_policy.policy",
                    "all actions on all resources are allowed",
                    s -> s.allActions() && s.allResources()))
            .bad("""
                    assume_role_policy = <<EOF
                    {
                      "Statement": [
                        {"Effect": "Allow", "Action": "*", "Principal": {"Service": "ec2.amazonaws.com"}}
                      ]
                    }
                    EOF
                    """)
            .bad(
                    "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = [\"*\"], Principal = { AWS = \"*\" } }] })")
            .good(
                    "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRole\", Principal = { Service = \"ec2.amazonaws.com\" } }] })")
            .good("assume_role_policy = var.policy")
            .done();

    private static final Rule IAM_SERVICE_WILDCARD = rule(
                    "aws/iam-service-wildcard", MEDIUM, "IAM policy allows all actions of a service on all resources")
            .why("One stolen credential and everything of that service is read, changed or deleted.")
            .fix("name the actions and resources that are needed")
            .controls("CIS-AWS-1.16", "PCI-7.2.1", "SOC2-CC6.3")
            .on("aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy")
            .check(statement(
                    "policy",
                    "all actions of a service on all resources are allowed",
                    s -> s.allResources()
                            && !s.conditional()
                            && s.texts("Action").stream().anyMatch(a -> a.matches("[a-zA-Z0-9-]+:\\*"))))
            .bad("policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"s3:*\", Resource = \"*\" }] })")
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = [\"ec2:Describe*\", \"rds:*\"], Resource = \"*\" }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"s3:*\", Resource = \"arn:aws:s3:::logs/*\" }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"s3:Get*\", Resource = \"*\" }] })")
            .done();

    private static final Rule IAM_PASS_ROLE_EVERYWHERE = rule(
                    "aws/iam-pass-role-everywhere",
                    MEDIUM,
                    "IAM policy allows PassRole for all roles: iam:PassRole on all resources")
            .why("Whoever may pass any role to a service may act with the rights of the strongest one.")
            .fix("name the roles that may be passed")
            .controls("CIS-AWS-1.16", "PCI-7.2.1", "SOC2-CC6.3")
            .on("aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy")
            .check(statement(
                    "policy",
                    "any role may be passed",
                    s -> s.allResources()
                            && !s.conditional()
                            && s.texts("Action").stream().anyMatch(a -> a.equalsIgnoreCase("iam:PassRole"))))
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"iam:PassRole\", Resource = \"*\" }] })")
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = [\"ec2:RunInstances\", \"iam:passrole\"], Resource = [\"*\"] }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"iam:PassRole\", Resource = \"arn:aws:iam::111122223333:role/app\" }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"iam:PassRole\", Resource = \"*\", Condition = { StringEquals = { \"iam:PassedToService\" = \"ec2.amazonaws.com\" } } }] })")
            .done();

    private static final Rule IAM_ASSUME_ROLE_ACROSS_SERVICES = rule(
                    "aws/iam-assume-role-across-services",
                    MEDIUM,
                    "IAM policy grants AssumeRole permission across all services")
            .why("Any service or account of Amazon may take the role.")
            .fix("name the services that take the role")
            .controls("CIS-AWS-1.16", "PCI-7.2.1", "SOC2-CC6.3")
            .on("aws_iam_role", "aws_iam_policy")
            .check(statement(
                    "assume_role_policy",
                    "all services or accounts may assume the role",
                    s -> s.covers("sts:AssumeRole") && s.anyPrincipal() && !s.conditional()))
            .check(statement(
                    "policy",
                    "any role may be assumed",
                    s -> s.allResources()
                            && s.texts("Action").stream().anyMatch(a -> a.equalsIgnoreCase("sts:AssumeRole"))))
            .bad(
                    "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRole\", Principal = { AWS = \"*\" } }] })")
            .bad(
                    "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:*\", Principal = \"*\" }] })")
            .good(
                    "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRole\", Principal = { Service = \"ec2.amazonaws.com\" } }] })")
            .good("assume_role_policy = var.policy")
            .done();

    private static final Rule IAM_CROSS_ACCOUNT_NO_EXTERNAL_ID = rule(
                    "aws/iam-cross-account-no-external-id",
                    HIGH,
                    "Cross-account IAM assume role policy has neither external ID nor MFA")
            .why("Who can make the other account act for him (the confused deputy) gets the role.")
            .fix("ask for sts:ExternalId, or for aws:MultiFactorAuthPresent, in a condition")
            .controls("PCI-7.2.1", "CICD-SEC-2")
            .on("aws_iam_role")
            .check(statement(
                    "assume_role_policy",
                    "another account may take the role without external id or MFA",
                    IamRules::trusts))
            .bad(
                    "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRole\", Principal = { AWS = \"arn:aws:iam::111122223333:root\" } }] })")
            .bad(
                    "assume_role_policy = jsonencode({ Statement = { Effect = \"Allow\", Action = \"sts:AssumeRole\", Principal = { AWS = \"111122223333\" }, Condition = { StringEquals = { \"sts:ExternalId\" = \"\" } } } })")
            .good(
                    "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRole\", Principal = { AWS = \"arn:aws:iam::111122223333:root\" }, Condition = { StringEquals = { \"sts:ExternalId\" = \"x\" } } }] })")
            .good(
                    "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRole\", Principal = { Service = \"lambda.amazonaws.com\" } }] })")
            .done();

    private static final Rule IAM_OIDC_NO_SUBJECT = rule(
                    "aws/iam-oidc-no-subject",
                    HIGH,
                    "IAM role trusts a CI identity provider (GitHub, GitLab OIDC) without a subject condition")
            .why("Any repository of any user of that provider may take the role.")
            .fix("add a condition on the provider's sub claim that names repository and branch")
            .controls("CICD-SEC-2", "PCI-7.2.1")
            .on("aws_iam_role")
            .check(statement(
                    "assume_role_policy",
                    "no condition on the sub claim",
                    s -> s.principals("Federated").stream()
                                    .anyMatch(p -> p.contains("token.actions.githubusercontent.com")
                                            || p.contains("gitlab.com"))
                            && s.condition("token.actions.githubusercontent.com:sub")
                                    .isEmpty()
                            && s.condition("gitlab.com:sub").isEmpty()))
            .bad(
                    "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRoleWithWebIdentity\", Principal = { Federated = \"arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com\" } }] })")
            .bad(
                    "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRoleWithWebIdentity\", Principal = { Federated = \"arn:aws:iam::1:oidc-provider/gitlab.com\" }, Condition = { StringEquals = { \"gitlab.com:aud\" = \"x\" } } }] })")
            .good(
                    "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRoleWithWebIdentity\", Principal = { Federated = \"arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com\" }, Condition = { StringLike = { \"token.actions.githubusercontent.com:sub\" = \"repo:a/b:*\" } } }] })")
            .good(
                    "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRole\", Principal = { Service = \"ec2.amazonaws.com\" } }] })")
            .done();

    private static final Rule IAM_POLICY_ON_USER = rule(
                    "aws/iam-policy-on-user",
                    MEDIUM,
                    "IAM policy is attached directly to a user instead of a group or role")
            .why("Rights given to single users are forgotten when people change their work.")
            .fix("attach the policy to a group or role")
            .controls("CIS-AWS-1.15", "PCI-7.2.4")
            .on("aws_iam_user_policy_attachment", "aws_iam_user_policy", "aws_iam_policy_attachment")
            .check((resource, all, out) -> {
                if (!resource.type().equals("aws_iam_policy_attachment")) {
                    Links.answer(Truth.YES, resource, "the policy belongs to a single user", out);
                } else if (!resource.get("users").items().isEmpty()) {
                    Links.report(resource, resource.get("users"), "the policy belongs to single users", out);
                }
            })
            .bad("user = \"ann\"")
            .badFile("""
                    resource "aws_iam_policy_attachment" "a" {
                      users = ["ann"]
                    }
                    """)
            .goodFile("""
                    resource "aws_iam_policy_attachment" "a" {
                      roles = ["app"]
                    }
                    """)
            .goodFile("""
                    resource "aws_iam_group_policy_attachment" "a" {
                      group = "dev"
                    }
                    """)
            .done();

    private static final Rule IAM_ADMIN_ATTACHED = rule(
                    "aws/iam-admin-attached",
                    HIGH,
                    "IAM user, group or role has the AdministratorAccess managed policy attached")
            .why("Whoever gets these credentials owns the account.")
            .fix("name the actions and resources that are needed")
            .controls("CIS-AWS-1.16", "PCI-7.2.1", "SOC2-CC6.3")
            .on(
                    "aws_iam_role_policy_attachment",
                    "aws_iam_user_policy_attachment",
                    "aws_iam_group_policy_attachment",
                    "aws_iam_policy_attachment")
            .expect(
                    "policy_arn",
                    matching("arn:aws[a-z-]*:iam::aws:policy/(AdministratorAccess|PowerUserAccess|IAMFullAccess)")
                            .not())
            .bad("policy_arn = \"arn:aws:iam::aws:policy/AdministratorAccess\"")
            .badFile("""
                    resource "aws_iam_user_policy_attachment" "a" {
                      policy_arn = "arn:aws:iam::aws:policy/IAMFullAccess"
                    }
                    """)
            .good("policy_arn = \"arn:aws:iam::aws:policy/ReadOnlyAccess\"")
            .good("policy_arn = aws_iam_policy.app.arn")
            .done();

    private static final Rule IAM_ACCESS_KEY = rule(
                    "aws/iam-access-key",
                    MEDIUM,
                    "IAM access key is created in code, and its secret is kept in the state")
            .why("The secret stands readable in the state file, lives for ever and belongs to a user nobody "
                    + "watches.")
            .fix("give the workload a role, or the pipeline an OpenID Connect trust")
            .controls("CIS-AWS-1.12", "PCI-8.6.2")
            .on("aws_iam_access_key")
            .when("pgp_key", SET.not())
            .check((resource, all, out) -> Links.answer(Truth.YES, resource, "a long-lived key is created", out))
            .bad("user = \"deploy\"")
            .bad("user = aws_iam_user.deploy.name")
            .good("""
                    user    = "deploy"
                    pgp_key = "keybase:ann"
                    """)
            .good("""
                    user    = "deploy"
                    pgp_key = var.key
                    """)
            .done();

    private static final Rule IAM_ROOT_ACCESS_KEY = rule(
                    "aws/iam-root-access-key", HIGH, "Root account has active access keys")
            .why("The root user can do everything and cannot be limited by a policy; its keys must not exist.")
            .fix("delete the access key of the root user")
            .controls("CIS-AWS-1.4", "PCI-8.6.1")
            .on("aws_iam_access_key")
            .when("user", oneOf("root"))
            .expect("status", oneOf("Inactive"), "\"Inactive\"")
            .bad("user = \"root\"")
            .bad("""
                    user   = "root"
                    status = "Active"
                    """)
            .good("""
                    user   = "root"
                    status = "Inactive"
                    """)
            .good("user = \"deploy\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            IAM_ADMIN_POLICY,
            IAM_ROLE_FULL_PRIVILEGES,
            IAM_SERVICE_WILDCARD,
            IAM_PASS_ROLE_EVERYWHERE,
            IAM_ASSUME_ROLE_ACROSS_SERVICES,
            IAM_CROSS_ACCOUNT_NO_EXTERNAL_ID,
            IAM_OIDC_NO_SUBJECT,
            IAM_POLICY_ON_USER,
            IAM_ADMIN_ATTACHED,
            IAM_ACCESS_KEY,
            IAM_ROOT_ACCESS_KEY);

    private IamRules() {}
}
