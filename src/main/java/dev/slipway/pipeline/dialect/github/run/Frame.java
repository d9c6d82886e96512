package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.pipeline.flow.Result;
import dev.slipway.text.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of a job, or of a composite action in it, on their way; ids and results are its own. */
final class Frame {
    final String file;
    final List<Node> steps;
    final Optional<Composite> composite;
    final Map<String, Value> results = new LinkedHashMap<>();
    int at;
    boolean failed;

    /**
     * The composite action that a frame belongs to.
     *
     * @param caller the frame that holds the step
     * @param step the step
     * @param id its id as the user wrote it; empty for none
     * @param action the action's file
     * @param tolerated whether the caller goes on after a failure
     */
    record Composite(
            Frame caller,
            Node step,
            String id,
            Node action,
            String folder,
            String repository,
            Value.Obj inputs,
            Map<String, String> environment,
            boolean tolerated) {}

    Frame(String file, List<Node> steps, Optional<Composite> composite) {
        this.file = file;
        this.steps = steps;
        this.composite = composite;
    }

    void record(String id, Map<String, String> outputs, Result outcome, Result conclusion) {
        failed |= conclusion.failed() || conclusion == Result.CANCELLED;
        if (!id.isEmpty()) {
            Map<String, Value> out = new LinkedHashMap<>();
            outputs.forEach((k, v) -> out.put(k, Value.of(v)));
            Map<String, Value> one = new LinkedHashMap<>();
            one.put("outputs", new Value.Obj(out));
            one.put("outcome", Value.of(Words.of(outcome)));
            one.put("conclusion", Value.of(Words.of(conclusion)));
            results.put(id, new Value.Obj(one));
        }
    }
}
