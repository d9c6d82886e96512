package dev.slipway.pipeline.flow;

/** What the machine is told. Late and repeated events do no harm. */
public sealed interface FlowEvent {
    /** The run begins. */
    record Begin() implements FlowEvent {}

    /** The answer to {@link FlowEffect.Ask}. */
    record Decided(String node, Verdict verdict) implements FlowEvent {}

    /**
     * An attempt of a job is over.
     *
     * @param status exit status of the step that decided; -1 when there is none
     */
    record Ended(String node, int attempt, Result result, Terms.Reason reason, int status, String note)
            implements FlowEvent {}

    /** Somebody opened the gate of a node. */
    record Opened(String node) implements FlowEvent {}

    /** Somebody refused. */
    record Refused(String node) implements FlowEvent {}

    /** Time has passed. */
    record Tick() implements FlowEvent {}

    /** Somebody wants the run to stop. */
    record Cancel() implements FlowEvent {}
}
