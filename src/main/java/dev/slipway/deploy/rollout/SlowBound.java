package dev.slipway.deploy.rollout;

import dev.slipway.base.wire.ProxyReport;
import java.util.List;

/** Which latency counts as slow, from the old version's histogram before the deployment. */
public final class SlowBound {
    /** Requests below which a histogram says nothing about its ninth decile. */
    private static final long MIN_REQUESTS = 100;

    /** Milliseconds below which nobody is called slow: a fresh runtime still compiles its code. */
    private static final int FLOOR_MILLIS = 300;

    private SlowBound() {}

    /** The bound of the bucket that holds the p90, at least the floor; 0 (do not measure) with too few requests. */
    public static int choose(List<Long> latencies) {
        long all = latencies.stream().mapToLong(Long::longValue).sum();
        if (all < MIN_REQUESTS) {
            return 0;
        }
        long below = 0;
        List<Integer> bounds = ProxyReport.LATENCY_BOUNDS_MILLIS;
        for (int i = 0; i < bounds.size(); i++) {
            below += latencies.get(i);
            if (below * 10 >= all * 9 && bounds.get(i) >= FLOOR_MILLIS) {
                return bounds.get(i);
            }
        }
        return 0;
    }

    /** Requests above the bound, which must be one of {@link ProxyReport#LATENCY_BOUNDS_MILLIS}; 0 gives 0. */
    public static long above(List<Long> latencies, int boundMillis) {
        int bucket = ProxyReport.LATENCY_BOUNDS_MILLIS.indexOf(boundMillis);
        if (bucket < 0) {
            return 0;
        }
        return latencies.stream().skip(bucket + 1L).mapToLong(Long::longValue).sum();
    }
}
