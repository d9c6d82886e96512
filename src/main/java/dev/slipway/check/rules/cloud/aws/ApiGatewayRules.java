package dev.slipway.check.rules.cloud.aws;

import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.any;
import static dev.slipway.check.rules.cloud.Condition.atLeast;
import static dev.slipway.check.rules.cloud.Condition.atMost;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.base.Confidence;
import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Links;
import dev.slipway.check.rules.cloud.Truth;
import java.util.List;

/** Rules about API Gateway. */
final class ApiGatewayRules {
    private static final Rule APIGATEWAY_OPEN = rule(
                    "aws/apigateway-open", MEDIUM, "API Gateway method has open access: authorization is NONE")
            .why("Everybody calls the method.")
            .fix("set authorization to AWS_IAM, CUSTOM or COGNITO_USER_POOLS")
            .controls("OWASP-API2")
            .on("aws_api_gateway_method")
            .when("http_method", oneOf("OPTIONS").not())
            .check((resource, all, out) -> {
                Value authorization = resource.get("authorization");
                if (authorization.is("NONE")
                        && !resource.get("api_key_required").is(true)) {
                    Links.report(resource, authorization, "anybody may call it", out);
                }
            })
            .bad("""
                    http_method   = "GET"
                    authorization = "NONE"
                    """)
            .bad("""
                    http_method   = "POST"
                    authorization = "NONE"
                    """)
            .good("""
                    http_method   = "GET"
                    authorization = "AWS_IAM"
                    """)
            .good("""
                    http_method   = "OPTIONS"
                    authorization = "NONE"
                    """)
            .done();

    private static final Rule APIGATEWAY_NO_API_KEY = rule(
                    "aws/apigateway-no-api-key", LOW, "API Gateway method does not require an API key")
            .why("Callers cannot be told apart or limited.")
            .fix("set api_key_required to true")
            .controls("OWASP-API4")
            .on("aws_api_gateway_method")
            .when("http_method", oneOf("OPTIONS").not())
            .expect("api_key_required", TRUE)
            .bad("http_method = \"GET\"")
            .bad("""
                    http_method      = "GET"
                    api_key_required = false
                    """)
            .good("""
                    http_method      = "GET"
                    api_key_required = true
                    """)
            .good("http_method = \"OPTIONS\"")
            .done();

    private static final Rule APIGATEWAY_NO_AUTHORIZER = rule(
                    "aws/apigateway-no-authorizer", MEDIUM, "API Gateway REST API is without an authorizer")
            .why("No authorizer is declared for the API: methods are open or use keys only.")
            .fix("add an aws_api_gateway_authorizer")
            .controls("OWASP-API2")
            .confidence(Confidence.MEDIUM)
            .on("aws_api_gateway_rest_api")
            .check(Links.mustBeNamedBy("aws_api_gateway_authorizer", "rest_api_id", "no authorizer names it"))
            .bad("name = \"a\"")
            .badFile("""
                    resource "aws_api_gateway_rest_api" "a" {}
                    resource "aws_api_gateway_authorizer" "z" {
                      rest_api_id = "x"
                    }
                    """)
            .goodFile("""
                    resource "aws_api_gateway_rest_api" "a" {}
                    resource "aws_api_gateway_authorizer" "z" {
                      rest_api_id = aws_api_gateway_rest_api.a.id
                    }
                    """)
            .goodFile("""
                    resource "aws_api_gateway_rest_api" "a" {}
                    resource "aws_api_gateway_authorizer" "z" {
                      rest_api_id = var.api
                    }
                    """)
            .done();

    private static final Rule APIGATEWAY_NO_ACCESS_LOG = rule(
                    "aws/apigateway-no-access-log", MEDIUM, "API Gateway stage access logging is disabled")
            .why("After an attack nobody can tell who asked what.")
            .fix("add access_log_settings")
            .controls("PCI-10.2.1")
            .on("aws_api_gateway_stage", "aws_apigatewayv2_stage")
            .expect("access_log_settings", SET)
            .bad("stage_name = \"prod\"")
            .badFile("""
                    resource "aws_apigatewayv2_stage" "s" {
                      name = "prod"
                    }
                    """)
            .good("""
                    access_log_settings {
                      destination_arn = "a"
                    }
                    """)
            .good("""
                    access_log_settings {
                      destination_arn = var.log
                    }
                    """)
            .done();

