package dev.slipway.check.kubernetes;

import dev.slipway.text.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Label selectors, plain maps and the kind with expressions. Pure. */
public final class Selectors {
    private Selectors() {}

    /** Whether a selector takes something with these labels. An empty selector takes all. */
    public static boolean takes(Node selector, Map<String, String> labels) {
        boolean structured = selector.at("matchLabels").isPresent()
                || selector.at("matchExpressions").isPresent();
        Map<String, String> wanted = structured ? Manifest.texts(selector, "matchLabels") : Manifest.texts(selector);
        boolean equal = wanted.entrySet().stream().allMatch(e -> e.getValue().equals(labels.get(e.getKey())));
        return equal && selector.listAt("matchExpressions").stream().allMatch(e -> holds(e, labels));
    }

    private static boolean holds(Node expression, Map<String, String> labels) {
        Optional<String> value =
                Optional.ofNullable(labels.get(expression.textAt("key").orElse("")));
        List<String> values = expression.listAt("values").stream()
                .map(v -> v instanceof Node.Scalar s ? s.value() : "")
                .toList();
        return switch (expression.textAt("operator").orElse("")) {
            case "In" -> value.filter(values::contains).isPresent();
            case "NotIn" -> value.filter(values::contains).isEmpty();
            case "Exists" -> value.isPresent();
            case "DoesNotExist" -> value.isEmpty();
            default -> true;
        };
    }
}
