package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.pipeline.session.RunRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code github} context and the event's payload, made of what is known here. */
final class Facts {
    private final RunRequest request;
    private final String event;
    private final Value payload;

    Facts(RunRequest request) {
        this.request = request;
        this.event = request.event().isEmpty() ? "push" : request.event();
        this.payload = request.payload().isEmpty()
                ? synthetic()
                : JsonValues.read(request.payload()).orElse(new Value.Obj(Map.of()));
    }

    String event() {
        return event;
    }

    Value payload() {
        return payload;
    }

    /** {@code refs/heads/main}, {@code refs/tags/v1}, {@code refs/pull/1/merge}. */
    String ref() {
        var repository = request.repository();
        if (event.startsWith("pull_request") && !event.equals("pull_request_target")) {
            return "refs/pull/" + number() + "/merge";
        }
        String given = text("ref");
        if (given.startsWith("refs/")) {
            return given;
        }
        return !repository.branch().isEmpty() || repository.tag().isEmpty()
                ? "refs/heads/" + (repository.branch().isEmpty() ? repository.defaultBranch() : repository.branch())
                : "refs/tags/" + repository.tag();
    }

    String refName() {
        return ref().replaceFirst("^refs/(heads|tags|pull)/", "");
    }

    String baseRef() {
        return event.startsWith("pull_request") ? text("pull_request", "base", "ref") : "";
    }

    private String number() {
        String number = text("number");
        return number.isEmpty() ? "1" : number;
    }

    /** A text of the payload; empty when it is not there. */
    String text(String... path) {
        Value here = payload;
        for (String key : path) {
            here = here instanceof Value.Obj o ? o.get(key).orElse(Value.NULL) : Value.NULL;
        }
        return here.isPrimitive() ? here.text() : "";
    }

    /** The context for a job; {@code more} is what only the job knows. */
    Value.Obj github(String workflow, String workflowFile, Map<String, ? extends Value> more) {
        var repository = request.repository();
        Map<String, Value> all = new LinkedHashMap<>();
        put(all, "token", request.secrets().get("GITHUB_TOKEN").orElse(""));
        put(all, "ref", ref());
        put(all, "ref_name", refName());
        put(all, "ref_type", ref().startsWith("refs/tags/") ? "tag" : "branch");
        all.put("ref_protected", Value.of(false));
        put(all, "sha", repository.commit());
        put(all, "repository", repository.name());
        put(all, "repository_owner", repository.name().split("/")[0]);
        put(all, "repositoryUrl", repository.server() + "/" + repository.name() + ".git");
        put(all, "repository_id", "1");
        put(all, "repository_owner_id", "1");
        put(all, "run_id", String.valueOf(Math.abs((long) request.run().id().hashCode())));
        put(all, "run_number", String.valueOf(request.run().number()));
        put(all, "run_attempt", "1");
        put(all, "retention_days", "90");
        put(all, "actor", repository.actor());
        put(all, "actor_id", "1");
        put(all, "triggering_actor", repository.actor());
        put(all, "workflow", workflow);
        put(all, "workflow_ref", repository.name() + "/" + workflowFile + "@" + ref());
        put(all, "workflow_sha", repository.commit());
        put(all, "head_ref", event.startsWith("pull_request") ? text("pull_request", "head", "ref") : "");
        put(all, "base_ref", baseRef());
        put(all, "event_name", event);
        all.put("event", payload);
        put(all, "server_url", repository.server().isEmpty() ? "https://github.com" : repository.server());
        put(all, "api_url", "https://api.github.com");
        put(all, "graphql_url", "https://api.github.com/graphql");
        put(all, "secret_source", request.secrets().names().isEmpty() ? "None" : "Actions");
        all.putAll(more);
        return new Value.Obj(all);
    }

    private static void put(Map<String, Value> all, String name, String text) {
        all.put(name, Value.of(text));
    }

    private Value synthetic() {
        var repository = request.repository();
        Map<String, Value> all = new LinkedHashMap<>();
        Map<String, Value> repo = new LinkedHashMap<>();
        put(repo, "name", repository.name().replaceFirst("^.*/", ""));
        put(repo, "full_name", repository.name());
        put(repo, "default_branch", repository.defaultBranch());
        repo.put("owner", obj("login", repository.name().split("/")[0]));
        repo.put("private", Value.of(false));
        repo.put("fork", Value.of(false));
        all.put("repository", new Value.Obj(repo));
        all.put("sender", obj("login", repository.actor()));
        switch (event) {
            case "push" -> {
                put(
                        all,
                        "ref",
                        repository.branch().isEmpty() && !repository.tag().isEmpty()
                                ? "refs/tags/" + repository.tag()
                                : "refs/heads/"
                                        + (repository.branch().isEmpty()
                                                ? repository.defaultBranch()
                                                : repository.branch()));
                put(all, "before", repository.before());
                put(all, "after", repository.commit());
                Map<String, Value> commit = new LinkedHashMap<>();
                put(commit, "id", repository.commit());
                put(commit, "message", repository.message());
                all.put("head_commit", new Value.Obj(commit));
                all.put("pusher", obj("name", repository.actor()));
            }
            case "pull_request", "pull_request_target", "pull_request_review" -> pullRequest(all);
            case "workflow_dispatch" -> {
                Map<String, Value> inputs = new LinkedHashMap<>();
                request.inputs().forEach((k, v) -> inputs.put(k, Value.of(v)));
                all.put("inputs", new Value.Obj(inputs));
                put(all, "ref", "refs/heads/" + repository.branch());
            }
            case "schedule" -> put(all, "schedule", "");
            case "release" -> {
                Map<String, Value> release = new LinkedHashMap<>();
                put(release, "tag_name", repository.tag());
                put(release, "name", repository.tag());
                release.put("draft", Value.of(false));
                release.put("prerelease", Value.of(false));
                all.put("release", new Value.Obj(release));
                put(all, "action", "published");
            }
            default -> {}
        }
        return new Value.Obj(all);
    }

    private void pullRequest(Map<String, Value> all) {
        var repository = request.repository();
        Map<String, Value> pull = new LinkedHashMap<>();
        all.put("action", Value.of("synchronize"));
        all.put("number", Value.of(1));
        pull.put("number", Value.of(1));
        put(pull, "title", repository.message());
        put(pull, "state", "open");
        pull.put("draft", Value.of(false));
        pull.put("merged", Value.of(false));
        pull.put("labels", new Value.Arr(java.util.List.of()));
        pull.put("user", obj("login", repository.actor()));
        Map<String, Value> head = new LinkedHashMap<>();
        put(head, "ref", repository.branch());
        put(head, "sha", repository.commit());
        head.put("repo", obj("full_name", repository.name()));
        pull.put("head", new Value.Obj(head));
        Map<String, Value> base = new LinkedHashMap<>();
        put(base, "ref", repository.defaultBranch());
        put(base, "sha", repository.before());
        base.put("repo", obj("full_name", repository.name()));
        pull.put("base", new Value.Obj(base));
        all.put("pull_request", new Value.Obj(pull));
    }

    private static Value obj(String name, String text) {
        return new Value.Obj(Map.of(name, Value.of(text)));
    }
}
