package dev.slipway.journal;

import dev.slipway.base.SlipwayException;
import dev.slipway.plan.Action;
import dev.slipway.plan.Fence;
import dev.slipway.plan.Plan;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Drives one run on one thread: forward, and when an action fails, back. */
final class Drive {
    /** Tries to take an action back before a person is called. */
    private static final int MAX_UNDO_TRIES = 3;

    private static final Duration UNDO_PAUSE = Duration.ofSeconds(1);

    /** Between two looks for an ask of another process while a machine pauses. */
    static final Duration LISTEN = Duration.ofMillis(500);

    private final Writing journal;
    private final Plan plan;
    private final boolean resumed;
    private final Map<String, Once> onces;
    private final Map<String, Machine> machines;
    private final Clock clock;
    private final Pauses pauses;
    private final Mailbox mailbox;
    private final Listener listener;
    /** An ask that came at the wrong time: kept for the next machine. */
    private @Nullable Ask kept;

    Drive(
            Writing journal,
            Plan plan,
            boolean resumed,
            Map<String, Once> onces,
            Map<String, Machine> machines,
            Clock clock,
            Pauses pauses,
            Mailbox mailbox,
            Listener listener) {
        this.journal = journal;
        this.plan = plan;
        this.resumed = resumed;
        this.onces = onces;
        this.machines = machines;
        this.clock = clock;
        this.pauses = pauses;
        this.mailbox = mailbox;
        this.listener = listener;
    }

    /** How one action ended. */
    sealed interface Step {
        record Done() implements Step {}

        /** The failure is journaled, and that the run unwinds. */
        record Failed() implements Step {}

        /** Journaled, and the run is ended. */
        record Stuck(String what) implements Step {}

        record Detached() implements Step {}
    }

    RunResult toTheEnd() {
        for (Action action : plan.actions()) {
            if (progress().unwinding().isPresent()) {
                break;
            }
            if (progress().at(action.key()) instanceof Progress.At.Done) {
                continue;
            }
            listener.onAction(action);
            Step step = switch (action.shape()) {
                case ONCE -> once(action);
                case MACHINE ->
                    MachineDrive.forward(this, action, machine(action)).run();
            };
            switch (step) {
                case Step.Done() -> {}
                case Step.Failed() -> {}
                case Step.Stuck(String what) -> {
                    return new RunResult.Stuck(run(), what, progress().outcomes());
                }
                case Step.Detached() -> {
                    return new RunResult.Detached(run(), progress().outcomes());
                }
            }
        }
        Optional<String> why = progress().unwinding();
        if (why.isPresent()) {
            return unwind(why.get());
        }
        journal.write(new Event.Ended(Phase.SUCCEEDED, ""));
        return new RunResult.Succeeded(run(), progress().outcomes());
    }

    private Step once(Action action) {
        Once handler = handler(action);
        String key = action.key();
        boolean begun = progress().at(key) instanceof Progress.At.Intended;
        Optional<Ask> ask = ask();
        if (ask.isPresent() && ask.get() instanceof Ask.Abort(String reason)) {
            return begun ? failUnlessDone(action, handler, reason) : fail(action, reason);
        }
        try {
            if (begun
                    && mailbox.interruptibly(true, () -> handler.observe(action)) instanceof Once.Seen.Done(String o)) {
                return done(action, o);
            }
            journal.write(new Event.Intended(key, Event.ACT, ""));
            return done(action, mailbox.interruptibly(true, () -> handler.act(action, fence())));
        } catch (InterruptedException e) {
            return mailbox.detached() ? new Step.Detached() : failUnlessDone(action, handler, abortReason());
        } catch (LostLease e) {
            throw e;
        } catch (RuntimeException e) {
            return mailbox.detached()
                    ? new Step.Detached()
                    : failUnlessDone(action, handler, mailbox.aborted() ? abortReason() : reason(e));
        }
    }

    private Step done(Action action, String outcome) {
        journal.write(new Event.Done(action.key(), Event.ACT, outcome));
        listener.onDone(action, outcome);
        return new Step.Done();
    }

    /** A failed act may have had its effect all the same: the world decides whether it is taken back. */
    private Step failUnlessDone(Action action, Once handler, String why) {
        Once.Seen seen;
        try {
            seen = mailbox.interruptibly(false, () -> handler.observe(action));
        } catch (InterruptedException e) {
            return new Step.Detached();
        } catch (RuntimeException e) {
            seen = new Once.Seen.NotDone();
        }
        return switch (seen) {
            case Once.Seen.NotDone() -> fail(action, why);
            case Once.Seen.Done(String outcome) -> {
                listener.onFailed(action, why);
                journal.write(new Event.Done(action.key(), Event.ACT, outcome), new Event.Unwinding(why));
                yield new Step.Failed();
            }
        };
    }

    Step fail(Action action, String why) {
        listener.onFailed(action, why);
        journal.write(new Event.Failed(action.key(), Event.ACT, why), new Event.Unwinding(why));
        return new Step.Failed();
    }

