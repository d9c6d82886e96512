package dev.slipway.text;

import dev.slipway.text.Node.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Dotenv files as Compose reads them: {@code KEY=VALUE}, {@code export KEY=VALUE}, single quotes (literal), double quotes
 * (escapes, several lines), comments after a space and {@code #}. One flat map of text; {@code $} is left to the reader of
 * the map, who sees by the first character of a value's span whether it stood in single quotes. {@code KEY} alone is null.
 */
public final class Dotenv {
    private final Guard guard;
    private final String text;
    private final List<Node.Entry> entries = new ArrayList<>();
    private int at;

    private Dotenv(Guard guard) {
        this.guard = guard;
        this.text = guard.text;
    }

    /** Parses a dotenv file into one document, a map; a bad line is reported and passed over. */
    public static Parsed parse(String file, String text) {
        return Guard.parse(file, text, guard -> new Dotenv(guard).read());
    }

    private void read() {
        at = text.startsWith("\uFEFF") ? 1 : 0;
        while (at < text.length()) {
            skipSpace();
            if (at < text.length() && text.charAt(at) != '#' && !isLineEnd()) {
                guard.tick(at, 1);
                try {
                    entry();
                } catch (Guard.Broken e) {
                    guard.error(e.offset(), e.getMessage());
                    if (guard.isOver()) {
                        break;
                    }
                }
            }
            toNextLine();
        }
        guard.documents.add(new Node.Mapping(entries, guard.span(0, text.length())));
    }

    private void entry() {
        if (text.startsWith("export ", at) || text.startsWith("export\t", at)) {
            at += 7;
            skipSpace();
        }
        int start = at;
        while (at < text.length() && isName(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw guard.broken(at, "expected NAME=VALUE, found " + Guard.shown(text, at));
        }
        var key = new Node.Scalar(text.substring(start, at), Kind.TEXT, guard.span(start, at));
        skipSpace();
        boolean assigned = at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == ':');
        if (!assigned) {
            if (at < text.length() && !isLineEnd() && text.charAt(at) != '#') {
                throw guard.broken(at, "expected '=' after the name, found " + Guard.shown(text, at));
            }
            entries.add(new Node.Entry(key, new Node.Scalar("", Kind.NULL, guard.span(at, at))));
            return;
        }
        at++;
        skipSpace();
        entries.add(new Node.Entry(key, value()));
    }

    private Node.Scalar value() {
        char c = at < text.length() ? text.charAt(at) : '\n';
        return switch (c) {
            case '\'' -> literal();
            case '"' -> quoted();
            default -> plain();
        };
    }

    private Node.Scalar literal() {
        int start = at;
        int end = text.indexOf('\'', start + 1);
        if (end < 0) {
            throw guard.broken(start, "this value has no closing quote");
        }
        at = end + 1;
        return new Node.Scalar(text.substring(start + 1, end), Kind.TEXT, guard.span(start, at));
    }

    private Node.Scalar quoted() {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return new Node.Scalar(value.toString(), Kind.TEXT, guard.span(start, at));
            }
            if (c == '\\' && at < text.length()) {
                char escaped = text.charAt(at++);
                switch (escaped) {
                    case 'n' -> value.append('\n');
                    case 'r' -> value.append('\r');
                    case 't' -> value.append('\t');
                    case '"', '\\' -> value.append(escaped);
                    default -> value.append('\\').append(escaped);
                }
            } else {
                value.append(c);
            }
        }
        at = start;
        throw guard.broken(start, "this value has no closing quote");
    }

    private Node.Scalar plain() {
        int start = at;
        while (at < text.length() && !isLineEnd()) {
            boolean comment = text.charAt(at) == '#' && at > start && isSpace(text.charAt(at - 1));
            if (comment) {
                break;
            }
            at++;
        }
        int end = at;
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return new Node.Scalar(text.substring(start, end), Kind.TEXT, guard.span(start, end));
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '-';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private boolean isLineEnd() {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private void toNextLine() {
        int next = text.indexOf('\n', at);
        at = next < 0 ? text.length() : next + 1;
    }
}
