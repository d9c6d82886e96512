package dev.slipway.app;

import dev.slipway.base.AppName;
import dev.slipway.base.EnvName;
import dev.slipway.intent.Intent;
import dev.slipway.journal.Executor;
import dev.slipway.journal.Holder;
import dev.slipway.journal.Listener;
import dev.slipway.journal.RunId;
import dev.slipway.journal.RunResult;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import java.util.List;

/** Brings to an end what an earlier command began and could not finish: every command that opens the store does this first. */
final class Recovery {
    private Recovery() {}

    static List<RunResult> recover(Rooms rooms, Running running, Progress progress) {
        if (rooms.keeper().unsupervised()) {
            rooms.keeper().ensureRunning(rooms.runtime());
        }
        boolean due = rooms.journal().unfinished().stream().anyMatch(Holder::claimable);
        if (!due) {
            return List.of();
        }
        rooms.keeper().ensureRunning(rooms.runtime());
        // The gates are not asked again for a run that was admitted, so any policy will do here.
        Executor executor = rooms.executor(policy());
        try {
            List<RunResult> results = executor.recover(new Listener() {
                @Override
                public void onRun(RunId run, Plan plan, boolean resumed) {
                    running.begin(executor, run);
                    progress.accept(new Progress.Event.Note("taking up what an earlier command left unfinished: "
                            + plan.purpose() + " (" + run.value() + ")"));
                }

                @Override
                public void onState(Action action, String summary) {
                    progress.accept(new Progress.Event.Now("recover", summary));
                }
            });
            results.forEach(r -> progress.accept(new Progress.Event.Note("recovered: " + words(r))));
            return results;
        } finally {
            running.end();
        }
    }

    private static String words(RunResult result) {
        return switch (result) {
            case RunResult.Succeeded s -> "finished";
            case RunResult.Failed f -> "rolled back: " + f.why();
            case RunResult.Stuck s -> "needs a person: " + s.what();
            case RunResult.Refused r -> "refused";
            case RunResult.Busy b -> "another process drives it";
            case RunResult.Detached d -> "detached";
        };
    }

    /** A policy that names nothing: strict, and never asked. */
    static Intent.Environment policy() {
        return new Intent.Environment(EnvName.LOCAL, "local", false, List.of(), List.of(), List.of(), List.of());
    }

    /** The name of the application in a scope's key. */
    static AppName app(String scope) {
        return dev.slipway.base.Scope.parse(scope).app();
    }
}
