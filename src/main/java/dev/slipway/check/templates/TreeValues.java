package dev.slipway.check.templates;

import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Value;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A tree as values: what holds an expression is unknown and names the resources that it names. */
record TreeValues(String file, Map<String, String> addresses) {
    private static final Pattern EXPRESSION =
            Pattern.compile("\\$\\{([^}]{0,300})}|\\$\\(([^)]{0,300})\\)|\\{\\{|\\{%");

    TreeValues {
        addresses = Map.copyOf(addresses);
    }

    Value.Block block(Node.Mapping m, Span at) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Node.Entry e : m.entries()) {
            Value value = value(e.value(), e.key().span());
            if (!value.absent()) {
                entries.put(e.key().value(), value);
            }
        }
        return new Value.Block(entries, new Origin(file, at));
    }

    Value value(Node node, Span at) {
        Origin origin = new Origin(file, at);
        return switch (node) {
            case Node.Mapping m ->
                m.entries().stream().anyMatch(e -> e.key().value().startsWith("fn::"))
                        ? new Value.Unknown("a function", List.of(), origin)
                        : block(m, at);
            case Node.Sequence s ->
                new Value.Items(s.items().stream().map(i -> value(i, i.span())).toList(), origin);
            case Node.Scalar s -> scalar(s, origin);
        };
    }

    private Value scalar(Node.Scalar s, Origin at) {
        String text = s.value();
        Matcher m = EXPRESSION.matcher(text);
        List<String> references = new ArrayList<>();
        boolean expression = false;
        while (m.find()) {
            expression = true;
            String name = m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : "";
            String address = addresses.get(name.replace("ref.", "").split("[.\\[]", 2)[0]);
            if (address != null) {
                references.add(address);
            }
        }
        if (expression || !s.tag().isEmpty()) {
            return new Value.Unknown("an expression", references, at);
        }
        return switch (s.kind()) {
            case NULL -> new Value.Absent(at);
            case BOOLEAN -> new Value.Bool(text.equalsIgnoreCase("true"), at);
            case INTEGER, DECIMAL ->
                text.matches("-?\\d{1,18}") ? new Value.Number(new BigDecimal(text), at) : new Value.Text(text, at);
            case TEXT -> new Value.Text(text, at);
        };
    }
}
