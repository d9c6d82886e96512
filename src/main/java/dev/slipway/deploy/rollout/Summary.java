package dev.slipway.deploy.rollout;

import dev.slipway.deploy.judge.Evidence;
import java.time.Instant;

/**
 * What a finished rollout leaves for the record.
 *
 * @param routed when the first visitors could reach the new release; the epoch when never
 * @param back when all traffic was seen back on the old one; the epoch when it never left
 * @param serving release that has the traffic (or runs, for a worker); empty for none
 * @param badAnswers visitors' requests that the new release answered badly
 * @param failedByProxy visitors' requests that failed because no instance answered
 * @param restarts how often it had to begin again from 0 %
 */
public record Summary(
        String release,
        String old,
        String serving,
        Instant started,
        Instant routed,
        Instant back,
        Instant ended,
        long badAnswers,
        long failedByProxy,
        int restarts,
        Evidence evidence) {}
