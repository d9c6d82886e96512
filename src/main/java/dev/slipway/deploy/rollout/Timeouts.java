package dev.slipway.deploy.rollout;

import java.time.Duration;

/**
 * How long each goal may take.
 *
 * @param ready from the start of instances until all are ready
 * @param route from a changed route until it is seen in force
 * @param drain for requests in flight after the last new one
 * @param stop for instances to end
 * @param down how long a version that has weight may have no ready instance before its traffic is moved
 * @param retry pause before an effect whose goal is not seen is emitted again
 * @param tick pause between two looks while judging
 */
public record Timeouts(
        Duration ready, Duration route, Duration drain, Duration stop, Duration down, Duration retry, Duration tick) {
    /** The local target's. */
    public static final Timeouts LOCAL = new Timeouts(
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofMillis(250));
}