    private RunResult unwind(String why) {
        listener.onUnwinding(why);
        for (Action action : plan.actions().reversed()) {
            Optional<String> outcome = progress().toTakeBack(action.key());
            Optional<RunResult> ended = outcome.flatMap(o -> undo(action, o));
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        journal.write(new Event.Ended(Phase.FAILED, why));
        List<RunResult.ActionOutcome> outcomes = progress().outcomes();
        return new RunResult.Failed(run(), why, rolledBack(plan, outcomes), outcomes);
    }

    /** Empty when the action is taken back; a result when the driving ends here. */
    private Optional<RunResult> undo(Action action, String outcome) {
        return switch (action.shape()) {
            case ONCE -> undoOnce(action, outcome);
            case MACHINE -> driveBack(action, outcome);
        };
    }

    /** A machine's way back is a machine too: its state and effects are journaled, and a crash goes on with them. */
    private Optional<RunResult> driveBack(Action action, String outcome) {
        Optional<Action> back = machine(action).wayBack(action, outcome);
        if (!(progress().at(action.key()) instanceof Progress.At.Undoing)) {
            journal.write(new Event.Intended(action.key(), Event.UNDO, ""));
        }
        if (back.isPresent() && !(progress().at(back.get().key()) instanceof Progress.At.Done)) {
            Step step =
                    MachineDrive.back(this, action, back.get(), machine(action)).run();
            if (step instanceof Step.Stuck(String what)) {
                return Optional.of(new RunResult.Stuck(run(), what, progress().outcomes()));
            }
            if (!(step instanceof Step.Done)) {
                return Optional.of(new RunResult.Detached(run(), progress().outcomes()));
            }
        }
        journal.write(new Event.Done(action.key(), Event.UNDO, ""));
        listener.onUndone(action);
        return Optional.empty();
    }

    private Optional<RunResult> undoOnce(Action action, String outcome) {
        for (int attempt = 1; ; attempt++) {
            journal.write(new Event.Intended(action.key(), Event.UNDO, ""));
            try {
                mailbox.interruptibly(false, () -> {
                    handler(action).undo(action, outcome, fence());
                    return true;
                });
                journal.write(new Event.Done(action.key(), Event.UNDO, ""));
                listener.onUndone(action);
                return Optional.empty();
            } catch (InterruptedException e) {
                return Optional.of(new RunResult.Detached(run(), progress().outcomes()));
            } catch (LostLease e) {
                throw e;
            } catch (RuntimeException e) {
                if (mailbox.detached()) {
                    return Optional.of(new RunResult.Detached(run(), progress().outcomes()));
                }
                listener.onFailed(action, reason(e));
                if (attempt == MAX_UNDO_TRIES) {
                    String what = "could not take back '" + action.summary() + "': " + reason(e);
                    journal.write(
                            new Event.Failed(action.key(), Event.UNDO, reason(e)), new Event.Ended(Phase.STUCK, what));
                    return Optional.of(
                            new RunResult.Stuck(run(), what, progress().outcomes()));
                }
                journal.write(new Event.Failed(action.key(), Event.UNDO, reason(e)));
                if (!pause(UNDO_PAUSE)) {
                    return Optional.of(new RunResult.Detached(run(), progress().outcomes()));
                }
            }
        }
    }

    /** Waits; false when asked to detach meanwhile. */
    boolean pause(Duration duration) {
        try {
            return mailbox.interruptibly(false, () -> {
                pauses.pause(duration);
                return true;
            });
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** What was asked meanwhile, here or by another process; taken, unless it is for a later machine. */
    Optional<Ask> ask() {
        Optional<Ask> ask = mailbox.take().or(journal::takeAsk);
        if (ask.isPresent()) {
            kept = ask.get();
        }
        return Optional.ofNullable(kept);
    }

    /** The ask was heard. */
    void heard() {
        kept = null;
    }

    private String abortReason() {
        return mailbox.take().or(() -> Optional.ofNullable(kept)).orElse(new Ask.Abort("interrupted"))
                        instanceof Ask.Abort a
                ? a.reason()
                : "interrupted";
    }

    static boolean rolledBack(Plan plan, List<RunResult.ActionOutcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            boolean machine = plan.actions().get(i).shape() == Action.Shape.MACHINE;
            switch (outcomes.get(i).status()) {
                case UNDONE -> {
                    return true;
                }
                case FAILED -> {
                    if (machine) {
                        return true;
                    }
                }
                case NOT_STARTED, STARTED, DONE -> {}
            }
        }
        return false;
    }

    /** One line for people. */
    static String reason(RuntimeException e) {
        if (e instanceof SlipwayException s) {
            var problem = s.problems().getFirst();
            return problem.cause().isEmpty() ? problem.what() : problem.what() + ": " + problem.cause();
        }
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private Once handler(Action action) {
        return java.util.Objects.requireNonNull(onces.get(action.kind()), action.kind());
    }

    private Machine machine(Action action) {
        return java.util.Objects.requireNonNull(machines.get(action.kind()), action.kind());
    }

    Progress progress() {
        return journal.progress();
    }

    Writing journal() {
        return journal;
    }

    Fence fence() {
        return journal.lease().fence();
    }

    private RunId run() {
        return journal.lease().run();
    }

    boolean resumed() {
        return resumed;
    }

    Clock clock() {
        return clock;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    Listener listener() {
        return listener;
    }
}
