package dev.slipway.text;

import java.util.Arrays;

/**
 * Offsets of a text as lines, columns and code points, each in logarithmic time: a line of a megabyte with a node every
 * five characters stays linear. A line ends with LF, CRLF or a lone CR, as YAML 1.2 (5.4) and editors see it.
 */
public final class Lines {
    /** UTF-16 units between two checkpoints of the code point count. */
    private static final int STRIDE = 256;

    private final String text;
    private final int[] starts;
    /** Code points before unit {@code k * STRIDE}; empty when the text has none beyond the basic plane. */
    private final int[] checkpoints;

    private Lines(String text, int[] starts, int[] checkpoints) {
        this.text = text;
        this.starts = starts;
        this.checkpoints = checkpoints;
    }

    /** The lines of a text. */
    public static Lines of(String text) {
        int[] starts = new int[64];
        int count = 1;
        // The mark of a text is no column of its first line: editors do not show it.
        starts[0] = text.startsWith("\uFEFF") ? 1 : 0;
        boolean astral = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            astral |= Character.isSurrogate(c);
            boolean ends = c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'));
            if (ends) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return new Lines(text, Arrays.copyOf(starts, count), astral ? checkpoints(text) : new int[0]);
    }

    private static int[] checkpoints(String text) {
        int[] result = new int[text.length() / STRIDE + 1];
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i % STRIDE == 0) {
                result[i / STRIDE] = points;
            }
            points += startsPoint(text, i) ? 1 : 0;
        }
        if (text.length() % STRIDE == 0) {
            result[text.length() / STRIDE] = points;
        }
        return result;
    }

    /** Whether a code point begins at this unit: all but the second half of a pair. */
    private static boolean startsPoint(String text, int i) {
        return i == 0 || !Character.isLowSurrogate(text.charAt(i)) || !Character.isHighSurrogate(text.charAt(i - 1));
    }

    /** Code points before this offset. */
    private int points(int offset) {
        if (checkpoints.length == 0) {
            return offset;
        }
        int points = checkpoints[offset / STRIDE];
        for (int i = offset / STRIDE * STRIDE; i < offset; i++) {
            points += startsPoint(text, i) ? 1 : 0;
        }
        return points;
    }

    /** The offset in UTF-16 units of a code point's index. */
    int offsetOfPoint(int index) {
        if (checkpoints.length == 0) {
            return Math.min(index, text.length());
        }
        int found = Arrays.binarySearch(checkpoints, index);
        int block = found >= 0 ? found : -found - 2;
        int offset = Math.max(0, block) * STRIDE;
        int points = checkpoints[Math.max(0, block)];
        while (offset < text.length() && points < index) {
            points++;
            offset++;
            while (offset < text.length() && !startsPoint(text, offset)) {
                offset++;
            }
        }
        return offset;
    }

    /** Line from 1. */
    public int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return Math.max(1, found >= 0 ? found + 1 : -found - 1);
    }

    /** Column from 1 in code points. */
    public int column(int offset) {
        int start = starts[line(offset) - 1];
        return Math.max(1, points(offset) - points(start) + 1);
    }

    /** A span of these offsets. */
    public Span span(int start, int end) {
        return new Span(line(start), column(start), start, Math.max(start, end));
    }
}
