package dev.slipway.text;

import java.util.Comparator;
import java.util.List;

/**
 * Puts a replacement in place of a part of a text; all else stays byte for byte.
 *
 * @param start offset in UTF-16 units, as in {@link Span}
 * @param end exclusive; equal to {@code start} for an insertion
 */
public record Edit(int start, int end, String replacement) {
    public Edit {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no such part: " + start + " to " + end);
        }
    }

    /** Replaces what a span covers. */
    public static Edit replace(Span span, String replacement) {
        return new Edit(span.start(), span.end(), replacement);
    }

    /** Inserts before an offset. */
    public static Edit insert(int offset, String text) {
        return new Edit(offset, offset, text);
    }

    /**
     * Applies all edits at once; offsets are those of the text given. Insertions at one offset stand in the order given.
     *
     * @throws IllegalArgumentException when two edits overlap or one lies outside the text
     */
    public static String apply(String text, List<Edit> edits) {
        List<Edit> sorted = edits.stream()
                .sorted(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end))
                .toList();
        StringBuilder result = new StringBuilder(text.length());
        int done = 0;
        for (Edit edit : sorted) {
            if (edit.start < done || edit.end > text.length()) {
                throw new IllegalArgumentException(
                        edit.start < done
                                ? "edits overlap at " + edit.start
                                : "edit ends at " + edit.end + ", the text at " + text.length());
            }
            result.append(text, done, edit.start).append(edit.replacement);
            done = edit.end;
        }
        return result.append(text, done, text.length()).toString();
    }
}
