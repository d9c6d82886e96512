package dev.slipway.check.arm;

import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Value;
import dev.slipway.text.Node;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of a template: {@code [parameters('x')]} is worth its default, {@code [variables('x')]} what it is set to, and
 * every other expression is unknown.
 */
final class ArmValues {
    private static final Pattern NAMED = Pattern.compile("\\[\\s*(parameters|variables)\\('([^']{1,200})'\\)\\s*]");

    /** Names that lead to names. */
    private static final int MAX_HOPS = 10;

    private final String file;
    private final Node root;

    ArmValues(String file, Node root) {
        this.file = file;
        this.root = root;
    }

    /** A block whose own place is given. */
    Value.Block block(Node.Mapping m, Origin at) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Node.Entry e : m.entries()) {
            Value value = value(e.value(), new Origin(file, e.key().span()), 0);
            if (!value.absent()) {
                entries.put(e.key().value(), value);
            }
        }
        return new Value.Block(entries, at);
    }

    private Value value(Node node, Origin at, int hops) {
        return switch (node) {
            case Node.Mapping m -> block(m, at);
            case Node.Sequence s ->
                new Value.Items(
                        s.items().stream()
                                .map(i -> value(i, new Origin(file, i.span()), hops))
                                .toList(),
                        at);
            case Node.Scalar s -> scalar(s, at, hops);
        };
    }

    private Value scalar(Node.Scalar s, Origin at, int hops) {
        String text = s.value();
        if (!s.tag().isEmpty()) {
            return new Value.Unknown("an expression", List.of(), at);
        }
        if (s.kind() == Node.Kind.NULL) {
            return new Value.Absent(at);
        }
        if (s.kind() == Node.Kind.BOOLEAN) {
            return new Value.Bool(text.equals("true"), at);
        }
        if (s.kind() == Node.Kind.INTEGER && text.matches("-?\\d{1,18}")) {
            return new Value.Number(new BigDecimal(text), at);
        }
        if (text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[")) {
            return named(text, at, hops);
        }
        return new Value.Text(text, at);
    }

    private Value named(String text, Origin at, int hops) {
        Matcher m = NAMED.matcher(text);
        if (m.matches() && hops < MAX_HOPS) {
            Optional<Node> found = m.group(1).equals("parameters")
                    ? root.at("parameters", m.group(2), "defaultValue")
                    : root.at("variables", m.group(2));
            return found.map(n -> value(n, at, hops + 1))
                    .orElseGet(() -> new Value.Unknown("the parameter has no default", List.of(), at));
        }
        return new Value.Unknown("an expression", List.of(), at);
    }
}
