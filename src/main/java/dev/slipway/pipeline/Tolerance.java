package dev.slipway.pipeline;

import java.util.Set;

/** Which failures of a step are its outcome, but not its conclusion: what comes after goes on. */
public sealed interface Tolerance {
    /** None. */
    record None() implements Tolerance {}

    /** Every one. */
    record All() implements Tolerance {}

    /** Exits with one of these statuses. */
    record Statuses(Set<Integer> statuses) implements Tolerance {
        public Statuses {
            statuses = Set.copyOf(statuses);
        }
    }

    /** The default. */
    static Tolerance none() {
        return new None();
    }

    /** Whether a failure with this exit status is tolerated; -1 stands for one without a status. */
    default boolean covers(int status) {
        return switch (this) {
            case None n -> false;
            case All a -> true;
            case Statuses s -> s.statuses().contains(status);
        };
    }
}
