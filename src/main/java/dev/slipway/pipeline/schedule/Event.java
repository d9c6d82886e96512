package dev.slipway.pipeline.schedule;

/** What the scheduler is told. */
public sealed interface Event {
    /** The run begins. */
    record Begin() implements Event {}

    /** A step that was started has ended. Late and repeated reports do no harm. */
    record StepEnded(String job, int attempt, int step, StepEnd end) implements Event {}

    /** Time has passed. */
    record Tick() implements Event {}

    /** Somebody wants the run to stop. */
    record CancelRun() implements Event {}

    /** What a runner reports. */
    sealed interface StepEnd {
        /** It ended by itself. */
        record Exited(int status) implements StepEnd {}

        /** It was ended because we asked. */
        record Stopped() implements StepEnd {}

        /** It could not be started, or the runner lost it; the reason is for people. */
        record Lost(String reason) implements StepEnd {}
    }
}
