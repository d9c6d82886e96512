package dev.slipway.pipeline.dialect.github.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Filter patterns of branches, tags and paths (provider's page "Workflow syntax", filter pattern cheat sheet). All positions
 * of a pattern are followed at once, so no pattern takes more than its length times that of the name.
 */
final class Patterns {
    /** Characters of a pattern or name; longer ones match nothing. */
    private static final int MAX_LENGTH = 4_096;

    private final Map<String, List<Part>> read = new HashMap<>();

    private enum Kind {
        ONE,
        MAYBE,
        MANY,
        /** {@code **}{@code /}: nothing, or everything up to a slash. */
        FOLDERS,
        IN_FOLDERS
    }

    /**
     * A part of a pattern.
     *
     * @param characters that it takes; {@link #ALL} and {@link #SEGMENT} for their kinds
     */
    private record Part(Kind kind, String characters) {
        static final String ALL = "**";
        static final String SEGMENT = "*";

        boolean takes(char c) {
            return switch (characters) {
                case ALL -> true;
                case SEGMENT -> c != '/';
                default -> characters.length() == 1 ? characters.charAt(0) == c : set(c);
            };
        }

        /** After the bracket that marks a set stand single characters and ranges. */
        private boolean set(char c) {
            for (int i = 1; i < characters.length(); i++) {
                boolean range = i + 2 < characters.length() && characters.charAt(i + 1) == '-';
                if (range && c >= characters.charAt(i) && c <= characters.charAt(i + 2)) {
                    return true;
                }
                if (!range && characters.charAt(i) == c) {
                    return true;
                }
                i += range ? 2 : 0;
            }
            return false;
        }
    }

    /** Whether a name is in: the last pattern that matches decides, one with {@code !} takes it out again. */
    boolean matches(List<String> patterns, String name) {
        boolean in = false;
        for (String pattern : patterns) {
            boolean out = pattern.startsWith("!");
            if (matches(out ? pattern.substring(1) : pattern, name)) {
                in = !out;
            }
        }
        return in;
    }

    private boolean matches(String pattern, String name) {
        if (pattern.length() > MAX_LENGTH || name.length() > MAX_LENGTH) {
            return false;
        }
        List<Part> parts = read.computeIfAbsent(pattern, Patterns::parts);
        BitSet here = new BitSet();
        enter(here, 0, parts);
        for (int i = 0; i < name.length() && !here.isEmpty(); i++) {
            BitSet next = new BitSet();
            for (int p = here.nextSetBit(0); p >= 0; p = here.nextSetBit(p + 1)) {
                step(parts, p, name.charAt(i), next);
            }
            here = next;
        }
        return here.get(parts.size());
    }

    /** Where one may be after a character. */
    private static void step(List<Part> parts, int p, char c, BitSet next) {
        if (p == parts.size()
                || parts.get(p).kind() == Kind.FOLDERS
                || !parts.get(p).takes(c)) {
            return;
        }
        switch (parts.get(p).kind()) {
            case ONE, MAYBE -> enter(next, p + 1, parts);
            case MANY -> enter(next, p, parts);
            case IN_FOLDERS -> {
                next.set(p);
                if (c == '/') {
                    enter(next, p + 1, parts);
                }
            }
            case FOLDERS -> {}
        }
    }

    /** A position, and those that are reached from it without a character. */
    private static void enter(BitSet set, int p, List<Part> parts) {
        int at = p;
        while (!set.get(at)) {
            set.set(at);
            if (at == parts.size()) {
                return;
            }
            switch (parts.get(at).kind()) {
                case ONE, IN_FOLDERS -> {
                    return;
                }
                case MAYBE, MANY -> at++;
                case FOLDERS -> {
                    set.set(at + 1);
                    at += 2;
                }
            }
        }
    }

    private static List<Part> parts(String glob) {
        List<Part> parts = new ArrayList<>();
        int i = 0;
        while (i < glob.length()) {
            char c = glob.charAt(i);
            boolean folders = glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/');
            int end = c == '[' ? glob.indexOf(']', i) : -1;
            if (folders) {
                parts.add(new Part(Kind.FOLDERS, Part.ALL));
                parts.add(new Part(Kind.IN_FOLDERS, Part.ALL));
                i += 3;
            } else if (c == '*') {
                boolean twice = glob.startsWith("**", i);
                parts.add(new Part(Kind.MANY, twice ? Part.ALL : Part.SEGMENT));
                i += twice ? 2 : 1;
            } else if ((c == '?' || c == '+')
                    && !parts.isEmpty()
                    && parts.getLast().kind() == Kind.ONE) {
                repeat(parts, c);
                i++;
            } else if (end > i + 1) {
                parts.add(new Part(Kind.ONE, "[" + glob.substring(i + 1, end)));
                i = end + 1;
            } else {
                boolean escaped = c == '\\' && i + 1 < glob.length();
                parts.add(new Part(Kind.ONE, String.valueOf(escaped ? glob.charAt(i + 1) : c)));
                i += escaped ? 2 : 1;
            }
        }
        return parts;
    }

    private static void repeat(List<Part> parts, char c) {
        Part before = parts.getLast();
        if (c == '+') {
            parts.add(new Part(Kind.MANY, before.characters()));
        } else {
            parts.set(parts.size() - 1, new Part(Kind.MAYBE, before.characters()));
        }
    }
}
