package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.atLeast;
import static dev.slipway.check.rules.cloud.Condition.atMost;
import static dev.slipway.check.rules.cloud.Condition.matching;

import dev.slipway.check.Rule;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** Rules about IAM passwords, users, groups and single sign-on. */
final class IamAccountRules {
    private static final Rule IAM_PASSWORD_LENGTH = rule(
                    "aws/iam-password-length", MEDIUM, "IAM account password policy minimum length is shorter than 14")
            .why("Weak passwords are guessed, and one account is enough.")
            .fix("set minimum_password_length to 14")
            .controls("CIS-AWS-1.8", "PCI-8.3.6")
            .on("aws_iam_account_password_policy")
            .expect("minimum_password_length", atLeast(14), "14")
            .bad("require_symbols = true")
            .bad("minimum_password_length = 8")
            .good("minimum_password_length = 14")
            .good("minimum_password_length = var.length")
            .done();

    private static final Rule IAM_PASSWORD_LOWERCASE = rule(
                    "aws/iam-password-lowercase", LOW, "IAM password policy does not require a lowercase letter")
            .why("Weak passwords are guessed, and one account is enough.")
            .fix("set require_lowercase_characters to true")
            .controls("CIS-AWS-1.8", "PCI-8.3.6")
            .on("aws_iam_account_password_policy")
            .expect("require_lowercase_characters", TRUE)
            .bad("require_lowercase_characters = false")
            .bad("minimum_password_length = 14")
            .good("require_lowercase_characters = true")
            .good("require_lowercase_characters = var.strict")
            .done();

    private static final Rule IAM_PASSWORD_UPPERCASE = rule(
                    "aws/iam-password-uppercase", LOW, "IAM password policy does not require an uppercase letter")
            .why("Weak passwords are guessed, and one account is enough.")
            .fix("set require_uppercase_characters to true")
            .controls("CIS-AWS-1.8", "PCI-8.3.6")
            .on("aws_iam_account_password_policy")
            .expect("require_uppercase_characters", TRUE)
            .bad("require_uppercase_characters = false")
            .bad("minimum_password_length = 14")
            .good("require_uppercase_characters = true")
            .good("require_uppercase_characters = var.strict")
            .done();

    private static final Rule IAM_PASSWORD_NUMBER = rule(
                    "aws/iam-password-number", LOW, "IAM password policy does not require a number")
            .why("Weak passwords are guessed, and one account is enough.")
            .fix("set require_numbers to true")
            .controls("CIS-AWS-1.8", "PCI-8.3.6")
            .on("aws_iam_account_password_policy")
            .expect("require_numbers", TRUE)
            .bad("require_numbers = false")
            .bad("minimum_password_length = 14")
            .good("require_numbers = true")
            .good("require_numbers = var.strict")
            .done();

    private static final Rule IAM_PASSWORD_SYMBOL = rule(
                    "aws/iam-password-symbol", LOW, "IAM password policy does not require a symbol")
            .why("Weak passwords are guessed, and one account is enough.")
            .fix("set require_symbols to true")
            .controls("CIS-AWS-1.8", "PCI-8.3.6")
            .on("aws_iam_account_password_policy")
            .expect("require_symbols", TRUE)
            .bad("require_symbols = false")
            .bad("minimum_password_length = 14")
            .good("require_symbols = true")
            .good("require_symbols = var.strict")
            .done();

    private static final Rule IAM_PASSWORD_REUSE = rule(
                    "aws/iam-password-reuse", LOW, "IAM password policy allows password reuse")
            .why("Weak passwords are guessed, and one account is enough.")
            .fix("set password_reuse_prevention to 24")
            .controls("CIS-AWS-1.9")
            .on("aws_iam_account_password_policy")
            .expect("password_reuse_prevention", atLeast(24), "24")
            .bad("require_symbols = true")
            .bad("password_reuse_prevention = 3")
            .good("password_reuse_prevention = 24")
            .good("password_reuse_prevention = var.n")
            .done();

    private static final Rule IAM_PASSWORD_AGE = rule(
                    "aws/iam-password-age",
                    LOW,
                    "IAM password policy has no expiration: maximum password age is missing or above 90 days")
            .why("Weak passwords are guessed, and one account is enough.")
            .fix("set max_password_age to 90")
            .controls("PCI-8.3.9")
            .on("aws_iam_account_password_policy")
            .expect("max_password_age", atLeast(1).and(atMost(90)), "90")
            .bad("require_symbols = true")
            .bad("max_password_age = 365")
            .good("max_password_age = 90")
            .good("max_password_age = var.days")
            .done();

