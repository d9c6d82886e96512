package dev.slipway.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bicep, as the tree of the ARM template that it stands for: {@code resources} with type, name and properties. Parameters
 * with defaults and variables are put in where they are named; every other expression is a scalar with the tag {@code !expr}.
 * Loops give one body. Never throws for bad input.
 */
public final class Bicep {
    /** Tag of what is known at deployment only. */
    public static final String EXPRESSION = "!expr";

    /** Nested objects and arrays. */
    private static final int MAX_DEPTH = 60;

    private final String file;
    private final String text;
    private final Lines lines;
    private final List<Parsed.SyntaxError> errors = new ArrayList<>();
    private final Map<String, Node> names = new LinkedHashMap<>();
    private final List<Node> resources = new ArrayList<>();
    private int at;

    private Bicep(String file, String text) {
        this.file = file;
        this.text = text;
        this.lines = Lines.of(text);
    }

    /** Parses a file. */
    public static Parsed parse(String file, String text) {
        return new Bicep(file, text).run();
    }

    private Parsed run() {
        while (skipBlank()) {
            int begin = at;
            String word = word();
            switch (word) {
                case "param" -> declared(true);
                case "var" -> declared(false);
                case "resource" -> resource().ifPresent(resources::add);
                default -> statement(begin);
            }
            if (at == begin) {
                at++;
            }
        }
        Span all = lines.span(0, text.length());
        Node.Scalar key = new Node.Scalar("resources", Node.Kind.TEXT, lines.span(0, 0));
        Node root = new Node.Mapping(List.of(new Node.Entry(key, new Node.Sequence(resources, all))), all);
        return new Parsed(file, List.of(root), errors);
    }

    /** A decorator, output, module or anything else: its brackets are skipped as a whole. */
    private void statement(int begin) {
        at = begin;
        skipExpression(0);
    }

    private void declared(boolean parameter) {
        skipSpace();
        String name = word();
        skipSpace();
        if (parameter && peek() != '=' && peek() != '\n') {
            word();
            skipSpace();
        }
        if (peek() == '=') {
            at++;
            names.put(name, value(0));
        } else {
            skipLine();
        }
    }

    private Optional<Node> resource() {
        skipSpace();
        Node.Scalar symbol = scalarWord();
        skipSpace();
        if (peek() != '\'') {
            return Optional.empty();
        }
        Node type = string();
        skipSpace();
        String modifier = isWordStart(peek()) ? word() : "";
        skipSpace();
        if (peek() != '=') {
            return Optional.empty();
        }
        at++;
        skipSpace();
        if (text.startsWith("if", at) && !isWord(at + 2)) {
            at += 2;
            skipSpace();
            brackets();
        }
        Node body = value(0);
        if (modifier.equals("existing") || !(body instanceof Node.Mapping m)) {
            return Optional.empty();
        }
        List<Node.Entry> entries = new ArrayList<>();
        String full = type.textAt().orElse("");
        String bare = full.contains("@") ? full.substring(0, full.indexOf('@')) : full;
        entries.add(entry("type", bare, type.span()));
        entries.add(entry("symbol", symbol.value(), symbol.span()));
        entries.addAll(m.entries());
        return Optional.of(new Node.Mapping(entries, symbol.span()));
    }

    private static Node.Entry entry(String key, String value, Span span) {
        return new Node.Entry(new Node.Scalar(key, Node.Kind.TEXT, span), new Node.Scalar(value, Node.Kind.TEXT, span));
    }

    private Node value(int depth) {
        skipSpace();
        int begin = at;
        char c = peek();
        if (depth > MAX_DEPTH) {
            error("too deep");
            at = text.length();
            return expression(begin);
        }
        Node node = c == '{'
                ? object(depth)
                : c == '['
                        ? array(depth)
                        : c == '\'' ? string() : isWordStart(c) || isDigit(c) || c == '-' ? atom() : expression(begin);
        skipSpace();
        if (goesOn(peek())) {
            skipExpression(depth);
            return expression(begin);
        }
        return node;
    }

    private Node expression(int begin) {
        if (at == begin) {
            skipExpression(0);
        }
        return new Node.Scalar(
                text.substring(begin, Math.min(at, text.length())).strip(),
                Node.Kind.TEXT,
                lines.span(begin, at),
                EXPRESSION);
    }

    private Node atom() {
        int begin = at;
        if (peek() == '-') {
            at++;
        }
        String word = word();
        Span span = lines.span(begin, at);
        String written = text.substring(begin, at);
        Node known = names.get(word);
        if (known instanceof Node.Scalar s) {
            return new Node.Scalar(s.value(), s.kind(), span, s.tag());
        }
        if (known != null) {
            return known;
        }
        return switch (word) {
            case "true", "false" -> new Node.Scalar(word, Node.Kind.BOOLEAN, span);
            case "null" -> new Node.Scalar("", Node.Kind.NULL, span);
            default ->
                written.matches("-?\\d{1,18}")
                        ? new Node.Scalar(written, Node.Kind.INTEGER, span)
                        : new Node.Scalar(written, Node.Kind.TEXT, span, EXPRESSION);
        };
    }

