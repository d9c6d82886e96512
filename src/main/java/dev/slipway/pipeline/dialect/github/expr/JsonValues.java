package dev.slipway.pipeline.dialect.github.expr;

import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values to JSON and back. */
public final class JsonValues {
    private JsonValues() {}

    /** The value of a JSON text; empty when it is not JSON. */
    public static Optional<Value> read(String json) {
        Parsed parsed = JsonText.parse("json", json);
        if (!parsed.errors().isEmpty() || parsed.documents().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(of(parsed.documents().getFirst()));
    }

    /** Why a text is not JSON; empty when it is. */
    public static Optional<String> refusal(String json) {
        return JsonText.parse("json", json).errors().stream()
                .findFirst()
                .map(e -> e.message() + " at character " + e.column());
    }

    /** A tree's value; a scalar is what its format says it is. */
    public static Value of(Node node) {
        return switch (node) {
            case Node.Scalar s ->
                switch (s.kind()) {
                    case TEXT -> Value.of(s.value());
                    case BOOLEAN -> Value.of(s.value().equalsIgnoreCase("true"));
                    case NULL -> Value.NULL;
                    case INTEGER, DECIMAL -> Value.of(number(s.value()));
                };
            case Node.Sequence s -> {
                List<Value> items = new ArrayList<>(s.items().size());
                s.items().forEach(i -> items.add(of(i)));
                yield new Value.Arr(items);
            }
            case Node.Mapping m -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                m.entries().forEach(e -> fields.put(e.key().value(), of(e.value())));
                yield new Value.Obj(fields);
            }
        };
    }

    private static double number(String text) {
        String t = text.startsWith("+") ? text.substring(1) : text;
        return switch (t.toLowerCase(java.util.Locale.ROOT)) {
            case ".inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            case ".nan" -> Double.NaN;
            default -> Numbers.parse(t);
        };
    }

    /** On one line. */
    public static String write(Value value) {
        StringBuilder out = new StringBuilder();
        write(value, out, -1, Integer.MAX_VALUE);
        return out.toString();
    }

    /** Indented by two, as {@code toJSON} gives it; cut off some characters past {@code limit}. */
    static String pretty(Value value, int limit) {
        StringBuilder out = new StringBuilder();
        write(value, out, 0, limit);
        return out.toString();
    }

    private static void write(Value value, StringBuilder out, int indent, int limit) {
        if (out.length() > limit) {
            return;
        }
        switch (value) {
            case Value.Null n -> out.append("null");
            case Value.Bool b -> out.append(b.value());
            case Value.Num n -> number(n.value(), out);
            case Value.Text t -> string(t.value(), out);
            case Value.Arr a -> {
                out.append('[');
                for (Iterator<Value> i = a.items().iterator(); i.hasNext(); ) {
                    line(out, indent, 1);
                    write(i.next(), out, indent < 0 ? -1 : indent + 1, limit);
                    out.append(i.hasNext() ? "," : "");
                }
                line(out, a.items().isEmpty() ? -1 : indent, 0);
                out.append(']');
            }
            case Value.Obj o -> {
                out.append('{');
                for (var i = o.fields().entrySet().iterator(); i.hasNext(); ) {
                    var entry = i.next();
                    line(out, indent, 1);
                    string(entry.getKey(), out);
                    out.append(indent < 0 ? ":" : ": ");
                    write(entry.getValue(), out, indent < 0 ? -1 : indent + 1, limit);
                    out.append(i.hasNext() ? "," : "");
                }
                line(out, o.fields().isEmpty() ? -1 : indent, 0);
                out.append('}');
            }
        }
    }

    private static void line(StringBuilder out, int indent, int more) {
        if (indent >= 0) {
            out.append('\n').append("  ".repeat(indent + more));
        }
    }

    /** JSON has no words for what is no number: those are written as strings. */
    private static void number(double d, StringBuilder out) {
        String text = Numbers.text(d);
        out.append(Double.isNaN(d) || Double.isInfinite(d) ? '"' + text + '"' : text);
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c) && !paired(text, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean paired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
