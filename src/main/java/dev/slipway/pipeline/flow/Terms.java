package dev.slipway.pipeline.flow;

import dev.slipway.pipeline.Timeout;
import java.time.Duration;
import java.util.Set;

/**
 * On which terms a job runs or a group is entered.
 *
 * @param timeout of one attempt, from its start; for a group from its entry
 * @param cleanup time that steps get which run after a cancel or timeout
 * @param retry when a failed attempt is followed by another
 * @param tolerance failures that stay the outcome but not the conclusion
 * @param lock who else must not run meanwhile
 * @param gate what must happen before it starts
 * @param maxParallel of a group: jobs of it at a time; 0 for no limit of its own
 * @param failFast of a group: its first failed job cancels the others
 */
public record Terms(
        Timeout timeout,
        Duration cleanup,
        Retry retry,
        Tolerate tolerance,
        Lock lock,
        Gate gate,
        int maxParallel,
        boolean failFast) {
    /** Five minutes of cleanup, as hosted services give; nothing else. */
    public static final Terms PLAIN = new Terms(
            Timeout.none(),
            Duration.ofMinutes(5),
            new Retry(0, Set.of(), Set.of(), Duration.ZERO),
            new Tolerate(false, Set.of()),
            new Lock.None(),
            new Gate.Open(),
            0,
            false);

    /** These with another timeout. */
    public Terms within(Timeout limit) {
        return new Terms(limit, cleanup, retry, tolerance, lock, gate, maxParallel, failFast);
    }

    /** These with other retries. */
    public Terms retrying(Retry again) {
        return new Terms(timeout, cleanup, again, tolerance, lock, gate, maxParallel, failFast);
    }

    /** These, tolerating failures. */
    public Terms tolerating(Tolerate failures) {
        return new Terms(timeout, cleanup, retry, failures, lock, gate, maxParallel, failFast);
    }

    /** These under a lock. */
    public Terms locked(Lock by) {
        return new Terms(timeout, cleanup, retry, tolerance, by, gate, maxParallel, failFast);
    }

    /** These behind a gate. */
    public Terms behind(Gate closed) {
        return new Terms(timeout, cleanup, retry, tolerance, lock, closed, maxParallel, failFast);
    }

    /** These for a group. */
    public Terms grouped(int parallel, boolean fast) {
        return new Terms(timeout, cleanup, retry, tolerance, lock, gate, parallel, fast);
    }

    /** These with another time for cleanup. */
    public Terms cleaning(Duration time) {
        return new Terms(timeout, time, retry, tolerance, lock, gate, maxParallel, failFast);
    }

    /**
     * Failures that others do not see.
     *
     * @param all every failure
     * @param statuses those whose failed step had one of these exit statuses
     */
    public record Tolerate(boolean all, Set<Integer> statuses) {
        public Tolerate {
            statuses = Set.copyOf(statuses);
        }

        /** Whether a failure with this status is tolerated. */
        public boolean covers(int status) {
            return all || statuses.contains(status);
        }
    }

    /**
     * When to try again.
     *
     * @param again attempts after the first, at most
     * @param reasons for which; empty for every reason
     * @param statuses exit statuses for which, on top of the reasons; empty for none
     * @param delay before each
     */
    public record Retry(int again, Set<Reason> reasons, Set<Integer> statuses, Duration delay) {
        /** Once and no more. */
        public static final Retry NEVER = new Retry(0, Set.of(), Set.of(), Duration.ZERO);

        public Retry {
            reasons = Set.copyOf(reasons);
            statuses = Set.copyOf(statuses);
        }

        /** Whether a failure is followed by attempt {@code attempt + 1}. */
        public boolean wants(int attempt, Reason reason, int status) {
            boolean any = reasons.isEmpty() && statuses.isEmpty();
            return attempt <= again && (any || reasons.contains(reason) || statuses.contains(status));
        }
    }

    /** Why an attempt failed. */
    public enum Reason {
        /** A step exited with a status that is not 0. */
        SCRIPT,
        /** Its time was up. */
        TIMEOUT,
        /** The runner lost it, or could not start it. */
        LOST,
        /** The dialect said so: an expression, an action that is missing. */
        SETUP
    }

    /** Mutual exclusion in a run. */
    public sealed interface Lock {
        /** None. */
        record None() implements Lock {}

        /**
         * One holder at a time.
         *
         * @param cancelRunning a newcomer cancels the holder
         * @param onlyNewestWaits a newcomer cancels those who wait; else they go in the order of their coming
         */
        record Key(String name, boolean cancelRunning, boolean onlyNewestWaits) implements Lock {}
    }

    /** What must happen before a start. */
    public sealed interface Gate {
        /** Nothing. */
        record Open() implements Gate {}

        /** Time passes. */
        record Delayed(Duration by) implements Gate {}

        /**
         * Somebody starts it by hand. Where nobody attends the run it settles as {@code MANUAL}.
         *
         * @param blocks whether what comes after it in order waits for it
         */
        record Manual(boolean blocks) implements Gate {}

        /** Somebody approves; where nobody attends the run it stays unapproved and settles as {@code MANUAL}. */
        record Approval(String question) implements Gate {}
    }
}
