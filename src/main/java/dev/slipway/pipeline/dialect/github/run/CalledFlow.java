package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.pipeline.session.Secrets;
import dev.slipway.text.Node;
import java.util.Map;

/**
 * A workflow in a run: the one that was started, or one that a job calls.
 *
 * @param prefix of its jobs' node ids: empty, or the calling node's id and a slash
 * @param parent node id of the caller; empty for the first
 * @param depth of calls around it
 */
record CalledFlow(String file, Node root, String prefix, String parent, Value.Obj inputs, Secrets secrets, int depth) {
    /** Calls in calls that the provider allows. */
    static final int MAX_DEPTH = 10;

    Map<String, Node> jobs() {
        Map<String, Node> jobs = new java.util.LinkedHashMap<>();
        root.entriesAt("jobs").forEach(e -> jobs.put(e.key().value(), e.value()));
        return jobs;
    }

    String node(String job) {
        return prefix + job;
    }

    Value secretsValue() {
        Map<String, Value> all = new java.util.TreeMap<>();
        secrets.names().forEach(n -> all.put(n, Value.of(secrets.get(n).orElse(""))));
        all.putIfAbsent("GITHUB_TOKEN", Value.of(""));
        all.putIfAbsent("github_token", Value.of(secrets.get("GITHUB_TOKEN").orElse("")));
        return new Value.Obj(all);
    }
}
