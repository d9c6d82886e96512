package dev.slipway.text;

import dev.slipway.text.Node.Kind;
import java.util.function.IntConsumer;

/** The four kinds of strings of TOML 1.0: basic and literal, each on one line or several. */
final class TomlString {
    private final Guard guard;
    private final String text;
    private final int start;
    private int at;

    TomlString(Guard guard, int start) {
        this.guard = guard;
        this.text = guard.text;
        this.start = start;
    }

    /** Reads the string that begins here. */
    Node.Scalar read(boolean multiLineAllowed, IntConsumer end) {
        char quote = text.charAt(start);
        String triple = String.valueOf(quote).repeat(3);
        boolean multi = multiLineAllowed && text.startsWith(triple, start);
        at = start + (multi ? 3 : 1);
        String value = multi ? multiLine(quote, triple) : oneLine(quote);
        end.accept(at);
        return new Node.Scalar(value, Kind.TEXT, guard.span(start, at));
    }

    private String oneLine(char quote) {
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return value.toString();
            }
            if (c == '\\' && quote == '"') {
                escape(value);
            } else {
                value.append(c);
                at++;
            }
        }
        throw guard.broken(start, "this text has no closing quote");
    }

    private String multiLine(char quote, String triple) {
        at += text.startsWith("\r\n", at) ? 2 : text.startsWith("\n", at) ? 1 : 0;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == quote && text.startsWith(triple, at)) {
                at += 3;
                // Up to two more quotes belong to the text: """a"""" is a".
                for (int i = 0; i < 2 && at < text.length() && text.charAt(at) == quote; i++) {
                    value.append(quote);
                    at++;
                }
                return value.toString();
            }
            if (c == '\\' && quote == '"') {
                if (!lineEndingBackslash()) {
                    escape(value);
                }
            } else {
                value.append(c);
                at++;
            }
        }
        throw guard.broken(start, "this text has no closing quotes");
    }

    /** A backslash at the end of a line takes all white space that follows. */
    private boolean lineEndingBackslash() {
        int i = at + 1;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        if (i >= text.length() || (text.charAt(i) != '\n' && text.charAt(i) != '\r')) {
            return false;
        }
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        at = i;
        return true;
    }

    private void escape(StringBuilder value) {
        int from = at++;
        char c = at < text.length() ? text.charAt(at++) : '\0';
        switch (c) {
            case '"', '\\' -> value.append(c);
            case 'b' -> value.append('\b');
            case 't' -> value.append('\t');
            case 'n' -> value.append('\n');
            case 'f' -> value.append('\f');
            case 'r' -> value.append('\r');
            case 'e' -> value.append('\u001b');
            case 'u' -> unicode(value, from, 4);
            case 'U' -> unicode(value, from, 8);
            default -> throw guard.broken(from, "no such escape in TOML");
        }
    }

    private void unicode(StringBuilder value, int from, int digits) {
        int point = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0 || point > Character.MAX_CODE_POINT) {
                throw guard.broken(from, "not a Unicode character");
            }
            point = point * 16 + digit;
            at++;
        }
        if (!Character.isValidCodePoint(point) || (point >= 0xD800 && point <= 0xDFFF)) {
            throw guard.broken(from, "not a Unicode character");
        }
        value.appendCodePoint(point);
    }
}
