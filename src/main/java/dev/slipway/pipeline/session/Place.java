package dev.slipway.pipeline.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a job runs, as its session may see it. Looking is allowed, changing is for steps.
 */
public interface Place {
    /** The job's copy of the repository. */
    Path workspace();

    /** For command files, scripts and what steps put away; gone with the job, outside of the workspace. */
    Path temporary();

    /** The private home of the job's steps. */
    Path home();

    /** Variables of the machine that steps inherit: {@code PATH}, {@code LANG} and the like. */
    Map<String, String> environment();

    /** A file's content as UTF-8, of at most 1 MB, relative to the workspace or absolute; empty when it cannot be read. */
    Optional<String> read(Path file);

    /**
     * Files below the workspace that match the globs in order, {@code !} excludes; relative to it, sorted.
     */
    List<Path> glob(List<String> globs);

    /** SHA-256 of a file below the workspace as hex; empty when it cannot be read. */
    Optional<String> sha256(Path file);

    /** Adds values that must not be seen in any output from now on. */
    void mask(List<String> values);
}
