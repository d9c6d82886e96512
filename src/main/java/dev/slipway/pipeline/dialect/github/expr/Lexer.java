package dev.slipway.pipeline.dialect.github.expr;

import dev.slipway.pipeline.dialect.github.expr.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Text to tokens. */
final class Lexer {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int start;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> lex(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.start = lexer.at;
            lexer.next(text.charAt(lexer.at++));
        }
        lexer.tokens.add(new Token(Kind.END, "", text.length() + 1));
        return lexer.tokens;
    }

    private void next(char c) {
        switch (c) {
            case '(' -> add(Kind.LEFT_PAREN);
            case ')' -> add(Kind.RIGHT_PAREN);
            case '[' -> add(Kind.LEFT_BRACKET);
            case ']' -> add(Kind.RIGHT_BRACKET);
            case ',' -> add(Kind.COMMA);
            case '*' -> add(Kind.STAR);
            case '!' -> add(follows('=') ? Kind.NOT_EQUAL : Kind.NOT);
            case '<' -> add(follows('=') ? Kind.LESS_EQUAL : Kind.LESS);
            case '>' -> add(follows('=') ? Kind.GREATER_EQUAL : Kind.GREATER);
            case '=' -> pair('=', Kind.EQUAL);
            case '&' -> pair('&', Kind.AND);
            case '|' -> pair('|', Kind.OR);
            case '\'' -> string();
            case '.' -> dot();
            case '+', '-' -> number();
            default -> {
                if (c >= '0' && c <= '9') {
                    number();
                } else if (!isSpace(c)) {
                    name();
                }
            }
        }
    }

    private void add(Kind kind) {
        tokens.add(new Token(kind, text.substring(start, at), start + 1));
    }

    private boolean follows(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void pair(char second, Kind kind) {
        if (!follows(second)) {
            toBoundary(false);
            throw unexpected();
        }
        add(kind);
    }

    private void dot() {
        boolean afterValue = !tokens.isEmpty()
                && switch (tokens.getLast().kind()) {
                    case NAME, RIGHT_BRACKET, RIGHT_PAREN, STAR -> true;
                    default -> false;
                };
        if (afterValue) {
            add(Kind.DOT);
        } else {
            number();
        }
    }

    private void number() {
        toBoundary(true);
        if (Double.isNaN(Numbers.parse(text.substring(start, at)))) {
            throw unexpected();
        }
        add(Kind.NUMBER);
    }

    private void string() {
        while (at < text.length()) {
            if (text.charAt(at++) == '\'' && !follows('\'')) {
                add(Kind.STRING);
                return;
            }
        }
        throw unexpected();
    }

    private void name() {
        toBoundary(false);
        String word = text.substring(start, at);
        if (!isName(word)) {
            throw unexpected();
        }
        if (!tokens.isEmpty() && tokens.getLast().kind() == Kind.DOT) {
            add(Kind.NAME);
            return;
        }
        add(
                switch (word) {
                    case "true" -> Kind.TRUE;
                    case "false" -> Kind.FALSE;
                    case "null" -> Kind.NULL;
                    case "NaN", "Infinity" -> Kind.NUMBER;
                    default -> Kind.NAME;
                });
    }

    private void toBoundary(boolean dots) {
        while (at < text.length() && (!isBoundary(text.charAt(at)) || dots && text.charAt(at) == '.')) {
            at++;
        }
    }

    private static boolean isBoundary(char c) {
        return "([)],.!><=&|".indexOf(c) >= 0 || isSpace(c);
    }

    /** The spaces of Unicode too: they come in with copied text. */
    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Letters, digits, {@code _} and {@code -}; a letter or {@code _} first. */
    static boolean isName(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean first = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            if (!first && (i == 0 || !(c >= '0' && c <= '9' || c == '-'))) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    private ExpressionError unexpected() {
        return new ExpressionError(
                Phase.LEXING,
                start + 1,
                "Unexpected symbol: '" + text.substring(start, at) + "'. Located at position " + (start + 1)
                        + " within expression: " + text);
    }
}
