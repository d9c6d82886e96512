package dev.slipway.journal;

import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run's events amount to, action by action: a fold, kept up to date by the driver as it writes. */
final class Progress {
    /** Where one action stands. */
    sealed interface At {
        /** Nothing was intended. */
        record NotStarted() implements At {}

        /** Intended, outcome unknown. */
        record Intended() implements At {}

        record Done(String outcome) implements At {}

        record Failed(String why) implements At {}

        /** Done, and the taking back is intended. */
        record Undoing(String outcome) implements At {}

        record Undone() implements At {}
    }

    private final Plan plan;
    private final Map<String, At> actions = new HashMap<>();
    private final Map<String, Run.MachineState> machines = new HashMap<>();
    private Optional<String> unwinding = Optional.empty();

    private Progress(Plan plan) {
        this.plan = plan;
    }

    static Progress of(Run run) {
        var progress = new Progress(run.plan());
        run.events().forEach(e -> progress.apply(e.event()));
        progress.machines.putAll(run.machines());
        return progress;
    }

    void apply(Event event) {
        switch (event) {
            case Event.Intended(String action, String key, String payload) -> intended(action, key);
            case Event.Done(String action, String key, String outcome) -> {
                if (key.equals(Event.ACT)) {
                    actions.put(action, new At.Done(outcome));
                } else if (key.equals(Event.UNDO)) {
                    actions.put(action, new At.Undone());
                }
            }
            case Event.Failed(String action, String key, String why) -> {
                if (key.equals(Event.ACT)) {
                    actions.put(action, new At.Failed(why));
                }
            }
            case Event.State(String action, String state, String summary) ->
                machines.put(action, new Run.MachineState(state, summary, java.time.Instant.EPOCH));
            case Event.Unwinding(String why) -> unwinding = Optional.of(why);
            case Event.Ended ended -> {}
        }
    }

    private void intended(String action, String key) {
        if (key.equals(Event.UNDO)) {
            actions.put(action, new At.Undoing(toTakeBack(action).orElse("")));
        } else if (at(action) instanceof At.NotStarted) {
            actions.put(action, new At.Intended());
        }
    }

    At at(String action) {
        return actions.getOrDefault(action, new At.NotStarted());
    }

    /** The outcome of an action that is done and not taken back. */
    Optional<String> toTakeBack(String action) {
        return switch (at(action)) {
            case At.Done(String outcome) -> Optional.of(outcome);
            case At.Undoing(String outcome) -> Optional.of(outcome);
            case At.NotStarted n -> Optional.empty();
            case At.Intended i -> Optional.empty();
            case At.Failed f -> Optional.empty();
            case At.Undone u -> Optional.empty();
        };
    }

    Optional<Run.MachineState> machine(String action) {
        return Optional.ofNullable(machines.get(action));
    }

    /** Why it is being taken back. */
    Optional<String> unwinding() {
        return unwinding;
    }

    List<RunResult.ActionOutcome> outcomes() {
        List<RunResult.ActionOutcome> all = new ArrayList<>();
        for (Action a : plan.actions()) {
            all.add(
                    switch (at(a.key())) {
                        case At.NotStarted() -> outcome(a, RunResult.Status.NOT_STARTED, "");
                        case At.Intended() -> outcome(a, RunResult.Status.STARTED, "");
                        case At.Done(String outcome) -> outcome(a, RunResult.Status.DONE, outcome);
                        case At.Failed(String why) -> outcome(a, RunResult.Status.FAILED, why);
                        case At.Undoing(String outcome) -> outcome(a, RunResult.Status.DONE, outcome);
                        case At.Undone() -> outcome(a, RunResult.Status.UNDONE, "");
                    });
        }
        return all;
    }

    private static RunResult.ActionOutcome outcome(Action a, RunResult.Status status, String detail) {
        return new RunResult.ActionOutcome(a.key(), a.kind(), a.summary(), status, detail);
    }
}
