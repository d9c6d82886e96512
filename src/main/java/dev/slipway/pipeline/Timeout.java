package dev.slipway.pipeline;

import java.time.Duration;

/** How long something may take. */
public sealed interface Timeout {
    /** As long as what holds it may. */
    record None() implements Timeout {}

    /** This long, from its own start. */
    record After(Duration limit) implements Timeout {
        public After {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("timeout " + limit);
            }
        }
    }

    /** No limit of its own. */
    static Timeout none() {
        return new None();
    }

    /** A limit in milliseconds; {@link Long#MAX_VALUE} for none. */
    default long millis() {
        return switch (this) {
            case None n -> Long.MAX_VALUE;
            case After a -> a.limit().toMillis();
        };
    }
}
