package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.LITERAL;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.resources.PolicyDocument;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Rules about Lambda and Batch. */
final class LambdaRules {
    private static final Pattern KEY = Pattern.compile("(AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}|[A-Za-z0-9/+=]{40}");

    private static final Rule LAMBDA_HARDCODED_KEY = rule(
                    "aws/lambda-hardcoded-key",
                    HIGH,
                    "Lambda function has a hardcoded AWS access key or secret in its environment")
            .why("Everybody who may read the function's configuration has the key.")
            .fix("give the function a role; keep secrets in Secrets Manager")
            .controls("PCI-8.6.2", "CICD-SEC-6")
            .on("aws_lambda_function")
            .check((resource, all, out) -> {
                if (resource.get("environment", "variables") instanceof Value.Block variables) {
                    variables.entries().forEach((name, v) -> {
                        if (v.known().filter(t -> KEY.matcher(t).matches()).isPresent()) {
                            Links.report(
                                    resource, v, "environment variable " + name + " looks like an access key", out);
                        }
                    });
                }
            })
            .bad("""
                    environment {
                      variables = {
                        KEY = "AKIAIOSFODNN7EXAMPLE"
                      }
                    }
                    """)
            .bad("""
                    environment {
                      variables = {
                        SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
                      }
                    }
                    """)
            .good("""
                    environment {
                      variables = {
                        TABLE = "orders"
                      }
                    }
                    """)
            .good("""
                    environment {
                      variables = var.environment
                    }
                    """)
            .done();

    private static final Rule LAMBDA_SECRET_IN_ENVIRONMENT = rule(
                    "aws/lambda-secret-in-environment",
                    HIGH,
                    "Lambda function environment variable holds a plaintext password or token")
            .why("Everybody who may read the function's configuration reads it.")
            .fix("keep it in Secrets Manager and fetch it at start")
            .controls("PCI-8.6.2")
            .on("aws_lambda_function")
            .check((resource, all, out) -> {
                if (resource.get("environment", "variables") instanceof Value.Block variables) {
                    variables.entries().forEach((name, v) -> {
                        if (name.toUpperCase(Locale.ROOT).matches(".*(PASSWORD|SECRET|TOKEN|API_?KEY)")
                                && LITERAL.of(v) == Truth.YES
                                && v.known()
                                        .filter(t -> t.contains("arn:") || t.startsWith("/"))
                                        .isEmpty()) {
                            Links.report(resource, v, "environment variable " + name + " stands in clear", out);
                        }
                    });
                }
            })
            .bad("""
                    environment {
                      variables = {
                        DB_PASSWORD = "hunter2"
                      }
                    }
                    """)
            .bad("""
                    environment {
                      variables = {
                        API_TOKEN = "abcdef"
                      }
                    }
                    """)
            .good("""
                    environment {
                      variables = {
                        DB_SECRET = "arn:aws:secretsmanager:x"
                      }
                    }
                    """)
            .good("""
                    environment {
                      variables = {
                        DB_PASSWORD = var.password
                      }
                    }
                    """)
            .done();

    private static final Rule LAMBDA_NO_TRACING = rule(
                    "aws/lambda-no-tracing", LOW, "Lambda function is without X-Ray tracing")
            .why("Nobody sees where the time goes and what fails.")
            .fix("set tracing_config.mode to Active")
            .controls("SOC2-A1.1")
            .on("aws_lambda_function")
            .expect("tracing_config.mode", oneOf("Active"), "\"Active\"")
            .bad("function_name = \"f\"")
            .bad("""
                    tracing_config {
                      mode = "PassThrough"
                    }
                    """)
            .good("""
                    tracing_config {
                      mode = "Active"
                    }
                    """)
            .good("""
                    tracing_config {
                      mode = var.mode
                    }
                    """)
            .done();

    private static final Rule LAMBDA_NO_DEAD_LETTER = rule(
                    "aws/lambda-no-dead-letter", LOW, "Lambda function has no dead letter queue")
            .why("Events that fail are lost without a trace.")
            .fix("set dead_letter_config.target_arn")
            .controls("SOC2-A1.2")
            .on("aws_lambda_function")
            .expect("dead_letter_config.target_arn", SET)
            .bad("function_name = \"f\"")
            .bad("""
                    dead_letter_config {
                      target_arn = ""
                    }
                    """)
            .good("""
                    dead_letter_config {
                      target_arn = var.queue
                    }
                    """)
            .good("""
                    dead_letter_config {
                      target_arn = aws_sqs_queue.dead.arn
                    }
                    """)
            .done();