    private static final Rule APIGATEWAY_NO_CLOUDWATCH = rule(
                    "aws/apigateway-no-cloudwatch",
                    MEDIUM,
                    "API Gateway has CloudWatch logging disabled: stage without log group")
            .why("After an attack nobody can tell who asked what.")
            .fix("add a log group API-Gateway-Execution-Logs_API/STAGE on which the stage depends, or method "
                    + "settings with a logging level")
            .controls("PCI-10.2.1")
            .on("aws_api_gateway_stage")
            .check((resource, all, out) -> {
                boolean group = all.of("aws_cloudwatch_log_group").stream()
                        .anyMatch(g -> g.get("name")
                                .shape()
                                .filter(n -> n.startsWith("API-Gateway-Execution-Logs"))
                                .isPresent());
                boolean settings = all.of("aws_api_gateway_method_settings").stream()
                        .anyMatch(s -> !s.get("settings", "logging_level").absent()
                                && !s.get("settings", "logging_level").is("OFF"));
                if (!group && !settings && resource.get("access_log_settings").absent()) {
                    Links.answer(Truth.YES, resource, "its log goes nowhere", out);
                }
            })
            .bad("stage_name = \"prod\"")
            .badFile("""
                    resource "aws_api_gateway_stage" "s" {}
                    resource "aws_cloudwatch_log_group" "g" {
                      name = "other"
                    }
                    """)
            .goodFile("""
                    resource "aws_api_gateway_stage" "s" {}
                    resource "aws_cloudwatch_log_group" "g" {
                      name = "API-Gateway-Execution-Logs_a/prod"
                    }
                    """)
            .good("""
                    access_log_settings {
                      destination_arn = "a"
                    }
                    """)
            .done();

    private static final Rule APIGATEWAY_NO_TRACING = rule(
                    "aws/apigateway-no-tracing", LOW, "API Gateway stage has X-Ray tracing disabled")
            .why("Nobody sees where the time goes and what fails.")
            .fix("set xray_tracing_enabled to true")
            .controls("SOC2-A1.1")
            .on("aws_api_gateway_stage")
            .expect("xray_tracing_enabled", TRUE)
            .bad("stage_name = \"prod\"")
            .bad("xray_tracing_enabled = false")
            .good("xray_tracing_enabled = true")
            .good("xray_tracing_enabled = var.trace")
            .done();

    private static final Rule APIGATEWAY_NO_CLIENT_CERTIFICATE = rule(
                    "aws/apigateway-no-client-certificate", LOW, "API Gateway stage has no SSL client certificate")
            .why("The backend cannot tell the gateway from anybody else.")
            .fix("set client_certificate_id")
            .controls("PCI-4.2.1")
            .on("aws_api_gateway_stage")
            .expect("client_certificate_id", SET)
            .bad("stage_name = \"prod\"")
            .bad("client_certificate_id = \"\"")
            .good("client_certificate_id = \"c\"")
            .good("client_certificate_id = aws_api_gateway_client_certificate.c.id")
            .done();

    private static final Rule APIGATEWAY_CACHE_UNENCRYPTED = rule(
                    "aws/apigateway-cache-unencrypted", MEDIUM, "API Gateway method settings cache is not encrypted")
            .why("Cached answers are readable where they lie.")
            .fix("set settings.cache_data_encrypted to true")
            .controls("PCI-3.5.1")
            .on("aws_api_gateway_method_settings")
            .when("settings.caching_enabled", TRUE)
            .expect("settings.cache_data_encrypted", TRUE)
            .bad("""
                    settings {
                      caching_enabled = true
                    }
                    """)
            .bad("""
                    settings {
                      caching_enabled      = true
                      cache_data_encrypted = false
                    }
                    """)
            .good("""
                    settings {
                      caching_enabled      = true
                      cache_data_encrypted = true
                    }
                    """)
            .good("""
                    settings {
                      caching_enabled = false
                    }
                    """)
            .done();

    private static final Rule APIGATEWAY_NO_WAF = rule(
                    "aws/apigateway-no-waf", LOW, "API Gateway stage is without a WAF")
            .why("Known attacks on web applications reach the API.")
            .fix("add an aws_wafv2_web_acl_association")
            .controls("OWASP-API4", "PCI-6.4.2")
            .on("aws_api_gateway_stage")
            .check((resource, all, out) -> Links.answer(
                    Links.attached(all, "aws_wafv2_web_acl_association", "resource_arn", resource)
                            .or(Links.attached(all, "aws_wafregional_web_acl_association", "resource_arn", resource))
                            .not(),
                    resource,
                    "no web ACL names it",
                    out))
            .bad("stage_name = \"prod\"")
            .badFile("""
                    resource "aws_api_gateway_stage" "a" {}
                    resource "aws_wafv2_web_acl_association" "w" {
                      resource_arn = "arn"
                    }
                    """)
            .goodFile("""
                    resource "aws_api_gateway_stage" "a" {}
                    resource "aws_wafv2_web_acl_association" "w" {
                      resource_arn = aws_api_gateway_stage.a.arn
                    }
                    """)
            .goodFile("""
                    resource "aws_api_gateway_stage" "a" {}
                    resource "aws_wafv2_web_acl_association" "w" {
                      resource_arn = var.arn
                    }
                    """)
            .done();

