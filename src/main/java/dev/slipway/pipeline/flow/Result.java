package dev.slipway.pipeline.flow;

/** How a step, a job, a group or a run ended. */
public enum Result {
    /** Well. */
    SUCCESS,
    /** Ran through, but its results are not good (Jenkins: failed tests). */
    UNSTABLE,
    /** Not well. */
    FAILURE,
    /** Ended by us because its time was up. */
    TIMED_OUT,
    /** Ended by us because somebody, or a sibling's failure, wanted so. */
    CANCELLED,
    /** Did not run: its condition said no. */
    SKIPPED,
    /** Did not run: it waits for a person. */
    MANUAL;

    /** Whether it went wrong by itself. */
    public boolean failed() {
        return this == FAILURE || this == TIMED_OUT;
    }

    /** Whether it ran and went well enough. */
    public boolean good() {
        return this == SUCCESS || this == UNSTABLE;
    }
}