    private Node object(int depth) {
        int begin = at++;
        List<Node.Entry> entries = new ArrayList<>();
        List<Node> children = new ArrayList<>();
        while (skipBlank() && peek() != '}') {
            int before = at;
            Node.Scalar key = peek() == '\'' ? (Node.Scalar) string() : scalarWord();
            if (key.value().equals("resource") && peekAfterSpace() != ':') {
                resource().ifPresent(children::add);
            } else {
                skipSpace();
                if (peek() == ':') {
                    at++;
                    entries.add(new Node.Entry(key, value(depth + 1)));
                } else {
                    skipExpression(depth);
                }
            }
            if (peek() == ',') {
                at++;
            }
            if (at == before) {
                at++;
            }
        }
        at = Math.min(at + 1, text.length());
        if (!children.isEmpty()) {
            Span span = lines.span(begin, begin + 1);
            entries.add(new Node.Entry(
                    new Node.Scalar("resources", Node.Kind.TEXT, span), new Node.Sequence(children, span)));
        }
        return new Node.Mapping(entries, lines.span(begin, at));
    }

    private Node array(int depth) {
        int begin = at++;
        skipBlank();
        if (text.startsWith("for", at) && !isWord(at + 3)) {
            skipTo(':');
            Node body = value(depth + 1);
            skipTo(']');
            return body;
        }
        List<Node> items = new ArrayList<>();
        while (skipBlank() && peek() != ']') {
            int before = at;
            items.add(value(depth + 1));
            if (peek() == ',') {
                at++;
            }
            if (at == before) {
                at++;
            }
        }
        at = Math.min(at + 1, text.length());
        return new Node.Sequence(items, lines.span(begin, at));
    }

    private Node string() {
        int begin = at;
        if (text.startsWith("'''", at)) {
            int end = text.indexOf("'''", at + 3);
            at = end < 0 ? text.length() : end + 3;
            int to = end < 0 ? text.length() : end;
            return new Node.Scalar(text.substring(begin + 3, to), Node.Kind.TEXT, lines.span(begin, at));
        }
        at++;
        StringBuilder out = new StringBuilder();
        boolean known = true;
        while (at < text.length() && peek() != '\'' && peek() != '\n') {
            if (peek() == '\\' && at + 1 < text.length()) {
                out.append(text.charAt(at + 1));
                at += 2;
            } else if (text.startsWith("${", at)) {
                known &= interpolated(out);
            } else {
                out.append(text.charAt(at++));
            }
        }
        at = Math.min(at + 1, text.length());
        Span span = lines.span(begin, at);
        return new Node.Scalar(out.toString(), Node.Kind.TEXT, span, known ? "" : EXPRESSION);
    }

    private boolean interpolated(StringBuilder out) {
        int begin = at + 2;
        int depth = 0;
        while (at < text.length() && peek() != '\n') {
            depth += peek() == '{' ? 1 : peek() == '}' ? -1 : 0;
            at++;
            if (depth == 0 && text.charAt(at - 1) == '}') {
                break;
            }
        }
        String inner = text.substring(begin, Math.max(begin, at - 1)).strip();
        Node known = names.get(inner);
        out.append(known == null ? "" : known.textAt().orElse(""));
        return known != null && known.tag().isEmpty() && known.textAt().isPresent();
    }

    private Node.Scalar scalarWord() {
        int begin = at;
        String word = word();
        return new Node.Scalar(word, Node.Kind.TEXT, lines.span(begin, at));
    }

    private String word() {
        int begin = at;
        while (isWord(at)) {
            at++;
        }
        return text.substring(begin, at);
    }

    private char peekAfterSpace() {
        skipSpace();
        return peek();
    }

    /** Skips to the end of an expression: a line end, comma or closing bracket outside of brackets. */
    private void skipExpression(int depth) {
        while (at < text.length()) {
            char c = peek();
            if (c == '\n' || c == ',' || c == '}' || c == ']' || c == ')') {
                return;
            }
            if (c == '\'') {
                string();
            } else if (c == '{' || c == '[' || c == '(') {
                brackets();
            } else {
                at++;
            }
        }
    }

    private void brackets() {
        int depth = 0;
        while (at < text.length()) {
            char c = peek();
            if (c == '\'') {
                string();
                continue;
            }
            depth += c == '{' || c == '[' || c == '(' ? 1 : c == '}' || c == ']' || c == ')' ? -1 : 0;
            at++;
            if (depth <= 0) {
                return;
            }
        }
    }

    private void skipTo(char wanted) {
        while (at < text.length() && peek() != wanted) {
            if (peek() == '(' || peek() == '{') {
                brackets();
            } else {
                at++;
            }
        }
        at = Math.min(at + 1, text.length());
    }

    private void skipLine() {
        while (at < text.length() && peek() != '\n') {
            at++;
        }
    }

    private boolean skipBlank() {
        while (at < text.length()) {
            int before = at;
            skipSpace();
            if (at < text.length() && (peek() == '\n' || peek() == '\r')) {
                at++;
            }
            if (at == before) {
                return true;
            }
        }
        return false;
    }

    /** Spaces and comments. */
    private void skipSpace() {
        while (at < text.length()) {
            if (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\uFEFF') {
                at++;
            } else if (text.startsWith("//", at)) {
                skipLine();
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return;
            }
        }
    }

    private void error(String message) {
        if (errors.isEmpty()) {
            errors.add(new Parsed.SyntaxError(lines.line(at), lines.column(at), message));
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\n';
    }

    private static boolean goesOn(char c) {
        return "?.+-*/%=!<>&|([".indexOf(c) >= 0;
    }

    private boolean isWord(int index) {
        return index < text.length() && (Character.isLetterOrDigit(text.charAt(index)) || text.charAt(index) == '_');
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
