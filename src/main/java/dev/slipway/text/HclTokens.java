package dev.slipway.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The words of an HCL file, blanks and comments among them: one after the other they are the file. */
final class HclTokens {
    enum Kind {
        SPACE,
        COMMENT,
        NEWLINE,
        WORD,
        NUMBER,
        OPERATOR,
        OPEN_QUOTE,
        CLOSE_QUOTE,
        OPEN_HEREDOC,
        CLOSE_HEREDOC,
        TEXT,
        INSERT,
        DIRECTIVE,
        END_TEMPLATE,
        INVALID,
        END
    }

    /** What the scanner is inside of. */
    private static final class Mode {
        /** Empty for code, a quote for a quoted text, else the marker of a heredoc. */
        private final String closer;

        private int braces;

        private Mode(String closer) {
            this.closer = closer;
        }
    }

    private static final List<String> TWO = List.of("==", "!=", "<=", ">=", "&&", "||", "=>", "::");

    private final Guard guard;
    private final String text;
    private final List<Mode> modes = new ArrayList<>();
    private Kind[] kinds = new Kind[256];
    private int[] starts = new int[257];
    private int count;
    private int at;

    private HclTokens(Guard guard) {
        this.guard = guard;
        this.text = guard.text;
    }

    static HclTokens of(Guard guard) {
        HclTokens tokens = new HclTokens(guard);
        tokens.scan();
        return tokens;
    }

    int count() {
        return count;
    }

    Kind kind(int index) {
        return index < count ? kinds[index] : Kind.END;
    }

    int start(int index) {
        return index < count ? starts[index] : text.length();
    }

    int end(int index) {
        return start(index + 1);
    }

    String shown(int index) {
        return text.substring(start(index), end(index));
    }

    boolean is(int index, String operator) {
        return kind(index) == Kind.OPERATOR
                && end(index) - start(index) == operator.length()
                && text.startsWith(operator, start(index));
    }

    private void scan() {
        modes.add(new Mode(""));
        while (at < text.length()) {
            Mode mode = modes.getLast();
            int before = at;
            if (mode.closer.isEmpty()) {
                code(mode);
            } else if (mode.closer.equals("\"")) {
                quoted();
            } else {
                heredoc(mode);
            }
            if (at > before) {
                guard.tick(at, 1);
            }
        }
        starts[count] = text.length();
    }

    private void add(Kind kind, int length) {
        if (count + 1 >= starts.length - 1) {
            kinds = Arrays.copyOf(kinds, count * 2 + 2);
            starts = Arrays.copyOf(starts, count * 2 + 3);
        }
        kinds[count] = kind;
        starts[count++] = at;
        at += length;
    }

    private void push(Mode mode) {
        guard.checkDepth(at, modes.size());
        modes.add(mode);
    }

    private void code(Mode mode) {
        char c = text.charAt(at);
        switch (c) {
            case ' ', '\t', '\uFEFF' -> add(Kind.SPACE, run(" \t\uFEFF"));
            case '\r' ->
                add(text.startsWith("\r\n", at) ? Kind.NEWLINE : Kind.SPACE, text.startsWith("\r\n", at) ? 2 : 1);
            case '\n' -> add(Kind.NEWLINE, 1);
            case '#' -> add(Kind.COMMENT, endOfLine() - at);
            case '"' -> {
                add(Kind.OPEN_QUOTE, 1);
                push(new Mode("\""));
            }
            case '{' -> {
                mode.braces++;
                add(Kind.OPERATOR, 1);
            }
            case '}' -> closeBrace(mode, 1);
            default -> other(mode, c);
        }
    }

    private void other(Mode mode, char c) {
        if (isWordStart(c)) {
            int end = at + 1;
            while (end < text.length() && isWordPart(text.charAt(end))) {
                end++;
            }
            add(Kind.WORD, end - at);
        } else if (c >= '0' && c <= '9') {
            add(Kind.NUMBER, numberLength());
        } else if (c == '/' && text.startsWith("//", at)) {
            add(Kind.COMMENT, endOfLine() - at);
        } else if (c == '/' && text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            if (end < 0) {
                guard.error(at, "a comment that is not closed");
            }
            add(Kind.COMMENT, (end < 0 ? text.length() : end + 2) - at);
        } else if (c == '~' && text.startsWith("~}", at) && mode.braces == 0 && modes.size() > 1) {
            closeBrace(mode, 2);
        } else if (c == '<' && heredocOpens()) {
            openHeredoc();
        } else if (text.startsWith("...", at)) {
            add(Kind.OPERATOR, 3);
        } else if (at + 1 < text.length() && TWO.contains(text.substring(at, at + 2))) {
            add(Kind.OPERATOR, 2);
        } else if ("=!<>&|?:.,[]()+-*/%".indexOf(c) >= 0) {
            add(Kind.OPERATOR, 1);
        } else {
            add(Kind.INVALID, 1);
        }
    }

