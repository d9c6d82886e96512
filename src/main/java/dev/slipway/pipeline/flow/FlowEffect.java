package dev.slipway.pipeline.flow;

/** What the machine wants done; effects of one event are done in their order. */
public sealed interface FlowEffect {
    /** The node's needs are settled: what shall become of it? */
    record Ask(String node) implements FlowEffect {}

    /** Run this attempt; {@link FlowEvent.Ended} follows. */
    record Start(String node, int attempt) implements FlowEffect {}

    /** Tell a running attempt to clean up and end; its end is still reported. */
    record Cancel(String node, int attempt, Result reason) implements FlowEffect {}

    /** The attempt did not end in time: what is left of it is nobody's business any more. */
    record Abandon(String node, int attempt) implements FlowEffect {}

    /** The node waits for a person. */
    record Held(String node, Terms.Gate gate) implements FlowEffect {}

    /** The node is over. */
    record Over(String node, Settled settled) implements FlowEffect {}

    /** The run is over. */
    record Finish(Result result) implements FlowEffect {}
}
