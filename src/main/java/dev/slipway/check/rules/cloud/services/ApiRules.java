package dev.slipway.check.rules.cloud.services;

import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.every;
import static dev.slipway.check.rules.cloud.Condition.matching;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import java.util.List;

/** Amazon API Gateway. */
final class ApiRules {
    private static final String API = "resource \"aws_api_gateway_rest_api\" \"example\" {\n  name = \"a\"\n}\n";

    static final List<Rule> ALL = List.of(
            rule("aws/api-endpoint-not-private", MEDIUM, "The endpoint configuration of an API Gateway is not private")
                    .why("An edge or regional endpoint type is exposed to the public internet.")
                    .fix("set the endpoint type to PRIVATE where only your networks call the API")
                    .controls("OWASP-API8", "PCI-1.4")
                    .on("aws_api_gateway_rest_api")
                    .expect("endpoint_configuration.types", every(oneOf("PRIVATE")))
                    .bad("name = \"a\"")
                    .bad("endpoint_configuration {\n  types = [\"EDGE\"]\n}")
                    .good("endpoint_configuration {\n  types = [\"PRIVATE\"]\n}")
                    .good("endpoint_configuration {\n  types = [var.kind]\n}")
                    .done(),
            rule("aws/api-without-authorizer", MEDIUM, "An API Gateway API has no authorizer configured")
                    .why("Without an authorizer every method must protect itself; the forgotten one is open.")
                    .fix("add an API Gateway authorizer for the REST or HTTP API")
                    .controls("OWASP-API2")
                    .on("aws_api_gateway_rest_api", "aws_apigatewayv2_api")
                    .check(Attached.needs(
                            "no authorizer belongs to it",
                            new Attached.Link("aws_api_gateway_authorizer", "rest_api_id"),
                            new Attached.Link("aws_apigatewayv2_authorizer", "api_id")))
                    .bad("name = \"a\"")
                    .badFile("resource \"aws_apigatewayv2_api\" \"b\" {\n  protocol_type = \"HTTP\"\n}\n")
                    .goodFile(API + "resource \"aws_api_gateway_authorizer\" \"c\" {\n"
                            + "  rest_api_id = aws_api_gateway_rest_api.example.id\n}\n")
                    .goodFile("resource \"aws_apigatewayv2_api\" \"b\" {}\n"
                            + "resource \"aws_apigatewayv2_authorizer\" \"c\" {\n"
                            + "  api_id = aws_apigatewayv2_api.b.id\n}\n")
                    .done(),
            rule("aws/api-stage-client-certificate", MEDIUM, "An API Gateway stage has no SSL client certificate")
                    .why("The backend cannot tell requests of the gateway from requests of anybody else.")
                    .fix("generate a client certificate and set it on the stage")
                    .controls("OWASP-API2")
                    .on("aws_api_gateway_stage")
                    .expect("client_certificate_id", SET)
                    .bad("stage_name = \"prod\"")
                    .bad("client_certificate_id = \"\"")
                    .good("client_certificate_id = aws_api_gateway_client_certificate.c.id")
                    .good("client_certificate_id = \"a1b2\"")
                    .done(),
            rule("aws/api-domain-security-policy", MEDIUM, "An API Gateway domain has no security policy with TLS 1.2")
                    .why("Without a security policy older protocol versions are accepted.")
                    .fix("set the security policy to TLS_1_2")
                    .controls("PCI-4.2")
                    .on("aws_api_gateway_domain_name")
                    .expect("security_policy", matching("TLS_1_2|SecurityPolicy_TLS1[23].*"))
                    .bad("domain_name = \"a\"")
                    .bad("security_policy = \"TLS_1_0\"")
                    .good("security_policy = \"TLS_1_2\"")
                    .good("security_policy = var.policy")
                    .done(),
            rule("aws/api-stage-without-waf", MEDIUM, "An API Gateway stage has no WAF (web application firewall)")
                    .why("Injection, floods and known bad clients reach the API unfiltered.")
                    .fix("associate a WAFv2 web ACL with the stage")
                    .controls("OWASP-API4", "PCI-6.4")
                    .on("aws_api_gateway_stage")
                    .check(Attached.needs(
                            "no WAF is associated with it",
                            new Attached.Link("aws_wafv2_web_acl_association", "resource_arn"),
                            new Attached.Link("aws_wafregional_web_acl_association", "resource_arn")))
                    .bad("stage_name = \"prod\"")
                    .badFile("resource \"aws_api_gateway_stage\" \"a\" {}\n"
                            + "resource \"aws_wafv2_web_acl_association\" \"w\" {\n"
                            + "  resource_arn = aws_lb.other.arn\n}\n")
                    .goodFile("resource \"aws_api_gateway_stage\" \"a\" {}\n"
                            + "resource \"aws_wafv2_web_acl_association\" \"w\" {\n"
                            + "  resource_arn = aws_api_gateway_stage.a.arn\n}\n")
                    .goodFile("resource \"aws_api_gateway_stage\" \"a\" {}\n"
                            + "resource \"aws_wafregional_web_acl_association\" \"w\" {\n"
                            + "  resource_arn = aws_api_gateway_stage.a.arn\n}\n")
                    .done(),
            rule(
                            "aws/api-deployment-without-access-log",
                            MEDIUM,
                            "An API Gateway deployment has no access log setting for its stage")
                    .why("The stage that the deployment creates keeps no record of who called what.")
                    .fix(
                            "set the access log settings in the stage description, or on a stage connected to the deployment")
                    .controls("PCI-10.2", "SOC2-CC7.2")
                    .on("aws_api_gateway_deployment")
                    .check(ApiRules::deployment)
                    .bad("stage_name = \"prod\"")
                    .bad("stage_name = \"prod\"\ndescription = \"first\"")
                    .good("rest_api_id = \"a\"")
                    .goodFile("resource \"aws_api_gateway_deployment\" \"d\" {\n  stage_name = \"prod\"\n}\n"
                            + "resource \"aws_api_gateway_stage\" \"s\" {\n"
                            + "  deployment_id = aws_api_gateway_deployment.d.id\n"
                            + "  access_log_settings {\n    destination_arn = \"a\"\n  }\n}\n")
                    .done(),
            rule("aws/api-stage-access-log", MEDIUM, "An API stage has no access logging setting defined")
                    .why("Who called which method cannot be told afterwards.")
                    .fix("define the access log setting of the API or of its stage with a destination")
                    .controls("PCI-10.2", "SOC2-CC7.2")
                    .on("aws_api_gateway_stage", "aws_apigatewayv2_stage")
                    .expect("access_log_settings", SET)
                    .bad("stage_name = \"prod\"")
                    .badFile("resource \"aws_apigatewayv2_stage\" \"s\" {\n  name = \"prod\"\n}\n")
                    .good("access_log_settings {\n  destination_arn = \"a\"\n}")
                    .goodFile("resource \"aws_apigatewayv2_stage\" \"s\" {\n"
                            + "  access_log_settings {\n    destination_arn = \"a\"\n  }\n}\n")
                    .done(),
            rule("aws/api-stage-tracing", LOW, "An API Gateway stage has X-Ray tracing disabled")
                    .why("A request cannot be followed through the services behind the API.")
                    .fix("enable X-Ray tracing on the stage")
                    .controls("SOC2-CC7.2")
                    .on("aws_api_gateway_stage")
                    .expect("xray_tracing_enabled", TRUE)
                    .bad("stage_name = \"prod\"")
                    .bad("xray_tracing_enabled = false")
                    .good("xray_tracing_enabled = true")
                    .good("xray_tracing_enabled = var.tracing")
                    .done());

    private ApiRules() {}

    /** A deployment that names a stage makes it; one that names none leaves the settings to the stage. */
    private static void deployment(Resource deployment, Resources all, Report out) {
        Value description = deployment.get("stage_description");
        boolean makesStage = !deployment.get("stage_name").absent() || description instanceof Value.Block;
        boolean logsItself = !description.get("access_log_settings").absent();
        boolean stageLogs = all.attached("aws_api_gateway_stage", "deployment_id", deployment)
                .anyMatch(s -> !s.get("access_log_settings").absent());
        if (makesStage && !logsItself && !stageLogs) {
            boolean here = description instanceof Value.Block;
            out.at(here ? description.at() : deployment.at(), Attached.of(deployment, "its stage logs no access"));
        }
    }
}
