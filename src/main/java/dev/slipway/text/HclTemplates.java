package dev.slipway.text;

import dev.slipway.text.HclExpression.Part;
import dev.slipway.text.HclExpression.Template;
import dev.slipway.text.HclTokens.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads quoted texts and heredocs, with what is inserted into them. */
final class HclTemplates {
    private final HclCursor cursor;
    private final HclExpressions expressions;

    /** A part before blanks around {@code ~} are taken away. */
    private static final class Raw {
        private final List<Part> parts = new ArrayList<>();
        private boolean trimNext;

        void add(String text) {
            String kept = trimNext ? text.stripLeading() : text;
            if (!kept.isEmpty() || !trimNext) {
                trimNext = trimNext && kept.isEmpty();
                if (!parts.isEmpty() && parts.getLast() instanceof Part.Words w) {
                    parts.set(parts.size() - 1, new Part.Words(w.text() + kept));
                } else {
                    parts.add(new Part.Words(kept));
                }
            }
        }

        void opened(boolean trims) {
            if (trims && !parts.isEmpty() && parts.getLast() instanceof Part.Words w) {
                parts.set(parts.size() - 1, new Part.Words(w.text().stripTrailing()));
            }
        }

        void closed(boolean trims) {
            trimNext = trims;
        }
    }

