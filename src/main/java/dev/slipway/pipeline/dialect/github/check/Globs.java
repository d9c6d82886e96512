package dev.slipway.pipeline.dialect.github.check;

import java.util.Optional;

/** Patterns of branches, tags and paths (provider's page "Workflow syntax", filter pattern cheat sheet). */
final class Globs {
    private Globs() {}

    /** What is wrong with a pattern; empty when it is good. */
    static Optional<String> mistake(String pattern, boolean path) {
        String body = pattern.startsWith("!") ? pattern.substring(1) : pattern;
        if (body.isEmpty()) {
            return Optional.of(pattern.isEmpty() ? "it is empty" : "at least one character must follow '!'");
        }
        if (path) {
            Optional<String> wrong = path(body);
            if (wrong.isPresent()) {
                return wrong;
            }
        } else if (body.startsWith("/") || body.endsWith("/") || body.endsWith(".") || body.contains("//")) {
            return Optional.of("no branch or tag begins or ends with '/', ends with '.' or contains '//'");
        }
        return characters(body, path);
    }

    private static Optional<String> path(String body) {
        if (!body.equals(body.strip())) {
            return Optional.of("a path neither begins nor ends with a space");
        }
        if (body.equals(".") || body.equals("..") || body.startsWith("./") || body.startsWith("../")) {
            return Optional.of("'.' and '..' are not resolved; write the path from the root of the repository");
        }
        return Optional.empty();
    }

    private static Optional<String> characters(String body, boolean path) {
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            switch (c) {
                case '\\' -> {
                    if (i + 1 == body.length()) {
                        return Optional.of("nothing follows '\\'");
                    }
                    if ("[?*+\\!".indexOf(body.charAt(i + 1)) < 0 && !path) {
                        return Optional.of("'\\' only goes before one of [ ? * + \\ !");
                    }
                    i++;
                }
                case '?', '+' -> {
                    if (i == 0 || body.charAt(i - 1) == '*' && c == '+' || "?+".indexOf(body.charAt(i - 1)) >= 0) {
                        return Optional.of("'" + c + "' stands for the character before it, and there is none");
                    }
                }
                case '[' -> {
                    int end = body.indexOf(']', i + 1);
                    Optional<String> wrong = range(body, i, end);
                    if (wrong.isPresent()) {
                        return wrong;
                    }
                    i = end;
                }
                case ' ', '~', '^', ':' -> {
                    if (!path) {
                        return Optional.of("character '" + c + "' is in no branch or tag");
                    }
                }
                default -> {
                    if (Character.isISOControl(c)) {
                        return Optional.of(String.format("character U+%04X is in no name", (int) c));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> range(String body, int start, int end) {
        if (end < 0) {
            return Optional.of("'[' without its ']'");
        }
        if (end == start + 1) {
            return Optional.of("'[]' matches nothing");
        }
        for (int i = start + 2; i < end - 1; i++) {
            if (body.charAt(i) == '-' && body.charAt(i - 1) > body.charAt(i + 1)) {
                return Optional.of(
                        "the range " + body.charAt(i - 1) + "-" + body.charAt(i + 1) + " is the wrong way round");
            }
        }
        return Optional.empty();
    }
}
