package dev.slipway.pipeline.dialect.gitlab;

import dev.slipway.base.wire.Json;
import dev.slipway.pipeline.dialect.CaseEvaluator;
import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** Conditions of {@code rules:if}, a case a line: {@code {"expr": ..., "contexts": {"NAME": "value"}}}. */
public final class GitlabCases implements CaseEvaluator {
    @Override
    public String id() {
        return "gitlab";
    }

    @Override
    public String evaluate(String line) {
        Node c = JsonText.parse("case", line).root();
        Map<String, String> variables = new LinkedHashMap<>();
        Node contexts = c.at("contexts").orElse(Trees.empty());
        for (Node.Entry e : contexts.at("variables").orElse(contexts).entriesAt()) {
            if (e.value() instanceof Node.Scalar s && s.kind() != Node.Kind.NULL) {
                variables.put(e.key().value(), s.value());
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            Expression.Value value = Expression.evaluate(c.textAt("expr").orElse(""), variables);
            switch (value) {
                case Expression.Value.Null n -> answer.put("kind", "Null");
                case Expression.Value.Text t -> put(answer, "String", t.text());
                case Expression.Value.Regex r -> put(answer, "Regex", "/" + r.pattern() + "/" + r.flags());
                case Expression.Value.Truth t -> put(answer, "Boolean", t.truth());
            }
        } catch (Expression.Malformed e) {
            answer.put(
                    "error",
                    Map.of("kind", "parsing", "value", e.getMessage() + ". Located at position " + e.column()));
        }
        return Json.answerInOrder(answer);
    }

    private static void put(Map<String, Object> answer, String kind, Object value) {
        answer.put("kind", kind);
        answer.put("value", value);
    }
}
