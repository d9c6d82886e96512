package dev.slipway.check;

/**
 * A pattern for paths and ids as in ignore files: {@code *} is anything within a folder, {@code **} anything, {@code ?} one
 * character. Matching takes time in proportion to both lengths, whatever somebody writes.
 */
public record Glob(String pattern) {
    /** A pattern. */
    public static Glob of(String pattern) {
        return new Glob(pattern);
    }

    /** Whether the whole text is meant. */
    public boolean matches(String text) {
        // One row of the table "pattern up to here matches text up to there" at a time.
        boolean[] row = new boolean[text.length() + 1];
        row[0] = true;
        for (int p = 0; p < pattern.length(); p++) {
            char c = pattern.charAt(p);
            boolean deep = c == '*' && p + 1 < pattern.length() && pattern.charAt(p + 1) == '*';
            // "**/" also stands for no folder at all.
            boolean folders = deep && p + 2 < pattern.length() && pattern.charAt(p + 2) == '/';
            p += folders ? 2 : deep ? 1 : 0;
            boolean[] next = new boolean[row.length];
            boolean open = false;
            for (int t = 0; t < row.length; t++) {
                if (c != '*') {
                    boolean one = t > 0 && (c == '?' ? text.charAt(t - 1) != '/' : c == text.charAt(t - 1));
                    next[t] = one && row[t - 1];
                } else {
                    open = row[t] || (open && (deep || text.charAt(t - 1) != '/'));
                    next[t] = folders ? row[t] || (open && t > 0 && text.charAt(t - 1) == '/') : open;
                }
            }
            row = next;
        }
        return row[text.length()];
    }

    @Override
    public String toString() {
        return pattern;
    }
}
