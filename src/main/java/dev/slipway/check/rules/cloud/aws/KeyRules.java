package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.atLeast;
import static dev.slipway.check.rules.cloud.Condition.atMost;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.PolicyDocument;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** Rules about KMS and Secrets Manager. */
final class KeyRules {
    private static final Rule KMS_NO_ROTATION = rule(
                    "aws/kms-no-rotation", MEDIUM, "KMS customer managed key rotation is disabled")
            .why("A key that leaked once reads everything for ever.")
            .fix("set enable_key_rotation to true")
            .controls("CIS-AWS-3.8", "PCI-3.7.4")
            .on("aws_kms_key")
            .when("customer_master_key_spec", oneOf("SYMMETRIC_DEFAULT").orAbsent())
            .when("key_usage", oneOf("ENCRYPT_DECRYPT").orAbsent())
            .expect("enable_key_rotation", TRUE)
            .bad("description = \"k\"")
            .bad("enable_key_rotation = false")
            .good("enable_key_rotation = true")
            .good("customer_master_key_spec = \"RSA_2048\"")
            .done();

    private static final Rule KMS_NO_DELETION_WINDOW = rule(
                    "aws/kms-no-deletion-window", LOW, "KMS key has no valid deletion window")
            .why("A key deleted by mistake, and all data with it, is gone after the window.")
            .fix("set deletion_window_in_days between 7 and 30")
            .controls("SOC2-A1.2")
            .on("aws_kms_key")
            .expect("deletion_window_in_days", atLeast(7).and(atMost(30)), "30")
            .bad("description = \"k\"")
            .bad("deletion_window_in_days = 31")
            .good("deletion_window_in_days = 30")
            .good("deletion_window_in_days = var.days")
            .done();

    private static final Rule KMS_DISABLED = rule("aws/kms-disabled", LOW, "KMS key is disabled")
            .why("What it encrypts cannot be read.")
            .fix("set is_enabled to true, or remove the key")
            .controls("SOC2-A1.2")
            .on("aws_kms_key")
            .expect("is_enabled", TRUE.orAbsent(), "true")
            .bad("is_enabled = false")
            .bad("is_enabled = \"false\"")
            .good("is_enabled = true")
            .good("description = \"k\"")
            .done();

    private static final Rule KMS_OPEN_POLICY = rule(
                    "aws/kms-open-policy", HIGH, "KMS key has a vulnerable policy: any principal, or no policy at all")
            .why("Whoever may use the key reads what it encrypts.")
            .fix("name the accounts and roles that use the key")
            .controls("PCI-3.6.1")
            .on("aws_kms_key")
            .check((resource, all, out) -> {
                PolicyDocument policy = PolicyDocument.of(resource.get("policy"));
                boolean separate = Links.attached(all, "aws_kms_key_policy", "key_id", resource) != Truth.NO;
                if (resource.get("policy").absent() && !separate) {
                    Links.answer(Truth.YES, resource, "no policy limits its use", out);
                }
                policy.allowing().stream()
                        .filter(s -> s.anyPrincipal() && !s.conditional())
                        .findFirst()
                        .ifPresent(
                                s -> Links.report(resource, resource.get("policy"), "any principal may use it", out));
            })
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"kms:*\", Resource = \"*\" }] })")
            .bad("description = \"k\"")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"arn:aws:iam::1:root\" }, Action = \"kms:*\", Resource = \"*\" }] })")
            .good("policy = var.policy")
            .done();

    private static final Rule SECRET_NO_OWN_KEY = rule(
                    "aws/secret-no-own-key",
                    LOW,
                    "Secrets Manager secret is encrypted without a customer managed KMS key")
            .why("Only a key of yours can be revoked, and its use audited.")
            .fix("set kms_key_id")
            .controls("PCI-3.5.1")
            .on("aws_secretsmanager_secret")
            .expect("kms_key_id", matching("alias/aws/.*").not().and(SET))
            .bad("name = \"s\"")
            .bad("kms_key_id = \"alias/aws/secretsmanager\"")
            .good("kms_key_id = \"alias/app\"")
            .good("kms_key_id = aws_kms_key.a.arn")
            .done();

    private static final Rule SECRET_PUBLIC = rule(
                    "aws/secret-public", HIGH, "Secrets Manager secret policy is open to any principal")
            .why("Everybody with an account may read the secret.")
            .fix("name accounts and roles")
            .controls("PCI-7.2.1")
            .on("aws_secretsmanager_secret_policy", "aws_secretsmanager_secret")
            .check((resource, all, out) -> PolicyDocument.of(resource.get("policy")).allowing().stream()
                    .filter(s -> s.anyPrincipal() && !s.conditional())
                    .findFirst()
                    .ifPresent(s -> Links.report(resource, resource.get("policy"), "any principal is allowed", out)))
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"secretsmanager:GetSecretValue\", Resource = \"*\" }] })")
            .bad(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"*\" }, Action = \"secretsmanager:*\", Resource = \"*\" }] })")
            .good(
                    "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = { AWS = \"arn:aws:iam::1:root\" }, Action = \"secretsmanager:GetSecretValue\", Resource = \"*\" }] })")
            .good("policy = var.policy")
            .done();

    private static final Rule SECRET_NO_ROTATION = rule(
                    "aws/secret-no-rotation", LOW, "Secrets Manager secret has no rotation")
            .why("A secret that leaked once opens the door for ever.")
            .fix("add an aws_secretsmanager_secret_rotation")
            .controls("PCI-8.3.9")
            .on("aws_secretsmanager_secret")
            .check(Links.mustBeNamedBy("aws_secretsmanager_secret_rotation", "secret_id", "no rotation names it"))
            .bad("name = \"s\"")
            .badFile("""
                    resource "aws_secretsmanager_secret" "a" {}
                    resource "aws_secretsmanager_secret_rotation" "r" {
                      secret_id = "x"
                    }
                    """)
            .goodFile("""
                    resource "aws_secretsmanager_secret" "a" {}
                    resource "aws_secretsmanager_secret_rotation" "r" {
                      secret_id = aws_secretsmanager_secret.a.id
                    }
                    """)
            .goodFile("""
                    resource "aws_secretsmanager_secret" "a" {}
                    resource "aws_secretsmanager_secret_rotation" "r" {
                      secret_id = var.secret
                    }
                    """)
            .done();

    private static final Rule SSM_PARAMETER_PLAIN = rule(
                    "aws/ssm-parameter-plain", MEDIUM, "SSM parameter holds a secret as plain String, not SecureString")
            .why("Everybody who may read parameters reads it.")
            .fix("set type to SecureString")
            .controls("PCI-8.6.2")
            .on("aws_ssm_parameter")
            .when("name", matching("(?i).*(password|secret|token|api_?key).*"))
            .expect("type", oneOf("SecureString"), "\"SecureString\"")
            .bad("""
                    name = "/app/db_password"
                    type = "String"
                    """)
            .bad("""
                    name = "/app/api_key"
                    type = "String"
                    """)
            .good("""
                    name = "/app/db_password"
                    type = "SecureString"
                    """)
            .good("""
                    name = "/app/host"
                    type = "String"
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            KMS_NO_ROTATION,
            KMS_NO_DELETION_WINDOW,
            KMS_DISABLED,
            KMS_OPEN_POLICY,
            SECRET_NO_OWN_KEY,
            SECRET_PUBLIC,
            SECRET_NO_ROTATION,
            SSM_PARAMETER_PLAIN);

    private KeyRules() {}
}
