package dev.slipway.pipeline.dialect.gitlab;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of {@code rules:if} and {@code workflow:rules} (GitLab documentation, "CI/CD job rules: if"): variables,
 * strings, patterns (RE2), null, {@code == != =~ !~}, then {@code &&}, then {@code ||}, parentheses. Pure and bounded.
 */
public final class Expression {
    /** Characters of one condition. */
    private static final int MAX_LENGTH = 10_000;

    /** Levels of parentheses. */
    private static final int MAX_DEPTH = 50;

    /** A condition that GitLab would not take; the column counts from 1. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;
        private final int column;

        Malformed(int column, String message) {
            super(message);
            this.column = column;
        }

        /** Where in the expression. */
        public int column() {
            return column;
        }
    }

    /** What an expression gives. */
    public sealed interface Value {
        /** Not set, or null. */
        record Null() implements Value {}

        /** A string. */
        record Text(String text) implements Value {}

        /** A pattern, which stands on the right of {@code =~}. */
        record Regex(String pattern, String flags) implements Value {}

        /** What comparisons give. */
        record Truth(boolean truth) implements Value {}

        /** What counts as true: a comparison that holds, or a text that is not empty. */
        default boolean holds() {
            return switch (this) {
                case Null n -> false;
                case Text t -> !t.text().isEmpty();
                case Regex r -> true;
                case Truth t -> t.truth();
            };
        }
    }

    private enum Kind {
        VALUE,
        VARIABLE,
        OPERATOR,
        OPEN,
        CLOSE
    }

    private record Token(Kind kind, String text, Value value, int at) {}

    private final List<Token> tokens;
    private final Map<String, String> variables;
    private int next;
    private int depth;

    private Expression(List<Token> tokens, Map<String, String> variables) {
        this.tokens = tokens;
        this.variables = variables;
    }

    /** The value of a condition. */
    public static Value evaluate(String text, Map<String, String> variables) throws Malformed {
        List<Token> tokens = tokens(text);
        Expression e = new Expression(tokens, variables);
        Value value = e.or();
        if (e.next < tokens.size()) {
            Token t = tokens.get(e.next);
            throw new Malformed(t.at(), "'" + t.text() + "' is not expected here; an operator or the end is");
        }
        return value;
    }

    /** Whether a condition can be read at all. */
    public static Optional<Malformed> check(String text) {
        try {
            evaluate(text, Map.of());
            return Optional.empty();
        } catch (Malformed e) {
            return Optional.of(e);
        }
    }

    private Value or() throws Malformed {
        Value left = and();
        while (takes("||")) {
            Value right = and();
            left = left.holds() ? left : right;
        }
        return left;
    }

    private Value and() throws Malformed {
        Value left = comparison();
        while (takes("&&")) {
            Value right = comparison();
            left = left.holds() ? right : left;
        }
        return left;
    }

    private Value comparison() throws Malformed {
        Value left = operand();
        while (next < tokens.size() && tokens.get(next).kind() == Kind.OPERATOR) {
            Token operator = tokens.get(next);
            if (operator.text().equals("&&") || operator.text().equals("||")) {
                return left;
            }
            next++;
            Value right = operand();
            left = new Value.Truth(
                    switch (operator.text()) {
                        case "==" -> left.equals(right);
                        case "!=" -> !left.equals(right);
                        case "=~" -> matches(left, right, operator.at());
                        default -> !matches(left, right, operator.at());
                    });
        }
        return left;
    }

    private static boolean matches(Value left, Value right, int at) throws Malformed {
        Value.Regex regex;
        switch (right) {
            case Value.Regex r -> regex = r;
            case Value.Text t -> {
                Optional<Value.Regex> read = regex(t.text());
                if (read.isEmpty()) {
                    return left instanceof Value.Text l && l.text().contains(t.text());
                }
                regex = read.get();
            }
            case Value.Null n -> {
                return false;
            }
            case Value.Truth t -> throw new Malformed(at, "the right of =~ is a pattern between slashes");
        }
        return left instanceof Value.Text l
                && compile(regex, at).matcher(l.text()).find();
    }

    private static Pattern compile(Value.Regex regex, int at) throws Malformed {
        int flags = 0;
        for (char f : regex.flags().toCharArray()) {
            flags |= f == 'i' ? Pattern.CASE_INSENSITIVE : f == 'm' ? Pattern.DOTALL : 0;
        }
        try {
            return Pattern.compile(regex.pattern(), flags | Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            throw new Malformed(at, "not a pattern of RE2: " + e.getDescription());
        }
    }

    private Value operand() throws Malformed {
        if (next >= tokens.size()) {
            int at = tokens.isEmpty()
                    ? 1
                    : tokens.getLast().at() + tokens.getLast().text().length();
            throw new Malformed(at, "a variable, string, pattern or null is expected at the end");
        }
        Token t = tokens.get(next++);
        return switch (t.kind()) {
            case VALUE -> t.value();
            case VARIABLE -> {
                String value = variables.get(t.text());
                yield value == null ? new Value.Null() : new Value.Text(value);
            }
            case OPEN -> {
                if (++depth > MAX_DEPTH) {
                    throw new Malformed(t.at(), "more than " + MAX_DEPTH + " levels of parentheses");
                }
                Value inner = or();
                depth--;
                if (next >= tokens.size() || tokens.get(next).kind() != Kind.CLOSE) {
                    throw new Malformed(t.at(), "this parenthesis is not closed");
                }
                next++;
                yield inner;
            }
            case OPERATOR, CLOSE -> throw new Malformed(t.at(), "a variable, string, pattern or null is expected here");
        };
    }

    private boolean takes(String operator) {
        boolean is = next < tokens.size()
                && tokens.get(next).kind() == Kind.OPERATOR
                && tokens.get(next).text().equals(operator);
        next += is ? 1 : 0;
        return is;
    }

    /** A text of the form of a pattern; for variables that hold one. */
    private static Optional<Value.Regex> regex(String text) {
        int last = text.lastIndexOf('/');
        return text.startsWith("/") && last > 0 && text.substring(last + 1).matches("[ismU]*")
                ? Optional.of(new Value.Regex(text.substring(1, last).replace("\\/", "/"), text.substring(last + 1)))
                : Optional.empty();
    }

    private static List<Token> tokens(String text) throws Malformed {
        if (text.length() > MAX_LENGTH) {
            throw new Malformed(1, "longer than " + MAX_LENGTH + " characters");
        }
        List<Token> tokens = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
                continue;
            }
            Token t = token(text, i, c);
            tokens.add(t);
            i = t.at() - 1 + length(text, t, i);
        }
        return tokens;
    }

    /** How much of the source a token takes: values keep their source length in their text. */
    private static int length(String text, Token t, int from) {
        return t.kind() == Kind.VARIABLE
                ? (text.startsWith("${", from) ? 3 : 1) + t.text().length()
                : t.text().length();
    }

    private static Token token(String text, int i, char c) throws Malformed {
        int at = i + 1;
        switch (c) {
            case '(' -> {
                return new Token(Kind.OPEN, "(", new Value.Null(), at);
            }
            case ')' -> {
                return new Token(Kind.CLOSE, ")", new Value.Null(), at);
            }
            case '$' -> {
                return variable(text, i);
            }
            case '"', '\'' -> {
                int end = text.indexOf(c, i + 1);
                if (end < 0) {
                    throw new Malformed(at, "this string has no end");
                }
                return new Token(
                        Kind.VALUE, text.substring(i, end + 1), new Value.Text(text.substring(i + 1, end)), at);
            }
            case '/' -> {
                return pattern(text, i);
            }
            default -> {
                for (String operator : List.of("==", "!=", "=~", "!~", "&&", "||")) {
                    if (text.startsWith(operator, i)) {
                        return new Token(Kind.OPERATOR, operator, new Value.Null(), at);
                    }
                }
                if (text.startsWith("null", i) && !isName(text, i + 4)) {
                    return new Token(Kind.VALUE, "null", new Value.Null(), at);
                }
                throw new Malformed(at, "'" + c + "' is not expected here; strings stand in quotes, variables after $");
            }
        }
    }

    private static Token variable(String text, int i) throws Malformed {
        boolean braces = text.startsWith("${", i);
        int start = i + (braces ? 2 : 1);
        int end = start;
        while (isName(text, end)) {
            end++;
        }
        if (end == start || (braces && (end >= text.length() || text.charAt(end) != '}'))) {
            throw new Malformed(i + 1, "a variable is written $NAME or ${NAME}");
        }
        return new Token(Kind.VARIABLE, text.substring(start, end), new Value.Null(), i + 1);
    }

    private static Token pattern(String text, int i) throws Malformed {
        int end = i + 1;
        while (end < text.length() && text.charAt(end) != '/') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw new Malformed(i + 1, "this pattern has no end");
        }
        int flags = end + 1;
        while (flags < text.length() && "ismU".indexOf(text.charAt(flags)) >= 0) {
            flags++;
        }
        var value = new Value.Regex(text.substring(i + 1, end).replace("\\/", "/"), text.substring(end + 1, flags));
        return new Token(Kind.VALUE, text.substring(i, flags), value, i + 1);
    }

    private static boolean isName(String text, int i) {
        return i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_');
    }
}