    HclTemplates(HclCursor cursor, HclExpressions expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    Template quoted() {
        int start = cursor.offset();
        cursor.next();
        Raw raw = new Raw();
        parts(raw, false, 0, Set.of(), 0);
        if (cursor.kind() == Kind.CLOSE_QUOTE) {
            cursor.next();
        }
        return new Template(raw.parts, false, cursor.guard.span(start, cursor.lastEnd()));
    }

    Template heredoc() {
        int start = cursor.offset();
        boolean indented = cursor.shown().startsWith("<<-");
        int common = indented ? commonIndent() : 0;
        cursor.next();
        Raw raw = new Raw();
        parts(raw, true, common, Set.of(), 0);
        if (cursor.kind() == Kind.CLOSE_HEREDOC) {
            cursor.next();
        } else {
            cursor.guard.error(start, "a heredoc that is not closed");
        }
        return new Template(raw.parts, true, cursor.guard.span(start, cursor.lastEnd()));
    }

    /** Blanks that all lines of a heredoc begin with. */
    private int commonIndent() {
        String text = cursor.guard.text;
        int common = Integer.MAX_VALUE;
        for (int i = cursor.position() + 1;
                cursor.kindAt(i) != Kind.CLOSE_HEREDOC && cursor.kindAt(i) != Kind.END;
                i++) {
            int start = cursor.startAt(i);
            if (start > 0
                    && text.charAt(start - 1) == '\n'
                    && !cursor.shownAt(i).isBlank()) {
                common = Math.min(common, blanks(cursor.shownAt(i)));
            }
        }
        return common == Integer.MAX_VALUE ? 0 : common;
    }

    private static int blanks(String line) {
        int n = 0;
        while (n < line.length() && (line.charAt(n) == ' ' || line.charAt(n) == '\t')) {
            n++;
        }
        return n;
    }

    /** Reads parts up to the end, or to a directive that is one of the closers, whose word is then the next one. */
    private String parts(Raw into, boolean heredoc, int indent, Set<String> closers, int depth) {
        cursor.guard.checkDepth(cursor.offset(), depth);
        while (true) {
            cursor.guard.tick(cursor.offset(), 1);
            switch (cursor.kind()) {
                case TEXT -> text(into, heredoc, indent);
                case INSERT -> {
                    into.opened(cursor.shown().endsWith("~"));
                    cursor.openBrackets();
                    cursor.next();
                    HclExpression value = expressions.read();
                    into.parts.add(new Part.Insert(value));
                    end(into);
                }
                case DIRECTIVE -> {
                    String closed = directive(into, heredoc, indent, closers, depth);
                    if (!closed.isEmpty()) {
                        return closed;
                    }
                }
                case SPACE,
                        COMMENT,
                        NEWLINE,
                        WORD,
                        NUMBER,
                        OPERATOR,
                        OPEN_QUOTE,
                        CLOSE_QUOTE,
                        OPEN_HEREDOC,
                        CLOSE_HEREDOC,
                        END_TEMPLATE,
                        INVALID,
                        END -> {
                    if (!closers.isEmpty()) {
                        throw cursor.unexpected("a directive "
                                + String.join(" or ", closers.stream().sorted().toList()));
                    }
                    return "";
                }
            }
        }
    }

    private void text(Raw into, boolean heredoc, int indent) {
        String text = cursor.shown();
        int start = cursor.offset();
        boolean lineStart = start > 0 && cursor.guard.text.charAt(start - 1) == '\n';
        cursor.next();
        if (heredoc) {
            String line = lineStart ? text.substring(Math.min(indent, blanks(text))) : text;
            into.add(line.replace("$${", "${").replace("%%{", "%{"));
        } else {
            into.add(unescape(text));
        }
    }

    /** Takes the brace that ends an insertion or directive. */
    private void end(Raw into) {
        if (cursor.kind() != Kind.END_TEMPLATE) {
            throw cursor.unexpected("'}'");
        }
        into.closed(cursor.shown().startsWith("~"));
        cursor.closeBrackets();
        cursor.next();
    }

    private String directive(Raw into, boolean heredoc, int indent, Set<String> closers, int depth) {
        into.opened(cursor.shown().endsWith("~"));
        cursor.openBrackets();
        cursor.next();
        String word = expressions.name();
        if (closers.contains(word)) {
            end(into);
            return word;
        }
        switch (word) {
            case "if" -> branch(into, heredoc, indent, depth);
            case "for" -> loop(into, heredoc, indent, depth);
            default -> throw cursor.unexpectedAt(cursor.offset(), "if or for in a directive");
        }
        return "";
    }

    private void branch(Raw into, boolean heredoc, int indent, int depth) {
        HclExpression condition = expressions.read();
        Raw yes = new Raw();
        end(yes);
        Raw no = new Raw();
        String closed = parts(yes, heredoc, indent, Set.of("else", "endif"), depth + 1);
        boolean trims = yes.trimNext;
        if (closed.equals("else")) {
            no.closed(trims);
            parts(no, heredoc, indent, Set.of("endif"), depth + 1);
            trims = no.trimNext;
        }
        into.parts.add(new Part.Branch(condition, yes.parts, no.parts));
        into.closed(trims);
    }

    private void loop(Raw into, boolean heredoc, int indent, int depth) {
        String first = expressions.name();
        String second = "";
        if (cursor.is(",")) {
            cursor.next();
            second = expressions.name();
        }
        if (!cursor.isWord("in")) {
            throw cursor.unexpected("'in'");
        }
        cursor.next();
        HclExpression of = expressions.read();
        Raw body = new Raw();
        end(body);
        parts(body, heredoc, indent, Set.of("endfor"), depth + 1);
        into.parts.add(new Part.Loop(second.isEmpty() ? "" : first, second.isEmpty() ? first : second, of, body.parts));
        into.closed(body.trimNext);
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0 && text.indexOf('$') < 0 && text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '$' || c == '%') && text.startsWith(c + "" + c + "{", i)) {
                out.append(c).append('{');
                i += 2;
            } else if (c == '\\' && i + 1 < text.length()) {
                i += escape(text, i + 1, out);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Appends what follows a backslash; returns how many characters it is. */
    private static int escape(String text, int at, StringBuilder out) {
        char c = text.charAt(at);
        switch (c) {
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case '"', '\\' -> out.append(c);
            case 'u', 'U' -> {
                int length = c == 'u' ? 4 : 8;
                int end = Math.min(text.length(), at + 1 + length);
                String hex = text.substring(at + 1, end);
                if (hex.length() == length && hex.matches("[0-9a-fA-F]+")) {
                    long point = Long.parseLong(hex, 16);
                    out.appendCodePoint(point <= Character.MAX_CODE_POINT ? (int) point : 0xFFFD);
                    return 1 + length;
                }
                out.append('\\').append(c);
            }
            default -> out.append('\\').append(c);
        }
        return 1;
    }
}
