package dev.slipway.deploy.rollout;

/**
 * Something to do in the world. Ids are {@code deployment/step/attempt}; doing an effect twice is the same as once. Each
 * states a goal ("this many"), never a difference ("one more").
 */
public sealed interface Effect {
    /** {@code deployment/step/attempt}. */
    String id();

    /** See to it that {@code count} instances of the release are wanted; those that run are left alone. */
    record StartInstances(String id, String release, int count) implements Effect {}

    /**
     * See to it that at most {@code keep} instances of the release are left. With {@code keep > 0} the target takes the
     * instances out of the route and lets their requests end before it stops them.
     */
    record StopInstances(String id, String release, int keep) implements Effect {}

    /**
     * Writes the route. The executor fills in the upstreams: the ready instances of each release.
     *
     * @param goal {@link RouteGoal#NOWHERE}: the service answers nobody
     */
    record SetRoute(String id, RouteGoal goal) implements Effect {}

    /** Extends the lease of the route in force by {@link dev.slipway.base.Bounds#ROUTE_LEASE}; changes no weight. */
    record RenewLease(String id) implements Effect {}

    /** No new request goes to this release: let those in flight end. A proxy that drains at weight 0 has nothing to do. */
    record Drain(String id, String release) implements Effect {}
}