    private static final Rule LAMBDA_PUBLIC_PERMISSION = rule(
                    "aws/lambda-public-permission",
                    HIGH,
                    "Lambda function permission allows any principal to invoke it")
            .why("Everybody may run the function, at your cost and with its rights.")
            .fix("name the service and source_arn")
            .controls("PCI-7.2.1")
            .on("aws_lambda_permission")
            .expect("principal", oneOf("*").not())
            .bad("principal = \"*\"")
            .badFile("""
                    resource "aws_lambda_permission" "p" {
                      principal = "*"
                      action    = "lambda:InvokeFunction"
                    }
                    """)
            .good("principal = \"events.amazonaws.com\"")
            .good("principal = var.principal")
            .done();

    private static final Rule LAMBDA_PERMISSION_ACTION = rule(
                    "aws/lambda-permission-action",
                    MEDIUM,
                    "Lambda permission action is misconfigured: not lambda:InvokeFunction")
            .why("More than invoking is allowed, or nothing at all.")
            .fix("set action to lambda:InvokeFunction")
            .controls("PCI-7.2.1")
            .on("aws_lambda_permission")
            .expect("action", oneOf("lambda:InvokeFunction", "lambda:InvokeFunctionUrl"), "\"lambda:InvokeFunction\"")
            .bad("action = \"lambda:*\"")
            .bad("action = \"lambda:DeleteFunction\"")
            .good("action = \"lambda:InvokeFunction\"")
            .good("action = var.action")
            .done();

    private static final Rule LAMBDA_PUBLIC_GATEWAY = rule(
                    "aws/lambda-public-gateway",
                    MEDIUM,
                    "Public Lambda function via API Gateway: any method of the API may run it")
            .why("The permission names all methods and paths, also those without authorization.")
            .fix("name method and path in source_arn")
            .controls("OWASP-API2")
            .on("aws_lambda_permission")
            .when("action", matching("lambda:(InvokeFunction|\\*)"))
            .when("principal", oneOf("*", "apigateway.amazonaws.com"))
            .check((resource, all, out) -> {
                Value source = resource.get("source_arn");
                boolean everything = source.shape()
                        .filter(t -> t.endsWith("/*/*") || t.endsWith("/*"))
                        .isPresent();
                if (source.absent() || everything) {
                    Links.report(resource, source, "any method may run it", out);
                }
            })
            .bad("""
                    action     = "lambda:InvokeFunction"
                    principal  = "apigateway.amazonaws.com"
                    source_arn = "arn:aws:execute-api:us-east-1:1:a/*/*"
                    """)
            .bad("""
                    action    = "lambda:InvokeFunction"
                    principal = "apigateway.amazonaws.com"
                    """)
            .good("""
                    action     = "lambda:InvokeFunction"
                    principal  = "apigateway.amazonaws.com"
                    source_arn = "arn:aws:execute-api:us-east-1:1:a/prod/GET/orders"
                    """)
            .good("""
                    action    = "lambda:InvokeFunction"
                    principal = "events.amazonaws.com"
                    """)
            .done();

    private static final Rule LAMBDA_URL_PUBLIC = rule(
                    "aws/lambda-url-public", HIGH, "Lambda function URL has no authorization (NONE)")
            .why("Everybody on the internet may run the function.")
            .fix("set authorization_type to AWS_IAM")
            .controls("OWASP-API2")
            .on("aws_lambda_function_url")
            .expect("authorization_type", oneOf("AWS_IAM"), "\"AWS_IAM\"")
            .bad("authorization_type = \"NONE\"")
            .badFile("""
                    resource "aws_lambda_function_url" "u" {
                      function_name      = "f"
                      authorization_type = "NONE"
                    }
                    """)
            .good("authorization_type = \"AWS_IAM\"")
            .good("authorization_type = var.auth")
            .done();

    private static final Rule LAMBDA_PRIVILEGED_ROLE = rule(
                    "aws/lambda-privileged-role",
                    HIGH,
                    "Lambda function has a privileged role: administrative or wildcard permissions")
            .why("What breaks into the function owns the account.")
            .fix("give it a role with the actions and resources that it needs")
            .controls("PCI-7.2.1")
            .on("aws_lambda_function")
            .check((resource, all, out) -> {
                for (Resource role : Links.named(all, resource.get("role"), "aws_iam_role")) {
                    if (strong(role, all)) {
                        Links.report(
                                resource,
                                resource.get("role"),
                                "its role may do everything of a service or the account",
                                out);
                    }
                }
            })
            .badFile("""
                    resource "aws_lambda_function" "f" {
                      role = aws_iam_role.r.arn
                    }

                    resource "aws_iam_role" "r" {
                      name = "r"
                    }

                    resource "aws_iam_role_policy" "p" {
                      role   = aws_iam_role.r.id
                      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
                    }
                    """)
            .badFile("""
                    resource "aws_lambda_function" "f" {
                      role = aws_iam_role.r.arn
                    }

                    resource "aws_iam_role" "r" {
                      name = "r"
                    }

                    resource "aws_iam_role_policy_attachment" "p" {
                      role       = aws_iam_role.r.name
                      policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
                    }
                    """)
            .goodFile("""
                    resource "aws_lambda_function" "f" {
                      role = aws_iam_role.r.arn
                    }

                    resource "aws_iam_role" "r" {
                      name = "r"
                    }

                    resource "aws_iam_role_policy" "p" {
                      role   = aws_iam_role.r.id
                      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
                    }
                    """)
            .good("role = \"arn:aws:iam::1:role/f\"")
            .done();

