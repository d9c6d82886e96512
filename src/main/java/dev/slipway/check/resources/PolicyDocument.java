package dev.slipway.check.resources;

import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A policy in Amazon's JSON grammar (IAM user guide, "Grammar of the JSON policy language"), whether it was written as text, as
 * an encoded map or as a tree.
 *
 * @param known whether its statements could be read
 */
public record PolicyDocument(boolean known, List<Statement> statements, Origin at) {
    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /** Reads a policy; one that is unknown, absent or no JSON is not known. */
    public static PolicyDocument of(Value value) {
        Value document = value instanceof Value.Text t ? parse(t) : value;
        if (!(document instanceof Value.Block block)) {
            return new PolicyDocument(false, List.of(), value.at());
        }
        List<Statement> statements = new ArrayList<>();
        for (Value statement : entry(block, "Statement").items()) {
            if (statement instanceof Value.Block b) {
                statements.add(new Statement(b));
            }
        }
        return new PolicyDocument(true, statements, value.at());
    }

    /** Reads a JSON text as a tree whose places are those of the text's lines. */
    public static Value parse(Value.Text text) {
        if (!text.text().stripLeading().startsWith("{")) {
            return new Value.Unknown("no JSON", List.of(), text.at());
        }
        Parsed parsed = JsonText.parse(text.at().file(), text.text());
        return parsed.errors().isEmpty()
                ? value(parsed.root(), text)
                : new Value.Unknown("no JSON", List.of(), text.at());
    }

    private static Value value(Node node, Value.Text text) {
        Origin at = placed(node.span(), text);
        return switch (node) {
            case Node.Mapping m -> {
                Map<String, Value> entries = new LinkedHashMap<>();
                m.entries().forEach(e -> entries.put(e.key().value(), value(e.value(), text)));
                yield new Value.Block(entries, at);
            }
            case Node.Sequence s ->
                new Value.Items(s.items().stream().map(n -> value(n, text)).toList(), at);
            case Node.Scalar s when s.kind() == Node.Kind.NULL -> new Value.Absent(at);
            case Node.Scalar s
            when s.kind() == Node.Kind.BOOLEAN -> new Value.Bool(s.value().equals("true"), at);
            case Node.Scalar s -> new Value.Text(s.value(), at);
        };
    }

    /** A text that ends with a line end is a block of lines, which begins on the line after its marker. */
    private static Origin placed(Span span, Value.Text text) {
        Span outer = text.at().span();
        boolean lines = text.text().endsWith("\n");
        return new Origin(
                text.at().file(),
                new Span(
                        lines ? outer.line() + span.line() : outer.line(),
                        lines ? span.column() : outer.column(),
                        outer.start(),
                        outer.end()));
    }

    private static Value entry(Value.Block block, String name) {
        Value exact = block.entries().get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, Value> e : block.entries().entrySet()) {
            if (e.getKey().equalsIgnoreCase(name)) {
                return e.getValue();
            }
        }
        return new Value.Absent(block.at());
    }

    /** Statements that allow something. */
    public List<Statement> allowing() {
        return statements.stream().filter(Statement::allows).toList();
    }

    /** One statement. */
    public record Statement(Value.Block block) {
        /** An element such as {@code Action}, whatever its case. */
        public Value get(String element) {
            return entry(block, element);
        }

        /** Whether it is known to allow. */
        public boolean allows() {
            return get("Effect")
                    .known()
                    .filter(e -> e.equalsIgnoreCase("allow"))
                    .isPresent();
        }

        /** The known texts of an element. */
        public List<String> texts(String element) {
            return get(element).items().stream()
                    .flatMap(v -> v.known().stream())
                    .toList();
        }

        /** Whether it covers an action such as {@code iam:PassRole}, wildcards considered. */
        public boolean covers(String action) {
            if (!get("NotAction").absent()) {
                return texts("NotAction").stream().noneMatch(p -> matches(p, action));
            }
            return texts("Action").stream().anyMatch(p -> matches(p, action));
        }

        /** Whether all actions are named, {@code *} or {@code *:*}. */
        public boolean allActions() {
            return texts("Action").stream().anyMatch(a -> a.equals("*") || a.equals("*:*"));
        }

        /** Whether all resources are named; a statement without resources is about the one it is attached to. */
        public boolean allResources() {
            return texts("Resource").stream().anyMatch(r -> r.equals("*"));
        }

        /** Whether anybody may: the principal is {@code *}. */
        public boolean anyPrincipal() {
            Value principal = get("Principal");
            if (principal instanceof Value.Block b) {
                return entry(b, "AWS").items().stream().anyMatch(v -> v.is("*"));
            }
            return principal.items().stream().anyMatch(v -> v.is("*"));
        }

        /** The known principals of a kind: {@code AWS}, {@code Federated}, {@code Service}. */
        public List<String> principals(String kind) {
            return get("Principal") instanceof Value.Block b
                    ? entry(b, kind).items().stream()
                            .flatMap(v -> v.known().stream())
                            .toList()
                    : List.of();
        }

        /** Whether a condition narrows it. */
        public boolean conditional() {
            return switch (get("Condition")) {
                case Value.Block b -> !b.entries().isEmpty();
                case Value.Items i -> !i.items().isEmpty();
                case Value.Unknown u -> true;
                case Value.Text t -> true;
                case Value.Number n -> true;
                case Value.Bool b -> true;
                case Value.Absent a -> false;
            };
        }

        /** The value of a condition key, under whichever operator. */
        public Optional<Value> condition(String key) {
            if (get("Condition") instanceof Value.Block operators) {
                for (Value operator : operators.entries().values()) {
                    if (operator instanceof Value.Block keys
                            && !entry(keys, key).absent()) {
                        return Optional.of(entry(keys, key));
                    }
                }
            }
            return Optional.empty();
        }

        /** Wildcards of actions: {@code *} for any run, {@code ?} for one character. Linear, whatever the pattern. */
        static boolean matches(String pattern, String text) {
            String p = pattern.toLowerCase(Locale.ROOT);
            String t = text.toLowerCase(Locale.ROOT);
            int star = -1;
            int mark = 0;
            int i = 0;
            int j = 0;
            while (j < t.length()) {
                if (i < p.length() && p.charAt(i) == '*') {
                    star = i++;
                    mark = j;
                } else if (i < p.length() && (p.charAt(i) == '?' || p.charAt(i) == t.charAt(j))) {
                    i++;
                    j++;
                } else if (star >= 0) {
                    i = star + 1;
                    j = ++mark;
                } else {
                    return false;
                }
            }
            while (i < p.length() && p.charAt(i) == '*') {
                i++;
            }
            return i == p.length();
        }
    }
}
