package dev.slipway.journal;

import dev.slipway.plan.Action;
import dev.slipway.plan.Fence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Handles actions of one kind that are driven to a terminal state: {@link #decide} observes and asks a pure function, the
 * executor journals state and effects, {@link #perform} does the effects one by one. State and effects are JSON at this
 * border; typed inside the handler.
 */
public interface Machine {
    /** The kind of {@link Action} it handles. */
    String kind();

    /** The first state. */
    String initial(Action action);

    /**
     * Observes the world and decides. {@code resumed} is true on the first call after a crash or a takeover: effects that
     * followed from the state may have been done, half done or not at all. The executor does not do them again by itself; a
     * weight that was right an hour ago may be wrong now. Decide by what is observed and give again what is still wanted.
     *
     * <p>When observing or performing fails, it is called again after a pause; after a bound of failures in a row with
     * {@link #abort}, and after as many more the run is stuck.
     *
     * @param command what a person or another process asked meanwhile, at most one at a time
     */
    Tick decide(Action action, String state, boolean resumed, Optional<String> command, Instant now)
            throws InterruptedException;

    /** The command, in this machine's words, that takes it back to the old state: for the executor, which knows none. */
    default String abort(String reason) {
        return "abort";
    }

    /** Does one effect; observed before redone, so doing it twice is the same as once. */
    void perform(Action action, Effect effect, Fence fence) throws InterruptedException;

    /**
     * What puts the world back after this machine succeeded but a later action of the plan failed: an action of the same
     * kind, driven and journaled as this one, with a key of its own that follows from this action's alone. Empty when there
     * is nothing to take back. The way back hears no command.
     *
     * @param state the last state of this action
     */
    Optional<Action> wayBack(Action action, String state);

    /** What to do next. */
    record Tick(String state, List<Effect> effects, Next next, String summary) {
        public Tick {
            effects = List.copyOf(effects);
        }
    }

    /** An effect with a deterministic id: {@code deployment/step/attempt}. */
    record Effect(String id, String payload) {}

    /** What follows a tick. */
    sealed interface Next {
        /** Decide again after this pause. */
        record After(Duration pause) implements Next {}

        /** Ended well. */
        record Succeeded() implements Next {}

        /** Ended: it put the world back by itself and says why. The plan's earlier actions are undone. */
        record Failed(String why) implements Next {}

        /** Ended in a named state in which a person must do something. Nothing else is touched. */
        record Stuck(String what) implements Next {}
    }
}