    private static final Rule IAM_LOGIN_PROFILE = rule(
                    "aws/iam-login-profile",
                    MEDIUM,
                    "IAM user login profile has no password policy: minimum length or password reset missing")
            .why("The first password stays in use and in the state of whoever made it.")
            .fix("ask for a new password at first login (password_reset_required) and a length of 14")
            .controls("CIS-AWS-1.8", "PCI-8.3.6")
            .on("aws_iam_user_login_profile")
            .expect("password_reset_required", TRUE)
            .expect("password_length", atLeast(14), "20")
            .bad("user = \"ann\"")
            .bad("""
                    user                    = "ann"
                    password_reset_required = false
                    password_length         = 20
                    """)
            .good("""
                    user                    = "ann"
                    password_reset_required = true
                    password_length         = 20
                    """)
            .good("""
                    user                    = "ann"
                    password_reset_required = var.reset
                    password_length         = var.length
                    """)
            .done();

    private static final Rule IAM_GROUP_EMPTY = rule("aws/iam-group-empty", LOW, "IAM group has no users")
            .why("A group without members grants nothing today and surprises tomorrow.")
            .fix("add an aws_iam_group_membership, or delete the group")
            .controls("CIS-AWS-1.15")
            .on("aws_iam_group")
            .check((resource, all, out) -> {
                Truth member = Links.attached(all, "aws_iam_group_membership", "group", resource)
                        .or(Links.attached(all, "aws_iam_user_group_membership", "groups", resource));
                Links.answer(member.not(), resource, "no membership names it", out);
            })
            .bad("name = \"dev\"")
            .badFile("""
                    resource "aws_iam_group" "a" {
                      name = "dev"
                    }
                    resource "aws_iam_group_membership" "m" {
                      group = "ops"
                      users = ["ann"]
                    }
                    """)
            .goodFile("""
                    resource "aws_iam_group" "a" {
                      name = "dev"
                    }
                    resource "aws_iam_group_membership" "m" {
                      group = aws_iam_group.a.name
                      users = ["ann"]
                    }
                    """)
            .goodFile("""
                    resource "aws_iam_group" "a" {
                      name = "dev"
                    }
                    resource "aws_iam_user_group_membership" "m" {
                      groups = [aws_iam_group.a.name]
                    }
                    """)
            .done();

    private static final Rule SSO_USER_CREATED = rule(
                    "aws/sso-user-created",
                    MEDIUM,
                    "AWS SSO identity store user is created in code: unsafe user creation")
            .why("A user made here is unknown to the company's directory and stays when the person leaves.")
            .fix("let the external identity provider create users")
            .controls("SOC2-CC6.2")
            .on("aws_identitystore_user")
            .check((resource, all, out) ->
                    Links.answer(Truth.YES, resource, "the user is not synchronised with a directory", out))
            .bad("user_name = \"ann\"")
            .bad("user_name = \"bob\"")
            .goodFile("""
                    resource "aws_identitystore_group" "a" {
                      display_name = "dev"
                    }
                    """)
            .goodFile("""
                    data "aws_identitystore_user" "a" {
                      identity_store_id = "d-1"
                    }
                    """)
            .done();

    private static final Rule SSO_SESSION_DURATION = rule(
                    "aws/sso-session-duration", LOW, "AWS SSO permission set session duration is longer than one hour")
            .why("A stolen session of a user stays useful for the whole time.")
            .fix("set session_duration to PT1H")
            .controls("PCI-8.2.8")
            .on("aws_ssoadmin_permission_set")
            .expect(
                    "session_duration",
                    matching("PT(1H|([0-5]?\\d|60)M(\\d+S)?|\\d+S)").orAbsent(),
                    "\"PT1H\"")
            .bad("session_duration = \"PT12H\"")
            .bad("session_duration = \"PT2H\"")
            .good("session_duration = \"PT1H\"")
            .good("name = \"read\"")
            .done();

    private static final Rule SSO_ADMIN = rule(
                    "aws/sso-admin", HIGH, "AWS SSO permission set grants AdministratorAccess")
            .why("Whoever is assigned it owns the account.")
            .fix("attach the managed policy of the work to be done")
            .controls("PCI-7.2.1")
            .on("aws_ssoadmin_managed_policy_attachment")
            .expect(
                    "managed_policy_arn",
                    matching("arn:aws[a-z-]*:iam::aws:policy/AdministratorAccess")
                            .not())
            .bad("managed_policy_arn = \"arn:aws:iam::aws:policy/AdministratorAccess\"")
            .badFile("""
                    resource "aws_ssoadmin_managed_policy_attachment" "b" {
                      managed_policy_arn = "arn:aws-us-gov:iam::aws:policy/AdministratorAccess"
                    }
                    """)
            .good("managed_policy_arn = \"arn:aws:iam::aws:policy/ReadOnlyAccess\"")
            .good("managed_policy_arn = var.policy")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            IAM_PASSWORD_LENGTH,
            IAM_PASSWORD_LOWERCASE,
            IAM_PASSWORD_UPPERCASE,
            IAM_PASSWORD_NUMBER,
            IAM_PASSWORD_SYMBOL,
            IAM_PASSWORD_REUSE,
            IAM_PASSWORD_AGE,
            IAM_LOGIN_PROFILE,
            IAM_GROUP_EMPTY,
            SSO_USER_CREATED,
            SSO_SESSION_DURATION,
            SSO_ADMIN);

    private IamAccountRules() {}
}
