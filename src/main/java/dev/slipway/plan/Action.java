package dev.slipway.plan;

import java.util.List;

/**
 * One thing to do. The journal knows its key and shape; what the payload means is known to the handler of its kind.
 *
 * @param key stable within the plan and across upgrades of Slipway
 * @param kind names the handler, for example {@code rollout}
 * @param needs keys of actions that must be done before
 * @param payload canonical JSON of the record the handler reads; holds references to secrets, never values
 * @param summary one line for people
 */
public record Action(String key, String kind, Shape shape, List<String> needs, String payload, String summary) {
    /** How the executor drives it. */
    public enum Shape {
        /** Observe, act, verify, undo. */
        ONCE,
        /** A pure {@code decide} driven to a terminal state; its effects are sub-steps. */
        MACHINE
    }

    public Action {
        needs = List.copyOf(needs);
    }
}
