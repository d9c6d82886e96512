package dev.slipway.pipeline.dialect.github.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text with {@code ${{ }}} in it. */
public final class Templates {
    private Templates() {}

    /**
     * An expression in a text.
     *
     * @param text between the braces, not trimmed
     * @param start of the {@code ${{}, from 0
     * @param end after the {@code }}}
     */
    public record Part(String text, int start, int end) {}

    /**
     * A text's expressions.
     *
     * @param unclosed where an expression begins that does not end; -1 for none
     */
    public record Split(List<Part> parts, int unclosed) {
        public Split {
            parts = List.copyOf(parts);
        }
    }

    /** Finds the expressions; a {@code }}} inside of a string does not end one. */
    public static Split split(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (true) {
            int start = text.indexOf("${{", at);
            if (start < 0) {
                return new Split(parts, -1);
            }
            int end = end(text, start + 3);
            if (end < 0) {
                return new Split(parts, start);
            }
            parts.add(new Part(text.substring(start + 3, end), start, end + 2));
            at = end + 2;
        }
    }

    private static int end(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '}' && i + 1 < text.length() && text.charAt(i + 1) == '}') {
                return i;
            }
        }
        return -1;
    }

    /** Whether there is an expression in it, closed or not. */
    public static boolean isTemplate(String text) {
        return text.contains("${{");
    }

    /** The expression that is all of the text; the value then keeps its kind. */
    public static Optional<Part> whole(String text) {
        if (!text.startsWith("${{") && !text.strip().startsWith("${{")) {
            return Optional.empty();
        }
        String trimmed = text.strip();
        Split split = split(trimmed);
        return split.parts().size() == 1
                        && split.parts().getFirst().start() == 0
                        && split.parts().getFirst().end() == trimmed.length()
                ? Optional.of(split.parts().getFirst())
                : Optional.empty();
    }
}
