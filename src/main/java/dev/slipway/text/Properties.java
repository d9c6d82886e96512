package dev.slipway.text;

import dev.slipway.text.Node.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Java properties as {@link java.util.Properties#load(java.io.Reader)} reads them: {@code =}, {@code :} or white space
 * between key and value, continuation lines, {@code \\uXXXX}. One flat map; all values are text.
 */
public final class Properties {
    private final Guard guard;
    private final String text;
    private final List<Node.Entry> entries = new ArrayList<>();
    private int at;

    private Properties(Guard guard) {
        this.guard = guard;
        this.text = guard.text;
    }

    /** Parses a properties file into one document, a map. */
    public static Parsed parse(String file, String text) {
        return Guard.parse(file, text, guard -> new Properties(guard).read());
    }

    private void read() {
        at = text.startsWith("\uFEFF") ? 1 : 0;
        while (at < text.length()) {
            skipWhite();
            if (at >= text.length()) {
                break;
            }
            char c = text.charAt(at);
            if (isLineEnd(c)) {
                at++;
            } else if (c == '#' || c == '!') {
                skipLine();
            } else {
                guard.tick(at, 1);
                entry();
            }
        }
        guard.documents.add(new Node.Mapping(entries, guard.span(0, text.length())));
    }

    private void entry() {
        Node.Scalar key = scalar(true);
        skipWhite();
        skipContinuation();
        if (at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == ':')) {
            at++;
            skipWhite();
            skipContinuation();
        }
        entries.add(new Node.Entry(key, scalar(false)));
    }

    /** Reads up to the separator (of a key) or the end of the logical line. */
    private Node.Scalar scalar(boolean key) {
        int start = at;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isLineEnd(c) || (key && (c == '=' || c == ':' || isWhite(c)))) {
                break;
            }
            if (c != '\\') {
                value.append(c);
                at++;
            } else if (at + 1 < text.length() && isLineEnd(text.charAt(at + 1))) {
                skipContinuation();
            } else {
                escape(value);
            }
        }
        return new Node.Scalar(value.toString(), Kind.TEXT, guard.span(start, at));
    }

    private void escape(StringBuilder value) {
        int start = at++;
        if (at >= text.length()) {
            return;
        }
        char c = text.charAt(at++);
        switch (c) {
            case 't' -> value.append('\t');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 'f' -> value.append('\f');
            case 'u' -> unicode(value, start);
            default -> value.append(c);
        }
    }

    private void unicode(StringBuilder value, int start) {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                guard.error(start, "\\u takes four hexadecimal digits");
                return;
            }
            unit = unit * 16 + digit;
            at++;
        }
        value.append((char) unit);
    }

    /** A backslash before the line's end, and the white space that begins the next line. */
    private void skipContinuation() {
        while (at + 1 < text.length() && text.charAt(at) == '\\' && isLineEnd(text.charAt(at + 1))) {
            at += text.startsWith("\r\n", at + 1) ? 3 : 2;
            skipWhite();
        }
    }

    private void skipWhite() {
        while (at < text.length() && isWhite(text.charAt(at))) {
            at++;
        }
    }

    private void skipLine() {
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isWhite(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