    private void closeBrace(Mode mode, int length) {
        if (mode.braces == 0 && modes.size() > 1) {
            add(Kind.END_TEMPLATE, length);
            modes.removeLast();
        } else {
            mode.braces = Math.max(0, mode.braces - 1);
            add(Kind.OPERATOR, length);
        }
    }

    private void quoted() {
        int end = at;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '"' || c == '\n' || opensTemplate(end)) {
                break;
            }
            end += c == '\\' && end + 1 < text.length() && text.charAt(end + 1) != '\n' || escapes(end) ? 2 : 1;
        }
        end = Math.min(end, text.length());
        if (end > at) {
            add(Kind.TEXT, end - at);
        } else if (text.charAt(at) == '"') {
            add(Kind.CLOSE_QUOTE, 1);
            modes.removeLast();
        } else if (text.charAt(at) == '\n') {
            guard.error(at, "a quoted text that is not closed on its line");
            modes.removeLast();
        } else {
            openTemplate();
        }
    }

    private void heredoc(Mode mode) {
        boolean lineStart = at > 0 && text.charAt(at - 1) == '\n';
        if (lineStart) {
            int end = endOfLine();
            if (text.substring(at, end).strip().equals(mode.closer)) {
                int blank = at;
                while (Character.isWhitespace(text.charAt(blank))) {
                    blank++;
                }
                add(Kind.CLOSE_HEREDOC, blank - at + mode.closer.length());
                modes.removeLast();
                return;
            }
        }
        int end = at;
        while (end < text.length() && !opensTemplate(end)) {
            if (text.charAt(end) == '\n') {
                end++;
                break;
            }
            end += escapes(end) ? 2 : 1;
        }
        end = Math.min(end, text.length());
        if (end > at) {
            add(Kind.TEXT, end - at);
        } else {
            openTemplate();
        }
    }

    /** Whether <code>$${</code> or <code>%%{</code> stands there. */
    private boolean escapes(int i) {
        return text.startsWith("$${", i) || text.startsWith("%%{", i);
    }

    private boolean opensTemplate(int i) {
        return text.startsWith("${", i) || text.startsWith("%{", i);
    }

    private void openTemplate() {
        Kind kind = text.charAt(at) == '$' ? Kind.INSERT : Kind.DIRECTIVE;
        add(kind, at + 2 < text.length() && text.charAt(at + 2) == '~' ? 3 : 2);
        push(new Mode(""));
    }

    private boolean heredocOpens() {
        int word = at + (text.startsWith("<<-", at) ? 3 : 2);
        return text.startsWith("<<", at) && word < text.length() && isWordStart(text.charAt(word));
    }

    private void openHeredoc() {
        int word = at + (text.startsWith("<<-", at) ? 3 : 2);
        int end = word;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        String marker = text.substring(word, end);
        add(Kind.OPEN_HEREDOC, Math.min(text.length(), endOfLineAfter(end) + 1) - at);
        push(new Mode(marker));
    }

    private int endOfLineAfter(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private int endOfLine() {
        int end = endOfLineAfter(at);
        return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private int run(String of) {
        int end = at;
        while (end < text.length() && of.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end - at;
    }

    private int numberLength() {
        int end = digits(at);
        if (end + 1 < text.length() && text.charAt(end) == '.' && isDigit(end + 1)) {
            end = digits(end + 1);
        }
        if (end + 1 < text.length() && (text.charAt(end) | 0x20) == 'e') {
            int sign = text.charAt(end + 1) == '+' || text.charAt(end + 1) == '-' ? 1 : 0;
            end = isDigit(end + 1 + sign) ? digits(end + 1 + sign) : end;
        }
        return end - at;
    }

    private int digits(int from) {
        int end = from;
        while (isDigit(end)) {
            end++;
        }
        return end;
    }

    private boolean isDigit(int i) {
        return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    static boolean isWordStart(char c) {
        return c == '_' || Character.isLetter(c);
    }

    static boolean isWordPart(char c) {
        return isWordStart(c) || c == '-' || Character.isDigit(c);
    }
}
