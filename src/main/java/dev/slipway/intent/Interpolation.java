package dev.slipway.intent;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compose's interpolation (compose-spec, 12-interpolation.md): {@code $VAR}, <code>${VAR}</code>, with {@code :-}, {@code -},
 * {@code :?}, {@code ?}, {@code :+}, {@code +}, nested in each other, and {@code $$} for a dollar sign.
 */
final class Interpolation {
    /** Characters of one value after interpolation: a value that is repeated must not fill the memory. */
    private static final int MAX_LENGTH = 1 << 20;

    /** Levels of <code>${A:-${B:-...}}</code>. */
    private static final int MAX_DEPTH = 20;

    private final Map<String, String> variables;
    private final Set<String> used = new TreeSet<>();

    private Interpolation(Map<String, String> variables) {
        this.variables = variables;
    }

    /** What came out. */
    sealed interface Outcome {
        /** A text, with the names whose values stand in it. */
        record Text(String value, Set<String> used) implements Outcome {}

        /** It cannot be: why, and what to do. */
        record Refused(String what, String fix) implements Outcome {}
    }

    private static final class Refusal extends RuntimeException {
        private final transient Outcome.Refused refused;

        Refusal(String what, String fix) {
            super(what, null, false, false);
            this.refused = new Outcome.Refused(what, fix);
        }
    }

    static Outcome of(String text, Map<String, String> variables) {
        if (text.indexOf('$') < 0) {
            return new Outcome.Text(text, Set.of());
        }
        Interpolation interpolation = new Interpolation(variables);
        try {
            return new Outcome.Text(interpolation.expand(text, 0), interpolation.used);
        } catch (Refusal e) {
            return e.refused;
        }
    }

    private String expand(String text, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Refusal("variables are nested deeper than " + MAX_DEPTH + " levels", "give the value directly");
        }
        StringBuilder result = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '$') {
                result.append(c);
                i++;
            } else if (text.startsWith("$$", i)) {
                result.append('$');
                i += 2;
            } else if (text.startsWith("${", i)) {
                int close = closing(text, i);
                append(result, braced(text.substring(i + 2, close), depth));
                i = close + 1;
            } else {
                int end = nameEnd(text, i + 1);
                if (end == i + 1) {
                    throw invalid();
                }
                append(result, plain(text.substring(i + 1, end)));
                i = end;
            }
        }
        return result.toString();
    }

    private static void append(StringBuilder result, String value) {
        if (result.length() + value.length() > MAX_LENGTH) {
            throw new Refusal("the value becomes longer than " + MAX_LENGTH + " characters", "shorten the variables");
        }
        result.append(value);
    }

    private static Refusal invalid() {
        return new Refusal("'$' begins no variable here", "write `$$` for a dollar sign, `${NAME}` for a variable");
    }

    /** The brace that closes the one at {@code open}. */
    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                depth++;
                i++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        throw new Refusal("'${' has no closing '}'", "write `${NAME}`, or `$$` for a dollar sign");
    }

    private String plain(String name) {
        used.add(name);
        return variables.getOrDefault(name, "");
    }

    private String braced(String inner, int depth) {
        int end = nameEnd(inner, 0);
        if (end == 0) {
            throw invalid();
        }
        String name = inner.substring(0, end);
        String operation = inner.substring(end);
        if (operation.isEmpty()) {
            return plain(name);
        }
        boolean colon = operation.startsWith(":");
        String bare = colon ? operation.substring(1) : operation;
        if (bare.isEmpty() || "-?+".indexOf(bare.charAt(0)) < 0) {
            throw new Refusal(
                    "'${" + Problems.shown(inner) + "}' is no form that is known",
                    "use `${" + name + ":-default}`, `${" + name + ":?message}` or `${" + name + ":+value}`");
        }
        String value = variables.get(name);
        boolean set = value != null && !(colon && value.isEmpty());
        String word = bare.substring(1);
        used.add(name);
        return switch (bare.charAt(0)) {
            case '-' -> set && value != null ? value : expand(word, depth + 1);
            case '+' -> set ? expand(word, depth + 1) : "";
            default -> {
                if (!set || value == null) {
                    String message = Problems.shown(expand(word, depth + 1));
                    throw new Refusal(
                            "variable " + name + " is not set" + (message.isEmpty() ? "" : ": " + message),
                            "set " + name + " in the environment or in .env");
                }
                yield value;
            }
        };
    }

    private static int nameEnd(String text, int from) {
        int end = from;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && !(end > from && c >= '0' && c <= '9')) {
                break;
            }
            end++;
        }
        return end;
    }
}
