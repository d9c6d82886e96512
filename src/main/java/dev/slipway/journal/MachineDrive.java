package dev.slipway.journal;

import dev.slipway.plan.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drives one machine to a terminal state: an action's own, or the way back from it. */
final class MachineDrive {
    /** Failures in a row of observing or performing, after which the machine is asked to go back; as many more and it is stuck. */
    static final int MAX_TROUBLE = 6;

    /** The first pause after a failure; doubled each time up to {@link #LONGEST_PAUSE}. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** A way back that took longer calls for a person; begun anew by whoever resumes it. */
    static final Duration LONGEST_WAY_BACK = Duration.ofMinutes(15);

    /** Where the driving goes. */
    private sealed interface Way {
        record Forward() implements Way {}

        /** The way back from an action. */
        record Back(Action from, Instant until) implements Way {}
    }

    private final Drive drive;
    private final Action action;
    private final Way way;
    private final Machine machine;
    private String state;
    private String summary;
    private boolean saved;
    private boolean resumed;
    private int trouble;
    private String lastTrouble = "";

    static MachineDrive forward(Drive drive, Action action, Machine machine) {
        return new MachineDrive(drive, action, machine, new Way.Forward());
    }

    /** @param from the action that is taken back */
    static MachineDrive back(Drive drive, Action from, Action back, Machine machine) {
        Instant until = drive.clock().instant().plus(LONGEST_WAY_BACK);
        return new MachineDrive(drive, back, machine, new Way.Back(from, until));
    }

    private MachineDrive(Drive drive, Action action, Machine machine, Way way) {
        this.drive = drive;
        this.action = action;
        this.way = way;
        this.machine = machine;
        Optional<Run.MachineState> before = drive.progress().machine(action.key());
        this.state = before.map(Run.MachineState::state).orElseGet(() -> machine.initial(action));
        this.summary = before.map(Run.MachineState::summary).orElse("");
        this.saved = before.isPresent();
        this.resumed = drive.resumed() && saved;
    }

