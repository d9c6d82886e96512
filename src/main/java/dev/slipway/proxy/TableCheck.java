package dev.slipway.proxy;

import dev.slipway.base.wire.RouteTable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether a route table may come into force. Pure. */
final class TableCheck {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

    private TableCheck() {}

    /** Why not; empty when it may. */
    static Optional<String> problem(RouteTable table) {
        Set<Integer> ports = new HashSet<>();
        Set<String> scopes = new HashSet<>();
        for (RouteTable.Route route : table.routes()) {
            if (!ports.add(route.port())) {
                return Optional.of("two routes have port " + route.port());
            }
            if (!scopes.add(route.scope())) {
                return Optional.of("two routes are of " + route.scope());
            }
            Optional<String> problem = problem(route);
            if (problem.isPresent()) {
                return problem.map(p -> route.scope() + ": " + p);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problem(RouteTable.Route route) {
        if (route.port() < 1 || route.port() > 65_535) {
            return Optional.of("port " + route.port());
        }
        Set<String> ids = new HashSet<>();
        int sum = 0;
        for (RouteTable.Arm arm : route.arms()) {
            if (!ids.add(arm.id())) {
                return Optional.of("two arms are " + arm.id());
            }
            if (arm.weight() < 0 || arm.weight() > Weights.WHOLE) {
                return Optional.of("arm " + arm.id() + " has weight " + arm.weight());
            }
            sum += arm.weight();
            for (RouteTable.Upstream upstream : arm.upstreams()) {
                boolean loopback = LOOPBACK.contains(upstream.host());
                if (!loopback || upstream.port() < 1 || upstream.port() > 65_535) {
                    return Optional.of("upstream " + upstream.host() + ":" + upstream.port() + " is not on loopback");
                }
                if (upstream.port() == route.port()) {
                    return Optional.of("upstream " + upstream.instance() + " is the public port itself");
                }
            }
        }
        if (sum != 0 && sum != Weights.WHOLE) {
            return Optional.of("the weights sum to " + sum + " instead of " + Weights.WHOLE);
        }
        return route.stable().isEmpty() || ids.contains(route.stable())
                ? Optional.empty()
                : Optional.of("the stable arm " + route.stable() + " is unknown");
    }
}
