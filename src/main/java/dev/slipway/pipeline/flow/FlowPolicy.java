package dev.slipway.pipeline.flow;

import dev.slipway.pipeline.Timeout;
import java.time.Duration;

/**
 * How a run is run.
 *
 * @param maxParallel jobs at a time
 * @param attended whether somebody may open gates meanwhile; if not, gated jobs settle as {@code MANUAL}
 * @param timeout of the whole run
 * @param grace time between the end of a job's cleanup and giving it up
 * @param cleanup time that jobs which run in spite of a cancel get, from the cancel
 * @param lostAgain attempts after one that the runner lost, whatever the job's own terms say
 */
public record FlowPolicy(
        int maxParallel, boolean attended, Timeout timeout, Duration grace, Duration cleanup, int lostAgain) {
    public FlowPolicy {
        if (maxParallel < 1) {
            throw new IllegalArgumentException("max parallel " + maxParallel);
        }
    }

    /** Unattended; 10 s of grace, 5 min of cleanup as hosted services give, one attempt more for what was lost. */
    public static FlowPolicy parallel(int maxParallel) {
        return new FlowPolicy(maxParallel, false, Timeout.none(), Duration.ofSeconds(10), Duration.ofMinutes(5), 1);
    }
}
