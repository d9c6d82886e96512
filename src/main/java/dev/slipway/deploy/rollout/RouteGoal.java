package dev.slipway.deploy.rollout;

import java.util.List;

/**
 * A route as it shall be.
 *
 * @param weights of the releases that have instances; sum to 10,000, or to 0 when nothing shall be served
 * @param stable release that gets everything when the lease lapses; empty for none
 * @param leased whether the weights hold only as long as the lease is renewed
 */
public record RouteGoal(List<Weight> weights, String stable, boolean leased) {
    /** Nothing is served: the service has no release. */
    public static final RouteGoal NOWHERE = new RouteGoal(List.of(), "", false);

    public RouteGoal {
        weights = List.copyOf(weights);
    }

    /** This release's weight. */
    public int weight(String release) {
        return weights.stream()
                .filter(w -> w.release().equals(release))
                .mapToInt(Weight::basisPoints)
                .sum();
    }

    /** Whether an observation shows exactly this in force and no other table on its way. */
    boolean inForce(Observation.Route seen) {
        return seen.current() && matches(seen);
    }

    /** Whether an observation shows exactly this, whatever may be on its way. */
    boolean matches(Observation.Route seen) {
        if (!seen.reachable() || seen.stableOnly() && leased) {
            return false;
        }
        boolean same = weights.stream().allMatch(w -> seen.weight(w.release()) == w.basisPoints())
                && seen.weights().stream().allMatch(w -> weight(w.release()) == w.basisPoints());
        return same && seen.stable().equals(stable) && seen.leased() == leased;
    }
}
