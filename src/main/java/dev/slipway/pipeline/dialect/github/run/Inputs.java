package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.base.DidYouMean;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.pipeline.session.RunRequest;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code inputs} context: what was given, checked against what is declared, with defaults. */
final class Inputs {
    private Inputs() {}

    /** Of the event that starts the first workflow. */
    static Value.Obj ofEvent(RunRequest request, Node root, Facts facts) {
        String key = facts.event().equals("workflow_call") ? "workflow_call" : "workflow_dispatch";
        List<Node.Entry> declared = root.entriesAt("on", key, "inputs");
        if (!facts.event().equals(key)) {
            return new Value.Obj(Map.of());
        }
        Map<String, Value> given = new LinkedHashMap<>();
        request.inputs().forEach((k, v) -> given.put(k, Value.of(v)));
        return of(request.file(), declared, given);
    }

    static Value.Obj of(String file, List<Node.Entry> declared, Map<String, ? extends Value> given) {
        Map<String, Value> all = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        List<String> names = declared.stream().map(e -> e.key().value()).toList();
        given.keySet().stream()
                .filter(g -> names.stream().noneMatch(g::equalsIgnoreCase))
                .forEach(g -> problems.add(Problem.input(
                        "there is no input " + g,
                        DidYouMean.nearest(g, names)
                                .map(c -> "did you mean " + c + "?")
                                .orElse("declared are " + names),
                        "give inputs that the workflow declares")));
        for (Node.Entry entry : declared) {
            String name = entry.key().value();
            String type = entry.value().textAt("type").orElse("string");
            Value value = given.entrySet().stream()
                    .filter(g -> g.getKey().equalsIgnoreCase(name))
                    .<Value>map(Map.Entry::getValue)
                    .findFirst()
                    .orElseGet(() ->
                            entry.value().at("default").map(JsonValues::of).orElse(Value.NULL));
            boolean required = entry.value().textAt("required").orElse("false").equals("true");
            if (required && value instanceof Value.Null) {
                problems.add(Problem.input(
                        "the input " + name + " is required",
                        entry.key().span().in(file),
                        "",
                        "add --input " + name + "=VALUE"));
            }
            List<String> options = entry.value().listAt("options").stream()
                    .map(n -> n instanceof Node.Scalar s ? s.value() : "")
                    .toList();
            if (type.equals("choice") && !(value instanceof Value.Null) && !options.contains(value.text())) {
                problems.add(Problem.input(
                        "the input " + name + " is one of " + options + ", not " + value.text(),
                        entry.key().span().in(file),
                        "",
                        "add --input " + name + "=" + (options.isEmpty() ? "VALUE" : options.getFirst())));
            }
            all.put(name, typed(value, type));
        }
        if (!problems.isEmpty()) {
            throw new SlipwayException(problems);
        }
        return new Value.Obj(all);
    }

    private static Value typed(Value value, String type) {
        return switch (type) {
            case "boolean" -> Value.of(value.text().equals("true"));
            case "number" -> value instanceof Value.Null ? Value.of(0) : Value.of(value.number());
            default -> Value.of(value.text());
        };
    }
}
