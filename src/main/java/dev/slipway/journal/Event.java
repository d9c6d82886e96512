package dev.slipway.journal;

/**
 * What happens within a run, in the order it is written.
 *
 * <p>A key names a step of an action: {@link #ACT}, {@link #UNDO}, or the id of a machine's effect.
 */
public sealed interface Event {
    /** The action itself: a once action's act, a machine as a whole. */
    String ACT = "act";

    /** The taking back of the action. */
    String UNDO = "undo";

    /** About to be done: committed before the effect. */
    record Intended(String action, String key, String payload) implements Event {}

    /** Done; the outcome is JSON. */
    record Done(String action, String key, String outcome) implements Event {}

    /** Tried, and not done. */
    record Failed(String action, String key, String why) implements Event {}

    /** The new state of a machine, in the same transaction as the intents that follow from it. Only the latest is kept. */
    record State(String action, String state, String summary) implements Event {}

    /** From here on what was done is taken back. */
    record Unwinding(String why) implements Event {}

    /** The last event. */
    record Ended(Phase phase, String why) implements Event {}
}
