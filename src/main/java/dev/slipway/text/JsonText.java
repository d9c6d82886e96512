package dev.slipway.text;

import dev.slipway.text.Node.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON (RFC 8259) with positions. Numbers stay text; duplicate keys stay as entries. {@link #parseWithComments} also takes
 * what editors' configuration files hold: comments and trailing commas.
 */
public final class JsonText {
    private final Guard guard;
    private final String text;
    private final boolean comments;
    private int at;
    private int depth;

    private JsonText(Guard guard, boolean comments) {
        this.guard = guard;
        this.text = guard.text;
        this.comments = comments;
    }

    /** Parses strict JSON; a byte order mark before it is passed over. */
    public static Parsed parse(String file, String text) {
        return Guard.parse(file, text, guard -> new JsonText(guard, false).read());
    }

    /** Parses JSON with {@code //} and block comments and trailing commas (tsconfig, devcontainer, ARM). */
    public static Parsed parseWithComments(String file, String text) {
        return Guard.parse(file, text, guard -> new JsonText(guard, true).read());
    }

    private void read() {
        at = text.startsWith("\uFEFF") ? 1 : 0;
        skip();
        if (at == text.length()) {
            throw guard.broken(at, "the file is empty");
        }
        Node root = value();
        guard.documents.add(root);
        skip();
        if (at < text.length()) {
            throw unexpected("the end of the file");
        }
    }

    private Node value() {
        guard.tick(at, 1);
        if (at >= text.length()) {
            throw unexpected("a value");
        }
        return switch (text.charAt(at)) {
            case '{' -> map();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", Kind.BOOLEAN);
            case 'f' -> word("false", Kind.BOOLEAN);
            case 'n' -> word("null", Kind.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw unexpected("a value");
        };
    }

    private Node map() {
        int start = at++;
        guard.checkDepth(start, ++depth);
        List<Node.Entry> entries = new ArrayList<>();
        skip();
        boolean more = !is('}');
        while (more) {
            if (!is('"')) {
                throw unexpected("a key in double quotes");
            }
            Node.Scalar key = string();
            skip();
            expect(':', "':' after the key");
            skip();
            entries.add(new Node.Entry(key, value()));
            more = comma('}');
        }
        expect('}', "',' or '}'");
        depth--;
        return new Node.Mapping(entries, guard.span(start, at));
    }

    private Node list() {
        int start = at++;
        guard.checkDepth(start, ++depth);
        List<Node> items = new ArrayList<>();
        skip();
        boolean more = !is(']');
        while (more) {
            items.add(value());
            more = comma(']');
        }
        expect(']', "',' or ']'");
        depth--;
        return new Node.Sequence(items, guard.span(start, at));
    }

    /** Whether another item follows. */
    private boolean comma(char end) {
        skip();
        if (!is(',')) {
            return false;
        }
        int comma = at++;
        skip();
        if (is(end) && !comments) {
            throw guard.broken(comma, "no comma may stand before '" + end + "'");
        }
        return !is(end);
    }

    private Node.Scalar string() {
        int start = at++;
        int plain = at;
        StringBuilder value = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw guard.broken(start, "this text has no closing quote");
            }
            char c = text.charAt(at);
            if (c == '"') {
                value.append(text, plain, at++);
                return new Node.Scalar(value.toString(), Kind.TEXT, guard.span(start, at));
            }
            if (c < 0x20) {
                throw unexpected("a closing quote");
            }
            if (c == '\\') {
                value.append(text, plain, at);
                value.append(escape());
                plain = at;
            } else {
                at++;
            }
        }
    }

    private char escape() {
        int start = at++;
        char c = at < text.length() ? text.charAt(at++) : '\0';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(start);
            default -> throw guard.broken(start, "no such escape in JSON");
        };
    }

    private char unicode(int start) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0 || text.charAt(at) > 'f') {
                throw guard.broken(start, "\\u takes four hexadecimal digits");
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    private Node word(String word, Kind kind) {
        int start = at;
        if (!text.startsWith(word, at)) {
            throw unexpected("a value");
        }
        at += word.length();
        return new Node.Scalar(kind == Kind.NULL ? "" : word, kind, guard.span(start, at));
    }

    private Node number() {
        int start = at;
        at += is('-') ? 1 : 0;
        int whole = at;
        digits(start);
        if (at - whole > 1 && text.charAt(whole) == '0') {
            throw guard.broken(start, "a number does not begin with 0");
        }
        Kind kind = Kind.INTEGER;
        if (is('.')) {
            at++;
            kind = Kind.DECIMAL;
            digits(start);
        }
        if (is('e') || is('E')) {
            at++;
            kind = Kind.DECIMAL;
            at += is('-') || is('+') ? 1 : 0;
            digits(start);
        }
        if (at - start > Guard.MAX_NUMBER) {
            throw guard.broken(start, "a number of more than " + Guard.MAX_NUMBER + " digits");
        }
        return new Node.Scalar(text.substring(start, at), kind, guard.span(start, at));
    }

    private void digits(int start) {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (from == at) {
            throw guard.broken(start, "not a number");
        }
    }

    private void skip() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else if (c != '/' || !comments || !comment()) {
                return;
            }
        }
    }

    private boolean comment() {
        if (text.startsWith("//", at)) {
            while (at < text.length() && text.charAt(at) != '\n') {
                at++;
            }
            return true;
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            if (end < 0) {
                throw guard.broken(at, "this comment has no end");
            }
            at = end + 2;
            return true;
        }
        return false;
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void expect(char c, String what) {
        if (!is(c)) {
            throw unexpected(what);
        }
        at++;
    }

    private Guard.Broken unexpected(String expected) {
        return guard.broken(at, "expected " + expected + ", found " + Guard.shown(text, at));
    }
}