    Drive.Step run() {
        if (drive.progress().at(action.key()) instanceof Progress.At.NotStarted) {
            drive.journal()
                    .write(
                            new Event.Intended(action.key(), Event.ACT, ""),
                            new Event.State(action.key(), state, summary));
            saved = true;
        }
        while (true) {
            if (drive.mailbox().detached()) {
                return new Drive.Step.Detached();
            }
            if (way instanceof Way.Back b && drive.clock().instant().isAfter(b.until())) {
                return stuck("it took longer than " + LONGEST_WAY_BACK.toMinutes() + " minutes: " + summary);
            }
            boolean goBack = way instanceof Way.Forward && trouble >= MAX_TROUBLE;
            Optional<String> command = goBack ? Optional.of(machine.abort(lastTrouble)) : asked();
            Machine.Tick tick;
            try {
                tick = drive.mailbox()
                        .interruptibly(
                                false,
                                () -> machine.decide(
                                        action,
                                        state,
                                        resumed,
                                        command,
                                        drive.clock().instant()));
            } catch (InterruptedException e) {
                return new Drive.Step.Detached();
            } catch (RuntimeException e) {
                Optional<Drive.Step> end = troubled(Drive.reason(e));
                if (end.isPresent()) {
                    return end.get();
                }
                continue;
            }
            if (!goBack) {
                drive.heard();
            }
            Optional<Drive.Step> end = follow(tick);
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    /** Journals the tick, does its effects, and says whether the driving ends. */
    private Optional<Drive.Step> follow(Machine.Tick tick) {
        save(tick);
        resumed = false;
        for (Machine.Effect effect : tick.effects()) {
            try {
                drive.listener().onEffect(action, effect);
                drive.mailbox().interruptibly(false, () -> {
                    machine.perform(action, effect, drive.fence());
                    return true;
                });
            } catch (InterruptedException e) {
                return Optional.of(new Drive.Step.Detached());
            } catch (RuntimeException e) {
                if (drive.mailbox().detached()) {
                    return Optional.of(new Drive.Step.Detached());
                }
                String why = Drive.reason(e);
                drive.listener().onFailed(action, why);
                drive.journal().write(new Event.Failed(action.key(), effect.id(), why));
                return troubled(why);
            }
            drive.journal().write(new Event.Done(action.key(), effect.id(), ""));
        }
        trouble = 0;
        return next(tick);
    }

    private Optional<Drive.Step> next(Machine.Tick tick) {
        return switch (tick.next()) {
            case Machine.Next.After(Duration pause) ->
                waited(pause) ? Optional.empty() : Optional.of(new Drive.Step.Detached());
            case Machine.Next.Succeeded() -> {
                drive.journal().write(new Event.Done(action.key(), Event.ACT, state));
                drive.listener().onDone(action, state);
                yield Optional.of(new Drive.Step.Done());
            }
            case Machine.Next.Failed(String why) ->
                Optional.of(
                        switch (way) {
                            case Way.Forward f -> drive.fail(action, why);
                            case Way.Back b -> stuck(why);
                        });
            case Machine.Next.Stuck(String what) -> Optional.of(stuck(what));
        };
    }

    /** State and intents in one transaction; nothing when nothing changed. */
    private void save(Machine.Tick tick) {
        boolean moved = !saved || !tick.state().equals(state);
        if (!tick.summary().equals(summary)) {
            drive.listener().onState(action, tick.summary());
        }
        state = tick.state();
        summary = tick.summary();
        if (moved || !tick.effects().isEmpty()) {
            List<Event> events = new ArrayList<>();
            events.add(new Event.State(action.key(), state, summary));
            for (Machine.Effect e : tick.effects()) {
                if (e.id().equals(Event.ACT) || e.id().equals(Event.UNDO)) {
                    throw new IllegalStateException("an effect must not be called " + e.id());
                }
                events.add(new Event.Intended(action.key(), e.id(), e.payload()));
            }
            drive.journal().write(events);
            saved = true;
        }
    }

    private Optional<String> asked() {
        if (way instanceof Way.Back) {
            return Optional.empty();
        }
        return drive.ask().map(ask -> switch (ask) {
            case Ask.Abort(String reason) -> machine.abort(reason);
            case Ask.Steer(String command) -> command;
        });
    }

    private Optional<Drive.Step> troubled(String why) {
        lastTrouble = why;
        trouble++;
        if (trouble >= 2 * MAX_TROUBLE) {
            return Optional.of(stuck(
                    switch (way) {
                        case Way.Forward f -> "'" + action.summary() + "' cannot go on: " + why;
                        case Way.Back b -> why;
                    }));
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(trouble - 1, 5));
        return drive.pause(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)
                ? Optional.empty()
                : Optional.of(new Drive.Step.Detached());
    }

    private Drive.Step stuck(String why) {
        List<Event> events = new ArrayList<>();
        events.add(new Event.Failed(action.key(), Event.ACT, why));
        String what = switch (way) {
            case Way.Forward f -> why;
            case Way.Back b -> {
                events.add(new Event.Failed(b.from().key(), Event.UNDO, why));
                yield "could not take back '" + b.from().summary() + "': " + why;
            }
        };
        drive.listener().onFailed(action, what);
        events.add(new Event.Ended(Phase.STUCK, what));
        drive.journal().write(events);
        return new Drive.Step.Stuck(what);
    }

    /** Waits in slices, so that an ask is heard soon; false when asked to detach. */
    private boolean waited(Duration pause) {
        Duration left = pause;
        while (left.isPositive()) {
            Duration slice = left.compareTo(Drive.LISTEN) > 0 ? Drive.LISTEN : left;
            if (!drive.pause(slice)) {
                return false;
            }
            left = left.minus(slice);
            if (left.isPositive() && way instanceof Way.Forward && drive.ask().isPresent()) {
                return true;
            }
        }
        return true;
    }
}
