package dev.slipway.check.rules.cloud.services;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Machines, functions, notebooks, stacks. */
final class ComputeServiceRules {
    private static final String INSTANCE = "resource \"aws_instance\" \"i\" {\n";
    private static final String FUNCTION = "resource \"aws_lambda_function\" \"%s\" {\n  role = %s\n}\n";

    /** What a private key begins with, in two parts so that this file holds none. */
    private static final String KEY_BEGIN = "-----BEGIN ";

    static final List<Rule> ALL = List.of(
            rule("aws/ec2-default-security-group", MEDIUM, "An EC2 instance is using the default security group")
                    .why("Everything in the default group may talk to everything else in it.")
                    .fix("give the instance a security group of its own")
                    .controls("CIS-AWS-5.3")
                    .on("aws_instance")
                    .check(ComputeServiceRules::defaultGroup)
                    .bad("security_groups = [\"default\"]")
                    .badFile("resource \"aws_default_security_group\" \"default\" {}\n" + INSTANCE
                            + "  vpc_security_group_ids = [aws_default_security_group.default.id]\n}\n")
                    .good("security_groups = [\"web\"]")
                    .goodFile("resource \"aws_security_group\" \"web\" {}\n" + INSTANCE
                            + "  vpc_security_group_ids = [aws_security_group.web.id]\n}\n")
                    .done(),
            rule("aws/ec2-default-vpc", LOW, "An EC2 instance is using the default VPC network")
                    .why("Subnets of the default VPC give every instance a public address.")
                    .fix("configure the instance under a VPC and subnet of your own")
                    .controls("PCI-1.4")
                    .on("aws_instance")
                    .check(ComputeServiceRules::defaultVpc)
                    .badFile("resource \"aws_default_vpc\" \"v\" {}\n" + subnet("aws_default_vpc.v.id"))
                    .badFile("resource \"aws_default_subnet\" \"s\" {}\n" + INSTANCE
                            + "  subnet_id = aws_default_subnet.s.id\n}\n")
                    .goodFile("resource \"aws_vpc\" \"v\" {}\n" + subnet("aws_vpc.v.id"))
                    .good("subnet_id = var.subnet")
                    .done(),
            rule("aws/user-data-private-key", HIGH, "User data contains an encoded private key")
                    .why("User data is only base64: anyone who may describe the instance decodes the private key.")
                    .fix("fetch the key from Secrets Manager at start")
                    .controls("PCI-8.6.2", "CIS-AWS-2.2")
                    .on("aws_instance", "aws_launch_configuration", "aws_launch_template")
                    .check(ComputeServiceRules::userData)
                    .bad("user_data_base64 = \"" + encoded(KEY_BEGIN + "RSA PRIVATE KEY-----\\nabc") + "\"")
                    .bad("user_data = \"#!/bin/sh\\necho '" + KEY_BEGIN + "PRIVATE KEY-----' > k\"")
                    .good("user_data_base64 = \"" + encoded("#!/bin/sh\necho hello") + "\"")
                    .good("user_data = \"#!/bin/sh\\necho hello\"")
                    .done(),
            rule("aws/lambda-shared-role", HIGH, "Lambda functions share an IAM role instead of unique ones")
                    .why("Each function gets the privileges of all: the minimum needed by none.")
                    .fix("give each serverless or Lambda function an IAM role of its own")
                    .controls("PCI-7.2", "SOC2-CC6.3")
                    .on("aws_lambda_function")
                    .check(ComputeServiceRules::sharedRole)
                    .badFile(FUNCTION.formatted("a", "\"arn:r\"") + FUNCTION.formatted("b", "\"arn:r\""))
                    .badFile("resource \"aws_iam_role\" \"r\" {}\n" + FUNCTION.formatted("a", "aws_iam_role.r.arn")
                            + FUNCTION.formatted("b", "aws_iam_role.r.arn"))
                    .goodFile(FUNCTION.formatted("a", "\"arn:r\"") + FUNCTION.formatted("b", "\"arn:s\""))
                    .goodFile(FUNCTION.formatted("a", "var.role") + FUNCTION.formatted("b", "var.role"))
                    .done(),
            rule("aws/sagemaker-notebook-vpc", MEDIUM, "A SageMaker notebook is not placed in a VPC")
                    .why("It reaches the internet directly, past your network's controls.")
                    .fix("place the notebook instance in a VPC: set subnet_id and security groups")
                    .controls("PCI-1.4")
                    .on("aws_sagemaker_notebook_instance")
                    .expect("subnet_id", SET)
                    .bad("name = \"a\"")
                    .bad("subnet_id = \"\"")
                    .good("subnet_id = \"subnet-1\"")
                    .good("subnet_id = var.subnet")
                    .done(),
            rule("aws/config-encrypted-volumes", HIGH, "The Config rule for encrypted volumes is disabled")
                    .why("Config rules are used, and none identifies unencrypted EBS volumes (ENCRYPTED_VOLUMES).")
                    .fix("add a Config rule with ENCRYPTED_VOLUMES as its source")
                    .controls("CIS-AWS-2.2")
                    .on("aws_config_config_rule")
                    .check((r, all, out) -> {
                        List<Resource> rules = all.of("aws_config_config_rule");
                        boolean known = rules.stream()
                                .map(x -> x.get("source", "source_identifier"))
                                .noneMatch(v -> v.unknown() || v.is("ENCRYPTED_VOLUMES"));
                        if (known && rules.getFirst().equals(r)) {
                            out.at(r.at(), Attached.of(r, "no rule looks for unencrypted volumes"));
                        }
                    })
                    .bad("source {\n  source_identifier = \"ACCESS_KEYS_ROTATED\"\n}")
                    .bad("source {\n  source_identifier = \"S3_BUCKET_LOGGING_ENABLED\"\n}")
                    .good("source {\n  source_identifier = \"ENCRYPTED_VOLUMES\"\n}")
                    .good("source {\n  source_identifier = var.rule\n}")
                    .done(),
            rule("aws/cognito-without-mfa", LOW, "A Cognito user pool is without MFA")
                    .why("A stolen password is enough to be the user.")
                    .fix("set multi-factor authentication (mfa_configuration) to ON or OPTIONAL")
                    .controls("PCI-8.4")
                    .on("aws_cognito_user_pool")
                    .expect("mfa_configuration", oneOf("ON", "OPTIONAL"))
                    .bad("name = \"a\"")
                    .bad("mfa_configuration = \"OFF\"")
                    .good("mfa_configuration = \"ON\"")
                    .good("mfa_configuration = var.mfa")
                    .done());

