package dev.slipway.proxy;

import dev.slipway.base.wire.ProxyReport;
import dev.slipway.base.wire.RouteTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A public service on one loop: which arm is next, and what was counted. Touched by that loop's thread alone. */
final class Route {
    /** Counters of arms that left the table are kept for reports; a route has few releases a day. */
    private static final int MAX_FORMER_ARMS = 16;

    /** A version with its instances. */
    static final class Arm {
        final ArmCounts counts;
        private final Upstream[] upstreams;
        private int turn;

        Arm(ArmCounts counts, Upstream[] upstreams) {
            this.counts = counts;
            this.upstreams = upstreams;
        }

        /** The instance with the fewest requests under way, in turn; another than {@code not} where there is one. */
        @Nullable
        Upstream next(long now, @Nullable Upstream not) {
            Upstream best = null;
            long bestScore = Long.MAX_VALUE;
            int n = upstreams.length;
            turn = turn + 1 >= n ? 0 : turn + 1;
            for (int i = 0; i < n; i++) {
                Upstream u = upstreams[turn + i < n ? turn + i : turn + i - n];
                long score = u.active + (u.shunned(now) ? 1L << 32 : 0) + (u == not ? 1L << 33 : 0);
                if (score < bestScore) {
                    best = u;
                    bestScore = score;
                }
            }
            return best;
        }

        boolean hasUpstreams() {
            return upstreams.length > 0;
        }
    }

    final String scope;
    private final Map<String, ArmCounts> counts = new LinkedHashMap<>();
    private Map<String, Arm> arms = Map.of();
    private Arm[] order = {};
    private Weights weights = new Weights(new int[0], 0);
    private @Nullable Arm stable;
    private long leaseUntilMillis = Long.MAX_VALUE;

    /** Answers 502 to 504 of our own. */
    long badGateway;

    Route(String scope) {
        this.scope = scope;
    }

    /** Takes a new table's route; counters go on. */
    void apply(RouteTable.Route route, Function<RouteTable.Upstream, Upstream> upstreams, long start) {
        Map<String, Arm> next = new LinkedHashMap<>();
        int[] shares = new int[route.arms().size()];
        for (RouteTable.Arm arm : route.arms()) {
            ArmCounts c = counts.computeIfAbsent(arm.id(), ArmCounts::new);
            c.weight = arm.weight();
            shares[next.size()] = arm.weight();
            next.put(
                    arm.id(), new Arm(c, arm.upstreams().stream().map(upstreams).toArray(Upstream[]::new)));
        }
        arms = next;
        order = next.values().toArray(Arm[]::new);
        weights = new Weights(shares, start);
        stable = next.get(route.stable());
        leaseUntilMillis = route.leaseUntilMillis();
        forget();
    }

    private void forget() {
        int former = counts.size() - arms.size();
        Iterator<ArmCounts> all = counts.values().iterator();
        while (all.hasNext()) {
            ArmCounts c = all.next();
            if (!arms.containsKey(c.arm)) {
                c.weight = 0;
                if (former > MAX_FORMER_ARMS && c.inFlight == 0) {
                    all.remove();
                    former--;
                }
            }
        }
    }

    /** The arm for the next visitor; null when nothing may be served. */
    @Nullable
    Arm next(long nowMillis) {
        if (lapsed(nowMillis)) {
            return stable;
        }
        int i = weights.next();
        if (i < 0) {
            return null;
        }
        Arm arm = order[i];
        return arm.hasUpstreams() || stable == null ? arm : stable;
    }

    /** The arm with this id; null when there is none. */
    @Nullable
    Arm arm(String id) {
        return arms.get(id);
    }

    /** The arm that helps out; null before the first release is trusted. */
    @Nullable
    Arm stable() {
        return stable;
    }

    /** Whether nobody renewed the weights in time: they do not hold any more. */
    boolean lapsed(long nowMillis) {
        return nowMillis > leaseUntilMillis;
    }

    ProxyReport.RouteReport report(long nowMillis) {
        boolean lapsed = lapsed(nowMillis);
        List<ProxyReport.ArmReport> reports = new ArrayList<>();
        for (ArmCounts c : counts.values()) {
            ProxyReport.ArmReport r = c.report();
            int weight = !lapsed ? c.weight : stable != null && stable.counts == c ? Weights.WHOLE : 0;
            reports.add(new ProxyReport.ArmReport(
                    r.arm(),
                    weight,
                    r.visitors(),
                    r.errors(),
                    r.latencies(),
                    r.probes(),
                    r.probeErrors(),
                    r.inFlight()));
        }
        return new ProxyReport.RouteReport(scope, lapsed, badGateway, reports);
    }
}
