package dev.slipway.pipeline.dialect.gitlab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expansion of {@code $NAME}, {@code ${NAME}} and {@code $$} (GitLab documentation, "Where variables can be used"). Variables
 * that name each other are expanded in the order of their need; a circle is left as it stands.
 */
public final class Variables {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}|\\$([A-Za-z_][A-Za-z0-9_]*)");

    /** Characters that one value may grow to: variables can double each other. */
    private static final int MAX_LENGTH = 1 << 20;

    private Variables() {}

    /** Every value with the others put in. {@code raw} names those that GitLab leaves as they are ({@code expand: false}). */
    public static Map<String, String> expandAll(Map<String, String> values, java.util.Set<String> raw) {
        Map<String, String> done = new LinkedHashMap<>();
        for (String name : values.keySet()) {
            expand(name, values, raw, done, new java.util.HashSet<>());
        }
        return done;
    }

    private static String expand(
            String name,
            Map<String, String> values,
            java.util.Set<String> raw,
            Map<String, String> done,
            java.util.Set<String> open) {
        String known = done.get(name);
        if (known != null) {
            return known;
        }
        String value = values.getOrDefault(name, "");
        if (raw.contains(name) || !open.add(name)) {
            return value;
        }
        String expanded = replace(
                value,
                n -> values.containsKey(n) ? expand(n, values, raw, done, open) : null,
                whole -> whole.equals("$$") ? "$$" : "");
        open.remove(name);
        done.put(name, expanded);
        return expanded;
    }

    /** A text with variables put in; unknown ones become nothing, {@code $$} a dollar. */
    public static String expand(String text, Map<String, String> values) {
        return replace(text, values::get, whole -> whole.equals("$$") ? "$" : "");
    }

    /** A text with the known variables put in and everything else left. */
    public static String expandKnown(String text, Map<String, String> values) {
        return replace(text, values::get, UnaryOperator.identity());
    }

    private static String replace(
            String text,
            Function<String, @org.jspecify.annotations.Nullable String> value,
            UnaryOperator<String> otherwise) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        Matcher m = REFERENCE.matcher(text);
        int last = 0;
        while (m.find() && result.length() < MAX_LENGTH) {
            result.append(text, last, m.start());
            String name = m.group(1) != null ? m.group(1) : m.group(2);
            String found = name == null ? null : value.apply(name);
            result.append(found != null ? found : otherwise.apply(m.group()));
            last = m.end();
        }
        return result.append(text, last, text.length()).toString();
    }
}
