package dev.slipway.pipeline.session;

import dev.slipway.pipeline.flow.Result;
import java.util.List;

/** What a job does next. */
public sealed interface Move {
    /** Runs a step to its end; {@link JobSession#ended} follows. */
    record Run(StepPlan step) implements Move {}

    /** Starts a step and goes on at once; its end is heard while the job waits, at the latest at the job's end. */
    record Background(StepPlan step) implements Move {}

    /** Waits for background steps; all of them when the list is empty. */
    record Wait(List<String> steps) implements Move {
        public Wait {
            steps = List.copyOf(steps);
        }
    }

    /** Ends a background step. */
    record Stop(String step) implements Move {}

    /** A step that does not run: only told. */
    record Skip(StepInfo step, String reason) implements Move {}

    /**
     * No more steps.
     *
     * @param result of the job, before the terms' tolerance
     * @param status exit status of the step that decided it; -1 when there is none
     * @param note why, for people; empty when the steps say it
     */
    record Done(Result result, int status, String note) implements Move {
        /** A job that went well. */
        public static Done well() {
            return new Done(Result.SUCCESS, -1, "");
        }
    }
}
