package dev.slipway.pipeline.dialect;

import java.util.List;

/** What {@code lint} asks of a language: one implementation each, listed in the catalogue. Pure. */
public interface Linter {
    /** The word on the command line: {@code github}, {@code gitlab}, {@code azure}, {@code jenkins}. */
    String id();

    /**
     * Whether a file is of this language, by its path and its text.
     *
     * @param path relative to the repository, with {@code /}
     */
    boolean detects(String path, String text);

    /** Everything that is wrong in a file, by place; files it refers to come through {@code sources}. */
    List<Mistake> lint(String path, String text, Sources sources);

    /** Whether the service would run a file in spite of a mistake of this kind: then it is a warning. */
    boolean isWarning(String kind);
}
