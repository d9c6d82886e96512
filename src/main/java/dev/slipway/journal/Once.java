package dev.slipway.journal;

import dev.slipway.plan.Action;
import dev.slipway.plan.Fence;

/**
 * Handles actions of one kind that are done once. Called on one thread per plan; may block; must carry the fence into every
 * write to its target. The executor records the intent before {@link #act} and the outcome after it, and calls
 * {@link #observe} before it does anything again after a crash.
 */
public interface Once {
    /** The kind of {@link Action} it handles. */
    String kind();

    /** What the world says. */
    Seen observe(Action action) throws InterruptedException;

    /** Does it; returns the outcome as JSON. Throws a SlipwayException when it could not. */
    String act(Action action, Fence fence) throws InterruptedException;

    /** Takes it back, given the outcome of {@link #act}; doing so twice is the same as once. */
    void undo(Action action, String outcome, Fence fence) throws InterruptedException;

    /** The answers of {@link #observe}. */
    sealed interface Seen {
        /** Done; the outcome as {@link #act} would give it. */
        record Done(String outcome) implements Seen {}

        /** Not done, or begun and safe to do again. */
        record NotDone() implements Seen {}
    }
}
