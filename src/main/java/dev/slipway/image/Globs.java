package dev.slipway.image;

import java.util.List;

/**
 * Globs over relative paths with {@code /}: {@code *} and {@code ?} stay within a part, {@code **} crosses parts and may be
 * nothing. A glob without {@code /} matches a name at any depth, as in a {@code .gitignore}; one with {@code /} is anchored.
 * What matches a folder covers all below it.
 */
final class Globs {
    private final List<Glob> patterns;

    Globs(List<String> globs) {
        patterns = globs.stream().map(Globs::pattern).toList();
    }

    /** Whether the path, or a folder above it, matches. */
    boolean covers(String path) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            if (matches(path.substring(0, end))) {
                return true;
            }
        }
        return matches(path);
    }

    private boolean matches(String path) {
        return patterns.stream().anyMatch(p -> p.matches(path));
    }

    /** Whether the text is a glob at all. */
    static boolean isGlob(String text) {
        return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
    }

    static Glob pattern(String glob) {
        String g = glob.startsWith("./") ? glob.substring(2) : glob;
        g = g.endsWith("/") ? g.substring(0, g.length() - 1) : g;
        g = g.endsWith("/**") && g.length() > 3 ? g.substring(0, g.length() - 3) : g;
        String anchored = g.startsWith("/") ? g.substring(1) : g.contains("/") ? g : "**/" + g;
        return new Glob(anchored);
    }
}
