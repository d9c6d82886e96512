package dev.slipway.proxy;

import dev.slipway.base.wire.ProxyReport;
import java.util.ArrayList;
import java.util.List;

/** The counters of one arm on one loop. Touched by that loop's thread alone. */
final class ArmCounts {
    private static final int[] BOUNDS = ProxyReport.LATENCY_BOUNDS_MILLIS.stream()
            .mapToInt(Integer::intValue)
            .toArray();

    final String arm;
    int weight;
    long visitors;
    long errors;
    long probes;
    long probeErrors;
    long inFlight;
    private final long[] latencies = new long[BOUNDS.length + 1];

    ArmCounts(String arm) {
        this.arm = arm;
    }

    /** One answer, or one break before an answer. */
    void answered(boolean probe, boolean error, long nanos) {
        if (probe) {
            probes++;
            probeErrors += error ? 1 : 0;
            return;
        }
        visitors++;
        errors += error ? 1 : 0;
        latencies[bucket(nanos)]++;
    }

    /** The answer that was counted as good broke in its body. */
    void broke(boolean probe) {
        if (probe) {
            probeErrors++;
        } else {
            errors++;
        }
    }

    /** The first bucket whose bound is not below; bounds are inclusive. */
    static int bucket(long nanos) {
        int i = 0;
        while (i < BOUNDS.length && nanos > BOUNDS[i] * 1_000_000L) {
            i++;
        }
        return i;
    }

    ProxyReport.ArmReport report() {
        List<Long> buckets = new ArrayList<>(latencies.length);
        for (long n : latencies) {
            buckets.add(n);
        }
        return new ProxyReport.ArmReport(arm, weight, visitors, errors, buckets, probes, probeErrors, inFlight);
    }
}