    private ComputeServiceRules() {}

    private static String subnet(String vpc) {
        return "resource \"aws_subnet\" \"s\" {\n  vpc_id = " + vpc + "\n}\n" + INSTANCE
                + "  subnet_id = aws_subnet.s.id\n}\n";
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void defaultGroup(Resource r, Resources all, Report out) {
        for (String attribute : List.of("security_groups", "vpc_security_group_ids")) {
            for (Value group : r.get(attribute).items()) {
                boolean named = group.is("default")
                        || group instanceof Value.Unknown u
                                && u.references().stream().anyMatch(a -> a.startsWith("aws_default_security_group."));
                if (named) {
                    out.at(group.at(), Attached.of(r, "it is in the default security group"));
                }
            }
        }
    }

    private static void defaultVpc(Resource r, Resources all, Report out) {
        Value subnet = r.get("subnet_id");
        boolean direct = subnet instanceof Value.Unknown u
                && u.references().stream().anyMatch(a -> a.startsWith("aws_default_subnet."));
        boolean through = Attached.named(all, subnet, "aws_subnet").stream()
                .map(s -> s.get("vpc_id"))
                .anyMatch(v -> v instanceof Value.Unknown u
                        && u.references().stream().anyMatch(a -> a.startsWith("aws_default_vpc.")));
        if (direct || through) {
            out.at(subnet.at(), Attached.of(r, "its subnet is in the default VPC"));
        }
    }

    private static void userData(Resource r, Resources all, Report out) {
        for (String attribute : List.of("user_data", "user_data_base64")) {
            Value value = r.get(attribute);
            String text = value.known().orElse("");
            if (holdsKey(text) || holdsKey(decoded(text))) {
                out.at(value.at(), Attached.of(r, "the user data holds a private key"));
            }
        }
    }

    private static boolean holdsKey(String text) {
        int begin = text.indexOf(KEY_BEGIN);
        return begin >= 0
                && text.startsWith("PRIVATE KEY", text.indexOf("PRIVATE", begin))
                && text.indexOf("PRIVATE", begin) >= 0;
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void sharedRole(Resource r, Resources all, Report out) {
        Value role = r.get("role");
        boolean shared = all.of("aws_lambda_function").stream()
                .filter(other -> !other.address().equals(r.address()))
                .map(other -> other.get("role"))
                .anyMatch(other -> same(role, other));
        if (shared) {
            out.at(role.at(), Attached.of(r, "another function has the same role"));
        }
    }

    private static boolean same(Value one, Value other) {
        if (one instanceof Value.Unknown a && other instanceof Value.Unknown b) {
            return !a.references().isEmpty() && a.references().equals(b.references());
        }
        return one.known().isPresent() && one.known().equals(other.known());
    }
}
