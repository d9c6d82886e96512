package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.pipeline.dialect.github.expr.Scope;
import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.pipeline.session.RunRequest;
import dev.slipway.pipeline.session.Secrets;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import dev.slipway.text.Yaml;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Workflows that jobs call. */
record Calls(RunRequest request) {
    /** The text of a called workflow, by its reference. */
    Optional<String> text(String uses) {
        if (uses.startsWith("./")) {
            return request.sources().local(uses.substring(2));
        }
        int at = uses.indexOf('@');
        String[] parts = at < 0 ? new String[0] : uses.substring(0, at).split("/", 3);
        return parts.length < 3
                ? Optional.empty()
                : request.sources().foreign(parts[0] + "/" + parts[1], uses.substring(at + 1), parts[2]);
    }

    /** The called workflow with its inputs and secrets; empty when it is not at hand or not YAML. */
    Optional<CalledFlow> resolve(JobNode job, String uses, Eval eval) {
        String file = uses.startsWith("./") ? uses.substring(2) : uses;
        Optional<Parsed> parsed = text(uses).map(t -> Yaml.parse(file, t));
        if (parsed.isEmpty() || !parsed.get().errors().isEmpty()) {
            return Optional.empty();
        }
        Node root = parsed.get().root();
        Map<String, Value> with = new LinkedHashMap<>();
        job.body().entriesAt("with").forEach(e -> with.put(e.key().value(), eval.value(e.value())));
        return Optional.of(new CalledFlow(
                file,
                root,
                job.id() + "/",
                job.id(),
                Inputs.of(file, root.entriesAt("on", "workflow_call", "inputs"), with),
                secrets(job, eval),
                job.flow().depth() + 1));
    }

    private static Secrets secrets(JobNode job, Eval eval) {
        if (job.body().textAt("secrets").filter("inherit"::equals).isPresent()) {
            return job.flow().secrets();
        }
        Map<String, String> given = new LinkedHashMap<>();
        job.body().entriesAt("secrets").forEach(e -> given.put(e.key().value(), eval.text(e.value())));
        return new Secrets(given);
    }

    /** The called workflow's outputs, when its jobs are over. */
    Map<String, String> outputs(CalledFlow flow, Map<String, Map<String, String>> jobOutputs) {
        Map<String, Value> jobs = new LinkedHashMap<>();
        flow.jobs().keySet().forEach(key -> {
            Map<String, Value> out = new LinkedHashMap<>();
            jobOutputs.getOrDefault(flow.node(key), Map.of()).forEach((k, v) -> out.put(k, Value.of(v)));
            jobs.put(key, new Value.Obj(Map.of("outputs", new Value.Obj(out))));
        });
        Eval eval = new Eval(flow.file(), Scope.of(Map.of("jobs", new Value.Obj(jobs), "inputs", flow.inputs())));
        Map<String, String> all = new LinkedHashMap<>();
        flow.root()
                .entriesAt("on", "workflow_call", "outputs")
                .forEach(e ->
                        e.value().at("value").ifPresent(v -> all.put(e.key().value(), eval.text(v))));
        return all;
    }
}
