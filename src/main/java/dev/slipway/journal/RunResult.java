package dev.slipway.journal;

import dev.slipway.plan.Verdict;
import java.util.List;

/** How the driving of a plan ended. */
public sealed interface RunResult {
    /** All actions are done. */
    record Succeeded(RunId run, List<ActionOutcome> actions) implements RunResult {
        public Succeeded {
            actions = List.copyOf(actions);
        }
    }

    /**
     * Not done; the world is as before.
     *
     * @param rolledBack whether something had been done and was taken back
     */
    record Failed(RunId run, String why, boolean rolledBack, List<ActionOutcome> actions) implements RunResult {
        public Failed {
            actions = List.copyOf(actions);
        }
    }

    /** A named state in which a person must do something; nothing else was touched. */
    record Stuck(RunId run, String what, List<ActionOutcome> actions) implements RunResult {
        public Stuck {
            actions = List.copyOf(actions);
        }
    }

    /** A gate is closed. */
    record Refused(RunId run, List<Verdict> verdicts) implements RunResult {
        public Refused {
            verdicts = List.copyOf(verdicts);
        }
    }

    /** Another run holds a scope, or another process took this run over. */
    record Busy(Holder holder) implements RunResult {}

    /** We stopped driving; the run goes on when the next command takes it up. */
    record Detached(RunId run, List<ActionOutcome> actions) implements RunResult {
        public Detached {
            actions = List.copyOf(actions);
        }
    }

    /**
     * What became of one action.
     *
     * @param detail the outcome or last state when done, the reason when failed or stuck, else empty
     */
    record ActionOutcome(String key, String kind, String summary, Status status, String detail) {}

    /** What became of an action. */
    enum Status {
        NOT_STARTED,
        STARTED,
        DONE,
        FAILED,
        UNDONE
    }
}
