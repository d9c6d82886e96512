package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.base.Place;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.text.Node;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects mistakes; one that an alias repeats is told once. */
final class Report {
    /** Mistakes of one file; the first ones say it. */
    private static final int MAX = 500;

    /** Characters of the user's text in a message. */
    private static final int SHOWN = 60;

    private final String file;
    private final Set<Mistake> mistakes = new LinkedHashSet<>();

    Report(String file) {
        this.file = file;
    }

    void add(Node where, String kind, String message) {
        add(where.span().line(), where.span().column(), kind, message);
    }

    void add(int line, int column, String kind, String message) {
        if (mistakes.size() < MAX) {
            mistakes.add(new Mistake(new Place(file, line, column), message, kind));
        }
    }

    /** By place. */
    List<Mistake> sorted() {
        return mistakes.stream().sorted(Comparator.comparing(Mistake::place)).toList();
    }

    /** A path as people read it. */
    static String at(List<String> path) {
        return path.isEmpty() ? "the file" : "'" + shorten(String.join(".", path)) + "'";
    }

    static String shorten(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 3) + "...";
    }
}
