package dev.slipway.pipeline.dialect.github;

import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Values as YAML in block style, as people write workflows. */
final class YamlText {
    /** A text that needs no quotes wherever it stands. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_./$@^(+-][^\\p{Cntrl}\\u0085\\u2028\\u2029\\uFEFF]*");

    private static final Pattern NUMBER_LIKE =
            Pattern.compile("[-+]?(\\.?[0-9][0-9A-Za-z_.:+-]*|\\.(inf|nan))", Pattern.CASE_INSENSITIVE);

    /** Words that some reader of YAML takes for something else than text. */
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "~");

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    /** A document. */
    static String write(Value.Obj root) {
        YamlText yaml = new YamlText();
        yaml.fields(root.fields(), 0);
        return yaml.out.toString();
    }

    private void fields(Map<String, Value> fields, int indent) {
        for (Iterator<Map.Entry<String, Value>> i = fields.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<String, Value> field = i.next();
            // "on" is the key of every workflow, and never quoted in them.
            out.append(field.getKey().equals("on") ? "on" : scalar(field.getKey()))
                    .append(':');
            below(field.getValue(), indent);
            if (i.hasNext()) {
                out.append(" ".repeat(indent));
            }
        }
    }

    /** What stands behind a key's colon. */
    private void below(Value value, int indent) {
        switch (value) {
            case Value.Null n -> out.append('\n');
            case Value.Obj o -> {
                if (o.fields().isEmpty()) {
                    out.append(" {}\n");
                } else {
                    out.append('\n').append(" ".repeat(indent + 2));
                    fields(o.fields(), indent + 2);
                }
            }
            case Value.Arr a -> {
                if (a.items().isEmpty()) {
                    out.append(" []\n");
                } else {
                    out.append('\n');
                    items(a.items(), indent + 2);
                }
            }
            case Value.Text t -> {
                out.append(' ');
                text(t.value(), indent + 2);
            }
            case Value.Bool b -> out.append(' ').append(b.value()).append('\n');
            case Value.Num n -> out.append(' ').append(number(n)).append('\n');
        }
    }

    private void items(List<Value> items, int indent) {
        for (Value item : items) {
            out.append(" ".repeat(indent)).append('-');
            if (item instanceof Value.Obj o && !o.fields().isEmpty()) {
                out.append(' ');
                fields(o.fields(), indent + 2);
            } else if (item instanceof Value.Null) {
                out.append(" null\n");
            } else {
                below(item, indent);
            }
        }
    }

    private static String number(Value.Num n) {
        double d = n.value();
        if (Double.isNaN(d)) {
            return ".nan";
        }
        return Double.isInfinite(d) ? d > 0 ? ".inf" : "-.inf" : n.text();
    }

    private void text(String text, int indent) {
        if (!isBlock(text)) {
            out.append(scalar(text)).append('\n');
            return;
        }
        boolean ended = text.endsWith("\n");
        boolean more = text.endsWith("\n\n");
        out.append('|').append(more ? "+" : ended ? "" : "-").append('\n');
        String body = ended ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            out.append(line.isEmpty() ? "" : " ".repeat(indent) + line).append('\n');
        }
    }

    /** Lines that a literal block gives back exactly. */
    private static boolean isBlock(String text) {
        return text.contains("\n")
                && !text.isBlank()
                && !text.startsWith(" ")
                && !text.startsWith("\n")
                && text.lines().noneMatch(l -> l.isBlank() && !l.isEmpty())
                && text.chars().allMatch(c -> c == '\n' || c == '\t' || isPrintable((char) c));
    }

    private static boolean isPrintable(char c) {
        return c >= 0x20
                        && c != 0x7F
                        && c != 0x85
                        && c != 0x2028
                        && c != 0x2029
                        && c != 0xFEFF
                        && (c < 0x80 || c > 0x9F)
                        && !Character.isSurrogate(c)
                || Character.isSurrogate(c);
    }

    private static String scalar(String text) {
        if (isPlain(text)) {
            return text;
        }
        boolean simple = text.chars().allMatch(c -> isPrintable((char) c) && c != '\n' && c != '\t');
        return simple ? "'" + text.replace("'", "''") + "'" : quoted(text);
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches()
                && !text.contains(": ")
                && !text.contains(" #")
                && !text.endsWith(":")
                && !text.endsWith(" ")
                && !text.startsWith("- ")
                && !text.equals("-")
                && !text.startsWith("---")
                && !text.startsWith("...")
                && !NUMBER_LIKE.matcher(text).matches()
                && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT));
    }

    private static String quoted(String text) {
        StringBuilder q = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> q.append("\\\"");
                case '\\' -> q.append("\\\\");
                case '\n' -> q.append("\\n");
                case '\r' -> q.append("\\r");
                case '\t' -> q.append("\\t");
                default -> q.append(isPrintable(c) ? String.valueOf(c) : String.format("\\u%04X", (int) c));
            }
        }
        return q.append('"').toString();
    }
}
