package dev.slipway.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Words of a command line as a POSIX shell sees them, without running anything. */
public final class Words {
    private Words() {}

    /**
     * Splits at unquoted white space; quotes and backslashes are taken away. A quote without its partner reaches to the
     * end. Operators ({@code &&}, {@code |}) are words like others.
     */
    public static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (c == '\\'
                        && quote == '"'
                        && i + 1 < line.length()
                        && "\"\\$`".indexOf(line.charAt(i + 1)) >= 0) {
                    word.append(line.charAt(++i));
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                begun = true;
            } else if (Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                boolean escaped = c == '\\' && i + 1 < line.length();
                word.append(escaped ? line.charAt(++i) : c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    /** Whether a shell would see only words: no operators, expansions or redirections outside of single quotes. */
    public static boolean isPlain(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == '\'') {
                quote = c == '\'' ? 0 : quote;
            } else if (c == '\\') {
                i++;
            } else if (c == '"') {
                quote = quote == '"' ? 0 : '"';
            } else if (c == '\'' && quote == 0) {
                quote = '\'';
            } else if (c == '$' || c == '`' || (quote == 0 && "|&;<>()\n*?~".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Puts variables in place as Dockerfiles do: {@code $X}, <code>${X}</code>, <code>${X:-else}</code>,
     * <code>${X-else}</code>, <code>${X:+then}</code>. A variable that is not known stays as written.
     */
    public static String expand(String text, Map<String, String> variables) {
        StringBuilder result = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                result.append(text.charAt(i + 1) == '$' ? "$" : text.substring(i, i + 2));
                i += 2;
            } else if (c == '$') {
                i = variable(text, i, variables, result);
            } else {
                result.append(c);
                i++;
            }
        }
        return result.toString();
    }

    private static int variable(String text, int at, Map<String, String> variables, StringBuilder into) {
        boolean braces = at + 1 < text.length() && text.charAt(at + 1) == '{';
        int start = at + (braces ? 2 : 1);
        int end = start;
        while (end < text.length() && isName(text.charAt(end))) {
            end++;
        }
        int close = braces ? text.indexOf('}', end) : end;
        if (end == start || close < 0) {
            into.append('$');
            return at + 1;
        }
        String value = variables.get(text.substring(start, end));
        String operation = text.substring(end, close);
        boolean empty = value == null || (operation.startsWith(":") && value.isEmpty());
        String bare = operation.startsWith(":") ? operation.substring(1) : operation;
        int after = close + (braces ? 1 : 0);
        if (bare.startsWith("+")) {
            into.append(empty ? "" : bare.substring(1));
        } else if (!empty) {
            into.append(value);
        } else if (bare.startsWith("-")) {
            into.append(bare, 1, bare.length());
        } else {
            into.append(value == null ? text.substring(at, after) : value);
        }
        return after;
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
