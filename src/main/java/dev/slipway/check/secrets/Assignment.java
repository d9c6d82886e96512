package dev.slipway.check.secrets;

import java.util.Optional;

/**
 * A value that is given to a name, in any of the ways of code, data, markup and command lines: {@code NAME=value},
 * {@code "name": "value"}, {@code name := 'value'}, {@code <name>value</name>}, {@code --name value}, {@code
 * set("name", "value")}, {@code name: X} followed by {@code value: V}. Read outwards from a word of the name; looks at a few
 * hundred characters at most.
 *
 * @param quoted whether the value stands in quotes or between tags
 */
public record Assignment(String name, String value, int nameStart, int valueStart, boolean quoted) {
    /** Characters of a name. */
    private static final int MAX_NAME = 100;

    /** Characters of a value; longer ones are data. */
    private static final int MAX_VALUE = 2_000;

    /** Blanks between a name and its value. */
    private static final int MAX_GAP = 40;

    /** The assignment to the name that the characters at {@code hit} belong to. */
    static Optional<Assignment> around(String text, int hit) {
        int start = hit;
        while (start > 0 && hit - start < MAX_NAME && isName(text.charAt(start - 1))) {
            start--;
        }
        int end = hit;
        while (end < text.length() && end - start < MAX_NAME && isName(text.charAt(end))) {
            end++;
        }
        return new Reader(text, start, end).read();
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
    }

    private static final class Reader {
        private final String text;
        private final int start;
        private final int end;
        private int at;
        private boolean nameQuoted;

        Reader(String text, int start, int end) {
            this.text = text;
            this.start = start;
            this.end = end;
            this.at = end;
        }

        Optional<Assignment> read() {
            if (here() == '>' && start > 0 && text.charAt(start - 1) == '<') {
                at++;
                return between('<');
            }
            nameQuoted = here() == '"' || here() == '\'' || here() == '`';
            if (nameQuoted && (start == 0 || text.charAt(start - 1) != here())) {
                // The last word of a phrase is no name.
                return Optional.empty();
            }
            at += nameQuoted ? 1 : 0;
            at += here() == ']' ? 1 : 0;
            Optional<Assignment> pair = pairedValue();
            if (pair.isPresent()) {
                return pair;
            }
            boolean gap = blanks();
            boolean operator = operator();
            boolean option = !operator && gap && text.startsWith("--", start);
            if (!operator && !option) {
                return Optional.empty();
            }
            blanks();
            return value();
        }

        /** {@code name: X} and, after it, {@code value: V}: environment lists, XML attributes. */
        private Optional<Assignment> pairedValue() {
            int from = at;
            int stop = Math.min(text.length(), at + MAX_GAP);
            while (at < stop && " \t\r\n,\"';".indexOf(here()) >= 0) {
                at++;
            }
            boolean value = at > from && (text.startsWith("value", at) || text.startsWith("Value", at));
            if (value) {
                at += 5;
                at += here() == '"' || here() == '\'' ? 1 : 0;
                blanks();
                if (here() == ':' || here() == '=') {
                    at++;
                    blanks();
                    return value();
                }
            }
            at = from;
            return Optional.empty();
        }

        private boolean blanks() {
            int from = at;
            while (at < text.length() && at - from < MAX_GAP && (here() == ' ' || here() == '\t')) {
                at++;
            }
            return at > from;
        }

        private boolean operator() {
            char c = here();
            char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            if (c == '=' && next != '=' && next != '~') {
                at += next == '>' ? 2 : 1;
                return true;
            }
            if ((c == ':' || c == '?' || c == '+') && next == '=') {
                at += 2;
                return true;
            }
            if (c == ':' && next != ':') {
                at++;
                typeThenEquals();
                return true;
            }
            String name = text.substring(start, end);
            String last = name.substring(name.lastIndexOf('.') + 1);
            boolean setter = last.startsWith("set") || last.startsWith("with");
            boolean argument = c == ',' && nameQuoted || c == '(' && setter;
            at += argument ? 1 : 0;
            return argument;
        }

        /** {@code password: string = "..."} in TypeScript, Python, Kotlin, Rust. */
        private void typeThenEquals() {
            int back = at;
            blanks();
            int type = at;
            while (at < text.length() && at - type < MAX_GAP && (isName(here()) || "&<>|[]?".indexOf(here()) >= 0)) {
                at++;
            }
            boolean named = at > type;
            blanks();
            boolean equals = named && here() == '=' && !text.startsWith("==", at);
            if (equals && at + 1 < text.length() && " \"'".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
            } else {
                at = back;
            }
        }

        private Optional<Assignment> value() {
            char c = here();
            if (c == '"' || c == '\'' || c == '`') {
                at++;
                return between(c);
            }
            boolean prefixed = "rbuf@$".indexOf(c) >= 0 && at + 1 < text.length() && text.charAt(at + 1) == '"';
            if (prefixed) {
                at += 2;
                return between('"');
            }
            int from = at;
            while (at < text.length() && at - from < MAX_VALUE && "\"'` \t\r\n".indexOf(here()) < 0) {
                at++;
            }
            int to = at;
            while (to > from && ",;)}]".indexOf(text.charAt(to - 1)) >= 0) {
                to--;
            }
            return made(from, to, false);
        }

        private Optional<Assignment> between(char last) {
            int from = at;
            while (at < text.length() && at - from <= MAX_VALUE && here() != last && here() != '\n') {
                at += here() == '\\' ? 2 : 1;
            }
            boolean closed = at < text.length() && here() == last;
            return closed ? made(from, at, true) : Optional.empty();
        }

        private Optional<Assignment> made(int from, int to, boolean quoted) {
            return to <= from
                    ? Optional.empty()
                    : Optional.of(
                            new Assignment(text.substring(start, end), text.substring(from, to), start, from, quoted));
        }

        private char here() {
            return at < text.length() ? text.charAt(at) : '\n';
        }
    }
}
