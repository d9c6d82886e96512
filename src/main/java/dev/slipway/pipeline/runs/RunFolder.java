package dev.slipway.pipeline.runs;

import dev.slipway.exec.files.ContentStore;
import dev.slipway.exec.files.Home;
import java.nio.file.Path;

/**
 * The layout of a run: {@code SLIPWAY_HOME/runs/ID}. Contents of artifacts and caches are shared by all runs.
 *
 * @param runs {@code SLIPWAY_HOME/runs}
 * @param id of the run, sorts by time
 */
public record RunFolder(Path runs, String id) {
    /** Below this home. */
    public static RunFolder of(Home home, String id) {
        return new RunFolder(home.runs(), id);
    }

    /** The run's own folder. */
    public Path root() {
        return runs.resolve(id);
    }

    /** What happened, a JSON object a line. */
    public Path file() {
        return root().resolve("run.jsonl");
    }

    /** Logs, a folder a job. */
    public Path logs() {
        return root().resolve("logs");
    }

    /** Workspaces while the run lasts. */
    public Path work() {
        return root().resolve("work");
    }

    /** Manifests of artifacts. */
    public Path artifacts() {
        return root().resolve("artifacts");
    }

    /** Contents by digest. */
    public ContentStore contents() {
        return new ContentStore(runs.resolve("contents"));
    }

    /** Manifests of caches by scope. */
    public Path caches() {
        return runs.resolve("caches");
    }
}