    private static boolean strong(PolicyDocument policy) {
        return policy.allowing().stream()
                .anyMatch(s -> s.texts("Action").stream().anyMatch(a -> a.equals("*") || a.matches("[a-zA-Z]+:\\*")));
    }

    private static boolean strong(Resource role, Resources all) {
        boolean inline = all.attached("aws_iam_role_policy", "role", role)
                .anyMatch(p -> strong(PolicyDocument.of(p.get("policy"))));
        List<Resource> attachments = new ArrayList<>(
                all.attached("aws_iam_role_policy_attachment", "role", role).toList());
        attachments.addAll(
                all.attached("aws_iam_policy_attachment", "roles", role).toList());
        return inline
                || attachments.stream().anyMatch(a -> {
                    Value policy = a.get("policy_arn");
                    return policy.known()
                                    .filter(
                                            t -> t.matches(
                                                    "arn:aws[a-z-]*:iam::aws:policy/(.*FullAccess|AdministratorAccess|PowerUserAccess)"))
                                    .isPresent()
                            || Links.named(all, policy, "aws_iam_policy").stream()
                                    .anyMatch(p -> strong(PolicyDocument.of(p.get("policy"))));
                });
    }

    private static final Rule LAMBDA_OLD_RUNTIME = rule(
                    "aws/lambda-old-runtime", MEDIUM, "Lambda function runtime is out of support (deprecated)")
            .why("Holes of the runtime are not mended any more.")
            .fix("move to a supported runtime")
            .controls("PCI-6.3.3")
            .on("aws_lambda_function")
            .expect(
                    "runtime",
                    matching(
                                    "(nodejs(4\\.3|6\\.10|8\\.10|10\\.x|12\\.x|14\\.x|16\\.x)?|python(2\\.7|3\\.6|3\\.7|3\\.8)|ruby2\\.[57]|go1\\.x|java8|dotnetcore.*|dotnet5\\.0|dotnet6)")
                            .not()
                            .orAbsent())
            .bad("runtime = \"nodejs12.x\"")
            .bad("runtime = \"python2.7\"")
            .good("runtime = \"python3.13\"")
            .good("package_type = \"Image\"")
            .done();

    private static final Rule BATCH_PRIVILEGED = rule(
                    "aws/batch-privileged", HIGH, "Batch job definition has privileged container properties")
            .why("A privileged container owns the machine it runs on.")
            .fix("set privileged to false in container_properties")
            .controls("PCI-2.2.6")
            .on("aws_batch_job_definition")
            .check((resource, all, out) -> {
                Value properties = resource.get("container_properties");
                Value read = properties instanceof Value.Text t ? PolicyDocument.parse(t) : properties;
                if (read.get("privileged").is(true)) {
                    Links.report(resource, read.get("privileged"), "the container is privileged", out);
                }
            })
            .bad("container_properties = jsonencode({ image = \"busybox\", privileged = true })")
            .bad("container_properties = \"{\\\"image\\\": \\\"busybox\\\", \\\"privileged\\\": true}\"")
            .good("container_properties = jsonencode({ image = \"busybox\", privileged = false })")
            .good("container_properties = jsonencode({ image = \"busybox\" })")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            LAMBDA_HARDCODED_KEY,
            LAMBDA_SECRET_IN_ENVIRONMENT,
            LAMBDA_NO_TRACING,
            LAMBDA_NO_DEAD_LETTER,
            LAMBDA_PUBLIC_PERMISSION,
            LAMBDA_PERMISSION_ACTION,
            LAMBDA_PUBLIC_GATEWAY,
            LAMBDA_URL_PUBLIC,
            LAMBDA_PRIVILEGED_ROLE,
            LAMBDA_OLD_RUNTIME,
            BATCH_PRIVILEGED);

    private LambdaRules() {}
}
