package dev.slipway.pipeline.dialect.github.plan;

import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.Map;

/**
 * For what a plan is made.
 *
 * @param github what is known for the context of that name beyond the event: repository, actor, sha
 * @param inputs given by hand; texts are made what the input's type says
 * @param vars configuration variables
 */
public record PlanRequest(
        GithubEvent event, Map<String, Value> github, Map<String, Value> inputs, Map<String, String> vars) {
    public PlanRequest {
        github = Map.copyOf(github);
        inputs = Map.copyOf(inputs);
        vars = Map.copyOf(vars);
    }

    /** An event and nothing else. */
    public static PlanRequest of(GithubEvent event) {
        return new PlanRequest(event, Map.of(), Map.of(), Map.of());
    }
}
