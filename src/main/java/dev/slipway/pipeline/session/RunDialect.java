package dev.slipway.pipeline.session;

/** A language whose files can be run. To add one, implement this and add a line to the catalogue of dialects. */
public interface RunDialect {
    /** {@code github}, {@code gitlab}, {@code azure} or {@code jenkins}. */
    String id();

    /** Whether a file is of this language; {@code path} relative to the repository, with {@code /}. */
    boolean detects(String path, String text);

    /**
     * Whether the event starts this file at all, by the file's own filters. A file that the user names runs whatever its
     * filters say.
     */
    boolean triggeredBy(RunRequest request);

    /**
     * A run of a file.
     *
     * @throws dev.slipway.base.SlipwayException with every mistake of the file and of the request
     */
    Session session(RunRequest request);
}
