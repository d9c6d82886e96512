package dev.slipway.proxy;

import dev.slipway.base.wire.ProxyReport;
import dev.slipway.base.wire.ProxyReport.ArmReport;
import dev.slipway.base.wire.ProxyReport.RouteReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums what the loops counted. Pure. */
final class Reports {
    private Reports() {}

    /** One report of all loops; weights and lease are the same on each. */
    static ProxyReport sum(long startedMillis, long epoch, List<List<RouteReport>> loops) {
        Map<String, RouteReport> routes = new LinkedHashMap<>();
        loops.forEach(loop -> loop.forEach(route -> routes.merge(route.scope(), route, Reports::sum)));
        return new ProxyReport(startedMillis, epoch, List.copyOf(routes.values()));
    }

    private static RouteReport sum(RouteReport a, RouteReport b) {
        Map<String, ArmReport> arms = new LinkedHashMap<>();
        a.arms().forEach(arm -> arms.put(arm.arm(), arm));
        b.arms().forEach(arm -> arms.merge(arm.arm(), arm, Reports::sum));
        return new RouteReport(
                a.scope(),
                a.stableOnly() || b.stableOnly(),
                a.badGateway() + b.badGateway(),
                List.copyOf(arms.values()));
    }

    private static ArmReport sum(ArmReport a, ArmReport b) {
        List<Long> latencies = new ArrayList<>();
        for (int i = 0; i < a.latencies().size(); i++) {
            latencies.add(a.latencies().get(i) + b.latencies().get(i));
        }
        return new ArmReport(
                a.arm(),
                a.weight(),
                a.visitors() + b.visitors(),
                a.errors() + b.errors(),
                latencies,
                a.probes() + b.probes(),
                a.probeErrors() + b.probeErrors(),
                a.inFlight() + b.inFlight());
    }
}
