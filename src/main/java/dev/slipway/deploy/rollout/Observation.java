package dev.slipway.deploy.rollout;

import java.util.List;

/**
 * The world as one look showed it. What could not be seen is said so and never guessed.
 *
 * @param instances of both releases; of no meaning when {@code instancesKnown} is false
 * @param instancesKnown whether the target answered
 * @param gap why the counters could not be read; empty when they could
 */
public record Observation(List<Instance> instances, boolean instancesKnown, Route route, List<Arm> arms, String gap) {
    /** How far an instance is. */
    public enum Phase {
        STARTING,
        READY,
        /** Ended; perhaps about to be started again by policy. */
        DEAD,
        /** Ended too often and left down, or may not be started. */
        CRASH_LOOP
    }

    /**
     * One instance. Instances that were stopped on purpose are not listed.
     *
     * @param ends how often it ended or was restarted since it was first started; grows only
     * @param message why it failed, for people; else empty
     */
    public record Instance(String release, String id, Phase phase, int ends, String message) {}

    /**
     * The route that the proxy has in force: table and counters of the same epoch, never the table that was only written.
     *
     * @param reachable whether the proxy answered; nothing else means anything when not
     * @param current whether what is in force is the newest table written (same epoch): else a change is still on its way
     * @param stableOnly whether the lease lapsed and everything goes to {@code stable}
     * @param weights arms without weight may be left out; empty when there is no route
     * @param stable as in the table in force; empty for none
     * @param badGateway requests that failed because no instance answered, cumulative
     */
    public record Route(
            boolean reachable,
            boolean current,
            boolean stableOnly,
            List<Weight> weights,
            String stable,
            boolean leased,
            long badGateway) {
        public Route {
            weights = List.copyOf(weights);
        }

        /** The proxy answered and has no route for this service. */
        public static final Route NONE = new Route(true, true, false, List.of(), "", false, 0);

        /** The proxy did not answer. */
        public static final Route UNREACHABLE = new Route(false, false, false, List.of(), "", false, 0);

        /** The weight in force, basis points. */
        int weight(String release) {
            return weights.stream()
                    .filter(w -> w.release().equals(release))
                    .mapToInt(Weight::basisPoints)
                    .sum();
        }
    }

    /**
     * Cumulative counters of one release.
     *
     * @param slow visitors' requests above {@link Rollout#slowAboveMillis}
     * @param verified verification requests that got an answer or broke at the instance
     * @param wrong of these, those with a wrong answer
     * @param unverifiable those that could not be made; count as nothing
     * @param inFlight requests not yet answered
     */
    public record Arm(
            String release,
            long visitors,
            long errors,
            long slow,
            long verified,
            long wrong,
            long unverifiable,
            long inFlight) {}

    public Observation {
        instances = List.copyOf(instances);
        arms = List.copyOf(arms);
    }

    int ready(String release) {
        return count(release, Phase.READY);
    }

    int count(String release, Phase phase) {
        return (int) instances.stream()
                .filter(i -> i.release().equals(release) && i.phase() == phase)
                .count();
    }

    int all(String release) {
        return (int) instances.stream().filter(i -> i.release().equals(release)).count();
    }

    int ends(String release) {
        return instances.stream()
                .filter(i -> i.release().equals(release))
                .mapToInt(Instance::ends)
                .sum();
    }

    /** The first message of an instance that failed; empty when there is none. */
    String message(String release) {
        return instances.stream()
                .filter(i -> i.release().equals(release) && !i.message().isEmpty())
                .map(Instance::message)
                .findFirst()
                .orElse("");
    }

    long inFlight(String release) {
        return arms.stream()
                .filter(a -> a.release().equals(release))
                .mapToLong(Arm::inFlight)
                .sum();
    }
}
