package dev.slipway.deploy.rollout;

import dev.slipway.deploy.judge.Evidence;

/**
 * How a rollout is going to end, decided before the last steps that lead there.
 *
 * @param reason one sentence for people; empty when promoted
 * @param blamed whether the new version itself was found bad: its digest is then denied until a new revision
 */
public record Ending(Outcome outcome, String reason, boolean blamed, Evidence evidence) {
    /** The three ends. */
    public enum Outcome {
        PROMOTED,
        ROLLED_BACK,
        NEEDS_PERSON
    }
}
