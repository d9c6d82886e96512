package dev.slipway.base.wire;

import java.util.List;

/**
 * The proxy's counters, monotone since its start. A new {@code startedMillis} means every counter began again at 0.
 *
 * @param epoch the epoch of the table in force
 */
public record ProxyReport(long startedMillis, long epoch, List<RouteReport> routes) {
    public ProxyReport {
        routes = List.copyOf(routes);
    }

    /** Upper bounds of the latency buckets in milliseconds; the last bucket is open. Powers of two and half steps. */
    public static final List<Integer> LATENCY_BOUNDS_MILLIS =
            List.of(1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500, 800, 1_200, 2_000, 5_000, 10_000, 30_000);

    /**
     * One route.
     *
     * @param stableOnly whether the lease lapsed and the route serves 100 % stable
     * @param badGateway answers 502, 503 or 504 that the proxy itself made because no upstream answered
     */
    public record RouteReport(String scope, boolean stableOnly, long badGateway, List<ArmReport> arms) {
        public RouteReport {
            arms = List.copyOf(arms);
        }
    }

    /**
     * One arm of a route.
     *
     * @param weight the weight in force, basis points
     * @param visitors requests of visitors; verification requests are counted in {@code probes}
     * @param errors answers 500 to 599 to visitors, and connections that broke
     * @param latencies visitors' answers by {@link #LATENCY_BOUNDS_MILLIS}; one more bucket than bounds
     * @param inFlight requests not yet answered, of any kind: what draining waits for
     */
    public record ArmReport(
            String arm,
            int weight,
            long visitors,
            long errors,
            List<Long> latencies,
            long probes,
            long probeErrors,
            long inFlight) {
        public ArmReport {
            latencies = List.copyOf(latencies);
        }
    }
}
