package dev.slipway.pipeline.schedule;

import java.util.List;

/** Where a job stands. Times are milliseconds on the scheduler's clock. */
public sealed interface JobState {
    /** Waits for its needs, a free place or its lock. */
    record Pending() implements JobState {}

    /**
     * Runs.
     *
     * @param attempt from 1
     * @param steps those that ended, skipped ones included
     * @param current index of the step that runs
     */
    record Active(
            int attempt,
            long startedMillis,
            List<StepRecord> steps,
            int current,
            long stepStartedMillis,
            Stop stepStop,
            Stop jobStop)
            implements JobState {
        public Active {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Over.
     *
     * @param outcome what happened
     * @param conclusion what counts for others: a failure that may be continued is a success
     */
    record Settled(
            Outcome outcome,
            Outcome conclusion,
            int attempts,
            long startedMillis,
            long endedMillis,
            List<StepRecord> steps)
            implements JobState {
        public Settled {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A step that ended.
     *
     * @param status exit status; -1 when there is none
     * @param note why it was lost; else empty
     */
    record StepRecord(
            int index,
            Outcome outcome,
            Outcome conclusion,
            int status,
            String note,
            long startedMillis,
            long endedMillis) {}

    /** Whether something was told to stop. */
    sealed interface Stop {
        /** No. */
        record No() implements Stop {}

        /** Yes, since then, and this is what it will be called. */
        record Told(Outcome reason, long sinceMillis) implements Stop {}
    }
}
