package dev.slipway.check;

import java.util.List;
import java.util.Locale;

/** A text file as rules about text see it. */
public record TextFile(String path, String text, String lowerCase, List<String> lines) {
    /** Characters of a line that are searched: minified files have lines of megabytes. */
    private static final int MAX_LINE = 4_000;

    public TextFile {
        lines = List.copyOf(lines);
    }

    static TextFile of(String path, String text) {
        List<String> lines = text.lines()
                .map(l -> l.length() > MAX_LINE ? l.substring(0, MAX_LINE) : l)
                .toList();
        return new TextFile(path, text, text.toLowerCase(Locale.ROOT), lines);
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether it lies where examples, tests and documentation lie: what looks like a secret there mostly is none. */
    public boolean isSample() {
        String p = "/" + path.toLowerCase(Locale.ROOT);
        return p.matches(".*/(tests?|__tests__|spec|testdata|fixtures?|examples?|samples?|docs?|mocks?)/.*")
                || p.contains("/src/test/")
                || p.matches(".*([._-](test|spec)\\.[a-z]+|\\.md|\\.rst|\\.adoc)");
    }
}
