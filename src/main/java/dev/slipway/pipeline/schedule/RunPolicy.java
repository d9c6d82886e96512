package dev.slipway.pipeline.schedule;

import dev.slipway.pipeline.Timeout;
import java.time.Duration;

/**
 * How a workflow is run.
 *
 * @param maxParallel jobs at a time
 * @param failFast whether the first failed job stops the others
 * @param timeout for the whole run
 * @param grace a step that was told to end and has not reported by then is given up
 * @param cleanup time for {@code Always} steps of a job that was stopped
 */
public record RunPolicy(int maxParallel, boolean failFast, Timeout timeout, Duration grace, Duration cleanup) {
    public RunPolicy {
        if (maxParallel < 1) {
            throw new IllegalArgumentException("max parallel " + maxParallel);
        }
    }

    /** Runners get 10 s to end a process tree (their own grace is 5 s), cleanup 5 min as hosted services give. */
    public static RunPolicy parallel(int maxParallel) {
        return new RunPolicy(maxParallel, false, Timeout.none(), Duration.ofSeconds(10), Duration.ofMinutes(5));
    }
}
