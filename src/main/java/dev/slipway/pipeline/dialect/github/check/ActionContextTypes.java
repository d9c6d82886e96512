package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.text.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The types of the contexts at a place of an action. */
final class ActionContextTypes {
    private final Node root;
    private final Actions actions;

    ActionContextTypes(Node root, Sources sources) {
        this.root = root;
        this.actions = new Actions(sources);
    }

    /** The type of a context, in lower case. */
    Type at(String context, List<String> path) {
        return switch (context) {
            case "inputs" -> {
                Map<String, Type> all = new LinkedHashMap<>();
                root.entriesAt("inputs").forEach(e -> all.put(lower(e.key().value()), Type.TEXT));
                yield Type.strict(all);
            }
            case "steps" -> steps(path);
            default -> ContextTypes.common(context);
        };
    }

    private Type steps(List<String> path) {
        int before = path.size() > 2 && path.get(1).equals("steps") ? Integer.parseInt(path.get(2)) : Integer.MAX_VALUE;
        Map<String, Type> all = new LinkedHashMap<>();
        List<Node> steps = root.listAt("runs", "steps");
        for (Node step : steps.subList(0, Math.min(before, steps.size()))) {
            step.textAt("id").ifPresent(id -> {
                Type outputs = step.textAt("uses").flatMap(actions::outputs).orElse(Type.open(Map.of(), Type.TEXT));
                all.put(
                        lower(id),
                        Type.strict(Map.of("outputs", outputs, "outcome", Type.TEXT, "conclusion", Type.TEXT)));
            });
        }
        return Type.strict(all);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
