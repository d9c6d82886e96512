package dev.slipway.pipeline.schedule;

/** How a step, a job or a run ended. */
public enum Outcome {
    SUCCESS,
    FAILURE,
    /** Ended by us because its time was up. */
    TIMED_OUT,
    CANCELLED,
    /** Never ran: its condition said no. */
    SKIPPED;

    /** Whether it went wrong by itself. */
    public boolean failed() {
        return this == FAILURE || this == TIMED_OUT;
    }
}
