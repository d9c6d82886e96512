package dev.slipway.journal;

import dev.slipway.plan.Fence;
import java.time.Duration;

/**
 * The right to drive a run. Every write to the journal carries it; once another has claimed the run, the fence is old and
 * writes are refused.
 */
public record Lease(RunId run, Owner owner, Fence fence) {
    /**
     * How long a living owner may be silent. Three heartbeats: one may be late on a busy machine, and a sleeping laptop loses
     * its runs soon.
     */
    public static final Duration TERM = Duration.ofSeconds(15);

    /** Between two heartbeats. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);
}
