package dev.slipway.pipeline.flow;

/**
 * A node that is over.
 *
 * @param outcome what happened
 * @param conclusion what counts for others: a tolerated failure is a success
 * @param attempts 0 when it never ran
 * @param note why it was skipped, failed without a step, or was lost; empty otherwise
 * @param startedMillis on the machine's clock; equal to the end when it never ran
 */
public record Settled(
        Result outcome, Result conclusion, int attempts, String note, long startedMillis, long endedMillis) {}
