package dev.slipway.base.wire;

import java.util.List;
import java.util.Optional;

/**
 * What the data plane serves: written whole to {@code routes.json} by temporary file, fsync and rename. The proxy applies
 * a table only when it is valid and its epoch is greater than the one in force.
 *
 * @param epoch grows by one with each table written
 */
public record RouteTable(long epoch, List<Route> routes) {
    public RouteTable {
        routes = List.copyOf(routes);
    }

    /** The table before the first deploy. */
    public static final RouteTable EMPTY = new RouteTable(0, List.of());

    /** The route with this scope key. */
    public Optional<Route> route(String scope) {
        return routes.stream().filter(r -> r.scope().equals(scope)).findFirst();
    }

    /**
     * One public service.
     *
     * @param scope the scope's key
     * @param service the name its URL begins with
     * @param port the public port, on loopback; the service keeps it for life
     * @param generation the generation of the plan that wrote this route; an older one is refused
     * @param stable the arm that gets everything when the lease lapses; empty before the first release is trusted
     * @param leaseUntilMillis epoch milliseconds until which the weights hold; {@link Long#MAX_VALUE} when settled
     */
    public record Route(
            String scope,
            String service,
            int port,
            long generation,
            List<Arm> arms,
            String stable,
            long leaseUntilMillis) {
        public Route {
            arms = List.copyOf(arms);
        }

        /** The arm with this id. */
        public Optional<Arm> arm(String id) {
            return arms.stream().filter(a -> a.id().equals(id)).findFirst();
        }
    }

    /**
     * One version of a service behind a route.
     *
     * @param id the release id
     * @param weight share of traffic in basis points, 0 to 10,000; the weights of a route sum to 10,000 or all are 0
     */
    public record Arm(String id, int weight, List<Upstream> upstreams) {
        public Arm {
            upstreams = List.copyOf(upstreams);
        }
    }

    /** One instance. The host is a loopback address on the local target. */
    public record Upstream(String instance, String host, int port) {}
}
