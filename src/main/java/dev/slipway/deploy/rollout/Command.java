package dev.slipway.deploy.rollout;

/** What a person asks of a running rollout. In a terminal state every command is a no-op. */
public sealed interface Command {
    /** Back to the old version; accepted in every state. */
    record Abort(String reason) implements Command {}

    /** Hold the present weight; a worse version is rolled back all the same. */
    record Pause() implements Command {}

    /** Go on after a pause. */
    record Resume() implements Command {}

    /** Pass the present step without the evidence it lacks; the record says who decided. */
    record Advance(String by) implements Command {}

    /** Give the present step its bake once more. */
    record Retry() implements Command {}
}
