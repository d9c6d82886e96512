package dev.slipway.journal;

import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Verdict;
import java.util.List;

/** Hears what happens, for progress. Called on the driving thread; must not block and must not throw. */
public interface Listener {
    /** Hears nothing. */
    Listener SILENT = new Listener() {};

    /** The gates answered; the plan runs only if all are open. */
    default void onVerdicts(RunId run, List<Verdict> verdicts) {}

    /** A run begins, or is taken up. */
    default void onRun(RunId run, Plan plan, boolean resumed) {}

    /** An action begins, or goes on. */
    default void onAction(Action action) {}

    /** A machine moved; one line for people. */
    default void onState(Action action, String summary) {}

    /** An effect of a machine is about to be done. */
    default void onEffect(Action action, Machine.Effect effect) {}

    /** An action is done; its outcome, or a machine's last state. */
    default void onDone(Action action, String outcome) {}

    /** An action, an effect or an undo did not work. */
    default void onFailed(Action action, String why) {}

    /** What was done is being taken back. */
    default void onUnwinding(String why) {}

    /** Driving a run that was taken up broke off; it is tried again by the next command, a few times. */
    default void onTrouble(RunId run, String why) {}

    /** An action was taken back. */
    default void onUndone(Action action) {}
}
