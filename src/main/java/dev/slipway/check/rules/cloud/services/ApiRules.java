package dev.slipway.check.rules.cloud.services;

import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;

import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import java.util.List;

/** Amazon API Gateway. */
final class ApiRules {
    private static final String API = "resource \"aws_api_gateway_rest_api\" \"example\" {\n  name = \"a\"\n}\n";

    static final List<Rule> ALL = List.of(rule(
                    "aws/api-deployment-without-access-log",
                    MEDIUM,
                    "An API Gateway deployment has no access log setting for its stage")
            .why("The stage that the deployment creates keeps no record of who called what.")
            .fix("set the access log settings in the stage description, or on a stage connected to the deployment")
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
