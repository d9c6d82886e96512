package dev.slipway.pipeline.dialect.github.plan;

import dev.slipway.pipeline.dialect.github.GithubWorkflow;
import dev.slipway.pipeline.dialect.github.expr.Scope;
import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The contexts that are known before a run. */
record Contexts(Value.Obj github, Value.Obj inputs, Value.Obj vars) {
    static final Set<String> KNOWN = Set.of("github", "inputs", "vars");

    Scope scope() {
        return Scope.of(Map.of("github", github, "inputs", inputs, "vars", vars));
    }

    /** With a cell's values. */
    Scope scope(Value.Obj matrix) {
        return Scope.of(Map.of("github", github, "inputs", inputs, "vars", vars, "matrix", matrix));
    }

    Contexts withInputs(Value.Obj given) {
        return new Contexts(github, given, vars);
    }

    /** The context {@code github}: what was given, over what the event says. */
    static Value.Obj github(GithubWorkflow workflow, PlanRequest request, Value.Obj inputs) {
        GithubEvent event = request.event();
        Map<String, Value> all = new LinkedHashMap<>();
        put(all, "event_name", event.name());
        Value.Obj payload = event.payload();
        boolean dispatch = event.name().equals("workflow_dispatch")
                && payload.get("inputs").isEmpty();
        all.put("event", dispatch ? payload.with("inputs", inputs) : payload);
        put(all, "ref", event.ref());
        put(all, "ref_name", EventFilter.shortRef(event.ref()));
        put(
                all,
                "ref_type",
                event.ref().startsWith("refs/tags/") ? "tag" : event.ref().isEmpty() ? "" : "branch");
        put(
                all,
                "sha",
                event.text("after")
                        .or(() -> event.text("pull_request", "head", "sha"))
                        .orElse(""));
        put(all, "head_ref", event.text("pull_request", "head", "ref").orElse(""));
        put(all, "base_ref", event.text("pull_request", "base", "ref").orElse(""));
        put(all, "actor", event.text("sender", "login").orElse(""));
        put(all, "triggering_actor", event.text("sender", "login").orElse(""));
        String repository = event.text("repository", "full_name").orElse("");
        put(all, "repository", repository);
        put(all, "repository_owner", repository.replaceAll("/.*", ""));
        put(all, "workflow", workflow.name().isPresent() ? workflow.name().text() : workflow.file());
        put(all, "run_id", "1");
        put(all, "run_number", "1");
        put(all, "run_attempt", "1");
        put(all, "server_url", "https://github.com");
        put(all, "api_url", "https://api.github.com");
        put(all, "graphql_url", "https://api.github.com/graphql");
        all.putAll(request.github());
        return new Value.Obj(all);
    }

    private static void put(Map<String, Value> all, String name, String text) {
        all.put(name, Value.of(text));
    }
}
