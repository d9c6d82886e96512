package dev.slipway.pipeline.dialect.github;

import dev.slipway.pipeline.dialect.CaseEvaluator;
import dev.slipway.pipeline.dialect.github.expr.Expressions;
import dev.slipway.pipeline.dialect.github.expr.Expressions.Outcome;
import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of JSON {@code {"expr": .., "contexts": {..}}} to one line {@code {"kind": .., "value": ..}} or {@code {"error":
 * {"kind": .., "value": .., "position": ..}}}; an {@code id} is carried over. Numbers that JSON cannot write are strings.
 */
public final class GithubCases implements CaseEvaluator {
    @Override
    public String id() {
        return "github";
    }

    /** A line that is no such object is an error of kind {@code input}. */
    @Override
    public String evaluate(String line) {
        Map<String, Value> answer = new LinkedHashMap<>();
        if (JsonValues.read(line).orElse(Value.NULL) instanceof Value.Obj given
                && given.get("expr").orElse(Value.NULL) instanceof Value.Text expr) {
            given.get("id").ifPresent(id -> answer.put("id", id));
            Map<String, Value> contexts =
                    given.get("contexts").orElse(Value.NULL) instanceof Value.Obj o ? o.fields() : Map.of();
            answer.putAll(answer(Expressions.evaluate(expr.value(), contexts)));
        } else {
            answer.put("error", error("input", "expected a JSON object with \"expr\"", 0));
        }
        return JsonValues.write(new Value.Obj(answer));
    }

    private static Map<String, Value> answer(Outcome<Value> outcome) {
        Map<String, Value> answer = new LinkedHashMap<>();
        switch (outcome) {
            case Outcome.Of<Value> of -> {
                answer.put("kind", Value.of(of.value().kind()));
                answer.put("value", of.value());
            }
            case Outcome.Failed<Value> f -> answer.put("error", error(f.phase().word(), f.message(), f.position()));
        }
        return answer;
    }

    private static Value error(String kind, String message, int position) {
        Map<String, Value> error = new LinkedHashMap<>();
        error.put("kind", Value.of(kind));
        error.put("value", Value.of(message));
        error.put("position", Value.of(position));
        return new Value.Obj(error);
    }
}
