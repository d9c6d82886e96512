package dev.slipway.base;

/**
 * A place in a user's file: path relative to the repository root with {@code /} separators; line and column count from
 * 1, in Unicode code points; 0 means "the whole file".
 */
public record Place(String file, int line, int column) implements Comparable<Place> {
    public Place {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("negative position " + line + ":" + column);
        }
    }

    /** The whole file. */
    public static Place of(String file) {
        return new Place(file, 0, 0);
    }

    /** A line of a file. */
    public static Place of(String file, int line) {
        return new Place(file, line, 0);
    }

    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /** {@code file}, {@code file:line} or {@code file:line:column}: what editors and terminals open on a click. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
