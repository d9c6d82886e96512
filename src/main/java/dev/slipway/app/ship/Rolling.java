package dev.slipway.app.ship;

import dev.slipway.app.Logs;
import dev.slipway.app.Progress;
import dev.slipway.app.Rooms;
import dev.slipway.app.Running;
import dev.slipway.base.Scope;
import dev.slipway.base.wire.Json;
import dev.slipway.deploy.Deployments;
import dev.slipway.deploy.RolloutOrder;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.intent.Intent;
import dev.slipway.journal.Executor;
import dev.slipway.journal.Holder;
import dev.slipway.journal.Listener;
import dev.slipway.journal.RunId;
import dev.slipway.journal.RunResult;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Steps 8 to 10: the executor asks the gates, rolls out, and the record tells how it ended. */
public final class Rolling {
    /** Lines of a bad instance's log that are shown. */
    private static final int EXCERPT = 6;

    private final Rooms rooms;
    private final Running running;

    public Rolling(Rooms rooms, Running running) {
        this.rooms = rooms;
        this.running = running;
    }

    /** Runs a plan for {@code ship}, {@code rollback} and {@code stop} alike. */
    public ShipResult roll(Intent.Environment policy, Plan plan, Progress progress) {
        return roll(policy, plan, new Steps(progress), progress);
    }

    ShipResult roll(Intent.Environment policy, Plan plan, Steps steps, Progress progress) {
        Executor executor = rooms.executor(policy);
        Tells tells = new Tells(executor, steps, progress);
        try {
            return result(executor.run(plan, rooms.caller(), tells), plan, tells, steps);
        } finally {
            running.end();
        }
    }

    private ShipResult result(RunResult result, Plan plan, Tells tells, Steps steps) {
        return switch (result) {
            case RunResult.Succeeded s ->
                of(
                        ShipResult.Result.LIVE,
                        "live",
                        lives(plan),
                        tells,
                        steps,
                        plan,
                        s.run().value());
            case RunResult.Failed f -> {
                ShipResult.Result how = running.aborted() ? ShipResult.Result.ABORTED : ShipResult.Result.ROLLED_BACK;
                yield of(
                        how,
                        rolledBack(plan, f.why(), tells),
                        lives(plan),
                        tells,
                        steps,
                        plan,
                        f.run().value());
            }
            case RunResult.Stuck s ->
                of(
                        ShipResult.Result.STUCK,
                        "needs a person: " + s.what(),
                        lives(plan),
                        tells,
                        steps,
                        plan,
                        s.run().value());
            case RunResult.Refused r -> {
                boolean waits =
                        r.verdicts().stream().filter(v -> !v.open()).allMatch(v -> v.answer() == Verdict.Answer.WAIT);
                yield of(
                        waits ? ShipResult.Result.WAITING : ShipResult.Result.REFUSED,
                        waits ? "waits at a gate; nothing was deployed" : "refused at a gate; nothing was deployed",
                        List.of(),
                        tells,
                        steps,
                        plan,
                        r.run().value());
            }
            case RunResult.Busy b ->
                of(
                        ShipResult.Result.BUSY,
                        busy(b.holder()),
                        List.of(),
                        tells,
                        steps,
                        plan,
                        b.holder().run().value());
            case RunResult.Detached d ->
                of(
                        ShipResult.Result.DETACHED,
                        "detached; the next slipway command goes on with it: slipway status",
                        List.of(),
                        tells,
                        steps,
                        plan,
                        d.run().value());
        };
    }

    private static ShipResult of(
            ShipResult.Result result,
            String detail,
            List<ShipResult.Live> lives,
            Tells tells,
            Steps steps,
            Plan plan,
            String run) {
        return new ShipResult(result, detail, lives, tells.verdicts, steps.times(), plan, run);
    }

    private static String busy(Holder holder) {
        return "another deployment is under way: " + holder.purpose() + " by "
                + holder.caller().principal() + " since " + holder.since()
                + "; try again when it has ended (slipway status)";
    }