    private static final Rule APIGATEWAY_PUBLIC_ENDPOINT = rule(
                    "aws/apigateway-public-endpoint", MEDIUM, "API Gateway endpoint type is public, not private")
            .why("The API is on the internet.")
            .fix("set endpoint_configuration.types to PRIVATE")
            .controls("PCI-1.4.4")
            .confidence(Confidence.MEDIUM)
            .on("aws_api_gateway_rest_api")
            .when("endpoint_configuration", SET)
            .expect("endpoint_configuration.types", any(oneOf("PRIVATE")))
            .bad("""
                    endpoint_configuration {
                      types = ["EDGE"]
                    }
                    """)
            .bad("""
                    endpoint_configuration {
                      types = ["REGIONAL"]
                    }
                    """)
            .good("""
                    endpoint_configuration {
                      types = ["PRIVATE"]
                    }
                    """)
            .good("name = \"a\"")
            .done();

    private static final Rule APIGATEWAY_COMPRESSION = rule(
                    "aws/apigateway-compression",
                    LOW,
                    "API Gateway has an invalid compression size (minimum_compression_size)")
            .why("Answers are sent at full size, or the API is refused.")
            .fix("set minimum_compression_size between 0 and 10485760")
            .controls("SOC2-A1.1")
            .on("aws_api_gateway_rest_api")
            .expect("minimum_compression_size", atLeast(0).and(atMost(10_485_760)), "0")
            .bad("name = \"a\"")
            .bad("minimum_compression_size = -1")
            .good("minimum_compression_size = 0")
            .good("minimum_compression_size = var.size")
            .done();

    private static final Rule APIGATEWAY_OLD_TLS = rule(
                    "aws/apigateway-old-tls", MEDIUM, "API Gateway domain name security policy accepts TLS 1.0")
            .why("TLS 1.0 can be broken.")
            .fix("set security_policy to TLS_1_2")
            .controls("PCI-4.2.1")
            .on("aws_api_gateway_domain_name")
            .expect("security_policy", oneOf("TLS_1_2"), "\"TLS_1_2\"")
            .bad("domain_name = \"api.example.com\"")
            .bad("security_policy = \"TLS_1_0\"")
            .good("security_policy = \"TLS_1_2\"")
            .good("security_policy = var.tls")
            .done();

    private static final Rule APIGATEWAY_NO_USAGE_PLAN = rule(
                    "aws/apigateway-no-usage-plan",
                    LOW,
                    "API Gateway deployment or stage is without a usage plan (throttling)")
            .why("One caller may use all of the service.")
            .fix("add an aws_api_gateway_usage_plan that names API and stage")
            .controls("OWASP-API4")
            .on("aws_api_gateway_stage")
            .check((resource, all, out) -> {
                boolean planned = all.of("aws_api_gateway_usage_plan").stream()
                        .anyMatch(p -> p.get("api_stages").items().stream()
                                .anyMatch(s -> s.unknown()
                                        || s.get("stage").unknown()
                                        || Resources.names(s.get("stage"), resource)
                                        || s.get("stage")
                                                .known()
                                                .equals(resource.get("stage_name")
                                                        .known())));
                Links.answer(Truth.of(!planned), resource, "no usage plan names it", out);
            })
            .bad("stage_name = \"prod\"")
            .badFile("""
                    resource "aws_api_gateway_stage" "a" {
                      stage_name = "prod"
                    }
                    resource "aws_api_gateway_usage_plan" "p" {
                      api_stages {
                        api_id = "x"
                        stage  = "test"
                      }
                    }
                    """)
            .goodFile("""
                    resource "aws_api_gateway_stage" "a" {
                      stage_name = "prod"
                    }
                    resource "aws_api_gateway_usage_plan" "p" {
                      api_stages {
                        api_id = "x"
                        stage  = "prod"
                      }
                    }
                    """)
            .goodFile("""
                    resource "aws_api_gateway_stage" "a" {
                      stage_name = "prod"
                    }
                    resource "aws_api_gateway_usage_plan" "p" {
                      api_stages {
                        api_id = "x"
                        stage  = aws_api_gateway_stage.a.stage_name
                      }
                    }
                    """)
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            APIGATEWAY_OPEN,
            APIGATEWAY_NO_API_KEY,
            APIGATEWAY_NO_AUTHORIZER,
            APIGATEWAY_NO_ACCESS_LOG,
            APIGATEWAY_NO_CLOUDWATCH,
            APIGATEWAY_NO_TRACING,
            APIGATEWAY_NO_CLIENT_CERTIFICATE,
            APIGATEWAY_CACHE_UNENCRYPTED,
            APIGATEWAY_NO_WAF,
            APIGATEWAY_PUBLIC_ENDPOINT,
            APIGATEWAY_COMPRESSION,
            APIGATEWAY_OLD_TLS,
            APIGATEWAY_NO_USAGE_PLAN);

    private ApiGatewayRules() {}
}
