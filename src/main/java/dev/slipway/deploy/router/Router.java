package dev.slipway.deploy.router;

import dev.slipway.base.Scope;
import dev.slipway.base.wire.ProxyReport;
import dev.slipway.base.wire.RouteTable;
import dev.slipway.plan.Fence;
import java.util.List;
import java.util.Optional;

/** Splits traffic. Thread-safe. Setting what is set already does nothing but renew the lease. */
public interface Router {
    /** How the shares hold. */
    enum Hold {
        /** Until {@link dev.slipway.base.Bounds#ROUTE_LEASE} passes without renewal, then 100 % stable. */
        LEASED,
        /** Until set anew. */
        SETTLED
    }

    /**
     * Sets arms and shares of a service.
     *
     * @param port the public port
     * @param stable the arm that gets all when a lease lapses; empty when there is none
     * @throws dev.slipway.base.SlipwayException when the fence is older than the one in force
     */
    void set(Scope scope, int port, List<RouteTable.Arm> arms, String stable, Hold hold, Fence fence);

    /** Takes the route away. */
    void remove(Scope scope, Fence fence);

    /** What was set last, whether or not the data plane applies it yet. */
    Optional<RouteTable.Route> get(Scope scope);

    /** The epoch of what was set last, over all services. */
    long epoch();

    /** What the data plane says it does; empty when it does not answer. */
    Optional<ProxyReport> observe() throws InterruptedException;
}
