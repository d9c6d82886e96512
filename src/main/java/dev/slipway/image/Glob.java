package dev.slipway.image;

import java.util.ArrayList;
import java.util.List;

/**
 * One anchored glob: {@code *} and {@code ?} stay within a part, {@code **} crosses parts, <code>{a,b}</code> are
 * alternatives. Matched by a table and not by a regular expression: globs come from users' files, and the time here is at
 * most glob length times path length.
 */
final class Glob {
    /** Plain globs that one with braces stands for; beyond, braces mean themselves. */
    private static final int MAX_ALTERNATIVES = 100;

    private final List<String> alternatives;

    Glob(String glob) {
        var expanded = expand(glob);
        alternatives = expanded.size() > MAX_ALTERNATIVES ? List.of(glob) : expanded;
    }

    /** Whether the whole path matches. */
    boolean matches(String path) {
        return alternatives.stream().anyMatch(glob -> matches(glob, path));
    }

    /** Filled from the ends of both: cell p of a row says whether the glob from here on matches the path from p on. */
    private static boolean matches(String glob, String path) {
        int length = path.length();
        boolean[] after = new boolean[length + 1];
        after[length] = true;
        for (int end = glob.length(); end > 0; ) {
            int start = tokenStart(glob, end);
            String token = glob.substring(start, end);
            boolean[] row = new boolean[length + 1];
            for (int p = length; p >= 0; p--) {
                boolean more = p < length;
                boolean inPart = more && path.charAt(p) != '/';
                row[p] = switch (token) {
                    case "**/" -> {
                        int slash = path.indexOf('/', p);
                        yield after[p] || slash > p && row[slash + 1];
                    }
                    case "**" -> after[p] || more && row[p + 1];
                    case "*" -> after[p] || inPart && row[p + 1];
                    case "?" -> inPart && after[p + 1];
                    default -> more && path.charAt(p) == token.charAt(0) && after[p + 1];
                };
            }
            after = row;
            end = start;
        }
        return after[0];
    }

    /** Where the token that ends before {@code end} begins; stars pair from the left. */
    private static int tokenStart(String glob, int end) {
        int starsEnd = glob.charAt(end - 1) == '/' ? end - 1 : end;
        int first = starsEnd;
        while (first > 0 && glob.charAt(first - 1) == '*') {
            first--;
        }
        int stars = starsEnd - first;
        if (stars == 0 || starsEnd < end && stars % 2 == 1) {
            return end - 1;
        }
        return stars % 2 == 1 ? end - 1 : starsEnd - 2;
    }

    /** Every choice of the first outermost braces, each expanded further; an unclosed brace means itself. */
    private static List<String> expand(String glob) {
        int open = glob.indexOf('{');
        int close = open < 0 ? -1 : closing(glob, open);
        if (close < 0) {
            return List.of(glob);
        }
        var all = new ArrayList<String>();
        int from = open + 1;
        int depth = 0;
        for (int i = open + 1; i <= close && all.size() <= MAX_ALTERNATIVES; i++) {
            char c = glob.charAt(i);
            if (depth == 0 && (c == ',' || i == close)) {
                all.addAll(expand(glob.substring(0, open) + glob.substring(from, i) + glob.substring(close + 1)));
                from = i + 1;
            }
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return all;
    }

    private static int closing(String glob, int open) {
        int depth = 0;
        for (int i = open; i < glob.length(); i++) {
            depth += glob.charAt(i) == '{' ? 1 : glob.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
