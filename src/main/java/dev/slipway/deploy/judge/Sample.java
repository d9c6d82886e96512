package dev.slipway.deploy.judge;

import java.util.List;

/**
 * One look at the counters.
 *
 * @param atMillis when, epoch milliseconds
 * @param readings cumulative; empty with a gap
 * @param gap why there is no data; empty when there is
 */
public record Sample(long atMillis, List<Reading> readings, String gap) {
    /**
     * One cumulative counter pair.
     *
     * @param source what counts (a pod, the proxy): each has counters of its own that may begin again at 0
     * @param newArm whether it counts the new version's requests
     * @param metric {@link Metric#name}
     * @param requests exposures since the source's start
     * @param events bad ones of these
     */
    public record Reading(String source, boolean newArm, String metric, long requests, long events) {
        boolean sameSeries(Reading other) {
            return source.equals(other.source) && newArm == other.newArm && metric.equals(other.metric);
        }
    }

    public Sample {
        readings = List.copyOf(readings);
    }
}