    /** What each service of the plan runs now, with what was shown about it. */
    private List<ShipResult.Live> lives(Plan plan) {
        List<ShipResult.Live> lives = new ArrayList<>();
        for (RolloutOrder order : orders(plan)) {
            Optional<ReleaseSpec> current =
                    rooms.deployments().current(order.rollout().scope());
            String proof = ended(order).map(Words::proof).orElse("");
            current.ifPresent(c -> lives.add(new ShipResult.Live(
                    c.service(),
                    order.port() == 0 ? "" : Words.url(c.service(), order.port()),
                    c.version(),
                    c.digest().value(),
                    c.id().equals(order.release().id()) ? proof : "")));
        }
        return lives;
    }

    /** The machine's own last sentence, with the version that people know instead of the release's id. */
    private String rolledBack(Plan plan, String why, Tells tells) {
        for (RolloutOrder order : orders(plan)) {
            Optional<Deployments.Deployment> ended = ended(order);
            if (ended.isPresent() && ended.get().outcome() == Deployments.Outcome.ROLLED_BACK) {
                excerpt(order.release(), tells);
                String sentence = tells.last;
                for (ReleaseSpec old : order.old()) {
                    sentence = sentence.replace(old.id(), old.version());
                }
                return sentence.replaceFirst("^REMOVED", "STOPPED (there is no earlier release)") + "\n  because  "
                        + order.release().service() + " " + order.release().version() + ": "
                        + ended.get().reason();
            }
        }
        return "ROLLED BACK · " + why;
    }

    /** The last lines that the bad instances wrote: most often they say why. */
    private void excerpt(ReleaseSpec release, Tells tells) {
        List<String> lines = Logs.of(rooms, Scope.parse(release.scope())).last(release, EXCERPT);
        if (!lines.isEmpty()) {
            tells.progress.accept(new Progress.Event.Excerpt(release.service(), lines));
        }
    }

    private Optional<Deployments.Deployment> ended(RolloutOrder order) {
        return rooms.deployments().history(order.rollout().scope(), 5).stream()
                .filter(d -> d.id().equals(order.rollout().id()))
                .findFirst();
    }

    private static List<RolloutOrder> orders(Plan plan) {
        return plan.actions().stream()
                .filter(a -> a.kind().equals(RolloutOrder.KIND))
                .map(a -> Json.read(a.payload(), RolloutOrder.class, a.key()))
                .toList();
    }

    /** Turns what the executor tells into the summary's lines. */
    private final class Tells implements Listener {
        private final Executor executor;
        private final Steps steps;
        private final Progress progress;
        private List<Verdict> verdicts = List.of();
        private long begin = System.nanoTime();
        private String last = "";

        /** The last look at the evidence: what a rollback is explained by. */
        private String judged = "";

        Tells(Executor executor, Steps steps, Progress progress) {
            this.executor = executor;
            this.steps = steps;
            this.progress = progress;
        }

        @Override
        public void onVerdicts(RunId run, List<Verdict> answered) {
            verdicts = answered;
            rooms.traces().keep(run.value(), steps.soFar(rooms.clock()));
            steps.tell("gates", Words.gates(answered));
        }

        @Override
        public void onRun(RunId run, Plan plan, boolean resumed) {
            running.begin(executor, run);
        }

        @Override
        public void onAction(Action action) {
            begin = System.nanoTime();
            judged = "";
            progress.accept(new Progress.Event.Now("rollout", action.summary()));
        }

        @Override
        public void onState(Action action, String summary) {
            last = summary;
            if (summary.contains("  E = ")) {
                judged = summary;
            }
            progress.accept(new Progress.Event.Now("rollout", summary));
        }

        @Override
        public void onDone(Action action, String outcome) {
            String word = action.kind().equals(RolloutOrder.KIND) ? "rollout" : "start";
            steps.done(word, begin, word.equals("rollout") ? name(action) + last : action.summary());
        }

        @Override
        public void onFailed(Action action, String why) {
            steps.done("rollout", begin, judged.isEmpty() ? name(action) + why : name(action) + judged);
        }

        private String name(Action action) {
            return action.key().substring(action.key().indexOf('/') + 1) + ": ";
        }
    }
}
