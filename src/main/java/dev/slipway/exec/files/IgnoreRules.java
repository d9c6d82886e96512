package dev.slipway.exec.files;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules of one ignore file (gitignore(5)). Matching takes time proportional to pattern times path, whatever the pattern:
 * ignore files come from strangers. Immutable.
 *
 * <p>Own code rather than a library's: loading the library's ignore classes alone costs a quarter of a second, which is more
 * than the whole walk.
 */
final class IgnoreRules {
    /** Rules of one file that are kept; generated ignore files stay far below. */
    private static final int MAX_RULES = 10_000;

    /** Characters of one rule; longer lines are no rule. A path has at most 4,096 on Linux. */
    private static final int MAX_RULE = 4_096;

    /** What a file says about a path. */
    public enum Answer {
        IGNORED,
        /** Taken back by a rule with {@code !}. */
        KEPT,
        /** No rule speaks of it. */
        SILENT
    }

    private record Rule(List<String> segments, boolean anchored, boolean folderOnly, boolean negated) {}

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The rules of a file with this text. */
    public static IgnoreRules of(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (rules.size() < MAX_RULES && line.length() <= MAX_RULE) {
                parse(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, rules);
            }
        }
        return new IgnoreRules(rules);
    }

    /** Whether there is no rule. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /**
     * What the last matching rule says.
     *
     * @param path relative to the folder of the ignore file, with {@code /}
     */
    public Answer answer(String path, boolean folder) {
        List<String> parts = List.of(path.split("/"));
        for (int i = rules.size() - 1; i >= 0; i--) {
            Rule rule = rules.get(i);
            if ((folder || !rule.folderOnly()) && matches(rule, parts)) {
                return rule.negated() ? Answer.KEPT : Answer.IGNORED;
            }
        }
        return Answer.SILENT;
    }

    private static void parse(String raw, List<Rule> rules) {
        String line = withoutTrailingSpaces(raw);
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        boolean negated = line.startsWith("!");
        String pattern = negated ? line.substring(1) : line;
        boolean folderOnly = pattern.endsWith("/");
        pattern = folderOnly ? pattern.substring(0, pattern.length() - 1) : pattern;
        boolean anchored = pattern.indexOf('/') >= 0;
        pattern = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        if (!pattern.isEmpty()) {
            rules.add(new Rule(List.of(pattern.split("/", -1)), anchored, folderOnly, negated));
        }
    }

    /** Trailing spaces do not count unless a backslash stands before them. */
    private static String withoutTrailingSpaces(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            int slashes = 0;
            while (end - 2 - slashes >= 0 && line.charAt(end - 2 - slashes) == '\\') {
                slashes++;
            }
            if (slashes % 2 == 1) {
                break;
            }
            end--;
        }
        return line.substring(0, end);
    }

    private static boolean matches(Rule rule, List<String> parts) {
        return rule.anchored()
                ? pathMatches(rule.segments(), parts)
                : segmentMatches(rule.segments().getFirst(), parts.getLast());
    }

    /** Segments against parts; {@code **} stands for any number of parts, as the last segment for at least one. */
    private static boolean pathMatches(List<String> segments, List<String> parts) {
        int s = 0;
        int p = 0;
        int starAt = -1;
        int resumeAt = 0;
        while (p < parts.size()) {
            boolean star = s < segments.size() && segments.get(s).equals("**");
            if (star && s == segments.size() - 1) {
                return true;
            }
            if (star) {
                starAt = s++;
                resumeAt = p;
            } else if (s < segments.size() && segmentMatches(segments.get(s), parts.get(p))) {
                s++;
                p++;
            } else if (starAt >= 0) {
                s = starAt + 1;
                p = ++resumeAt;
            } else {
                return false;
            }
        }
        return s == segments.size();
    }

    /** One segment with {@code *}, {@code ?}, {@code [...]} and {@code \} against one part, by greedy backtracking. */
    private static boolean segmentMatches(String glob, String text) {
        int g = 0;
        int t = 0;
        int starAt = -1;
        int resumeAt = 0;
        while (t < text.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                starAt = g++;
                resumeAt = t;
                continue;
            }
            int next = g < glob.length() ? one(glob, g, text.charAt(t)) : -1;
            if (next >= 0) {
                g = next;
                t++;
            } else if (starAt >= 0) {
                g = starAt + 1;
                t = ++resumeAt;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }

    /** Where the pattern goes on when its element at {@code g} accepts {@code c}; -1 when it does not. */
    private static int one(String glob, int g, char c) {
        char element = glob.charAt(g);
        if (element == '\\') {
            return g + 1 < glob.length() && glob.charAt(g + 1) == c ? g + 2 : -1;
        }
        if (element == '[') {
            return bracket(glob, g, c);
        }
        return element == '?' || element == c ? g + 1 : -1;
    }

    private static int bracket(String glob, int open, char c) {
        int i = open + 1;
        boolean inverted = i < glob.length() && (glob.charAt(i) == '!' || glob.charAt(i) == '^');
        i += inverted ? 1 : 0;
        boolean found = false;
        boolean first = true;
        while (i < glob.length() && (first || glob.charAt(i) != ']')) {
            first = false;
            if (glob.startsWith("[:", i) && glob.indexOf(":]", i) > 0) {
                int end = glob.indexOf(":]", i);
                found |= inClass(glob.substring(i + 2, end), c);
                i = end + 2;
                continue;
            }
            i += glob.charAt(i) == '\\' && i + 1 < glob.length() ? 1 : 0;
            char low = glob.charAt(i++);
            char high = low;
            if (i + 1 < glob.length() && glob.charAt(i) == '-' && glob.charAt(i + 1) != ']') {
                i += glob.charAt(i + 1) == '\\' && i + 2 < glob.length() ? 2 : 1;
                high = glob.charAt(i++);
            }
            found |= low <= c && c <= high;
        }
        return i < glob.length() && found != inverted ? i + 1 : -1;
    }

    private static boolean inClass(String name, char c) {
        boolean ascii = c < 128;
        return switch (name) {
            case "alnum" -> ascii && Character.isLetterOrDigit(c);
            case "alpha" -> ascii && Character.isLetter(c);
            case "digit" -> c >= '0' && c <= '9';
            case "lower" -> c >= 'a' && c <= 'z';
            case "upper" -> c >= 'A' && c <= 'Z';
            case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
            case "blank" -> c == ' ' || c == '\t';
            case "xdigit" -> Character.digit(c, 16) >= 0 && ascii;
            case "punct" -> c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
            case "cntrl" -> Character.isISOControl(c) && ascii;
            case "print" -> c >= ' ' && c < 127;
            case "graph" -> c > ' ' && c < 127;
            default -> false;
        };
    }
}
