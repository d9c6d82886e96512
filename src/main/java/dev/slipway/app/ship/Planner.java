package dev.slipway.app.ship;

import dev.slipway.app.resources.ResourceOrder;
import dev.slipway.base.AppName;
import dev.slipway.base.EnvName;
import dev.slipway.base.IdSource;
import dev.slipway.base.Scope;
import dev.slipway.base.ServiceName;
import dev.slipway.base.wire.Json;
import dev.slipway.deploy.RolloutOrder;
import dev.slipway.deploy.RouteRemoval;
import dev.slipway.deploy.judge.JudgeSettings;
import dev.slipway.deploy.rollout.Rollout;
import dev.slipway.deploy.rollout.Strategy;
import dev.slipway.deploy.rollout.Timeouts;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.intent.Intent;
import dev.slipway.plan.Action;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Risk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Desired against observed gives a plan: every choice is made here and nothing is touched. Services come one after the other
 * in the intent's order, web services before workers, so that a failure takes back exactly those already done.
 */
final class Planner {
    /** A worker is judged by its restarts and exits over this time. */
    private static final Duration WORKER_DWELL = Duration.ofSeconds(10);

    /** After this a step that lacks evidence goes on gathering and says so. */
    private static final Duration BAKE = Duration.ofSeconds(60);

    private Planner() {}

    /**
     * One service as it shall be.
     *
     * @param port the public port, 0 without a route
     * @param slowAboveMillis chosen from the old version's histogram; 0 for not measured
     */
    record Desired(ReleaseSpec release, Intent.Service service, int port, int slowAboveMillis) {}

    /**
     * What runs.
     *
     * @param current scope key to the release in service
     * @param parent hash of the last plan of this application and environment; empty for the first
     */
    record Observed(Map<String, ReleaseSpec> current, String parent) {
        Observed {
            current = Map.copyOf(current);
        }
    }

    static Plan plan(
            AppName app,
            Intent.Environment environment,
            List<ResourceOrder> resources,
            List<Desired> services,
            Observed observed,
            IdSource ids) {
        List<Desired> changed = services.stream()
                .filter(d ->
                        !serves(d.release(), observed.current().get(d.release().scope())))
                .toList();
        List<Action> actions = new ArrayList<>();
        if (!changed.isEmpty()) {
            resources.forEach(r -> actions.add(resource(r)));
        }
        for (Desired desired : changed) {
            List<String> before = actions.stream().map(Action::key).toList();
            actions.add(rollout(desired, observed, before, ids));
        }
        for (Desired desired : changed) {
            ReleaseSpec now = observed.current().get(desired.release().scope());
            if (now != null && now.routed() && !desired.release().routed()) {
                List<String> before = actions.stream().map(Action::key).toList();
                actions.add(RouteRemoval.action(
                        desired.release().scope(), desired.release().service(), before));
            }
        }
        List<GateId> gates = Stream.concat(GateId.FIXED.stream(), environment.gates().stream())
                .distinct()
                .toList();
        return new Plan(
                observed.parent(),
                app,
                environment.name(),
                changed.isEmpty() ? "nothing to do" : "ship " + app,
                actions,
                changed.stream().map(d -> d.release().digest()).distinct().toList(),
                changed.stream().map(d -> d.release().scope()).toList(),
                environment.production() ? Risk.R2 : Risk.R1,
                gates);
    }

    /** Image and configuration make a release; a commit that changes neither is not a new one. */
    private static boolean serves(ReleaseSpec wanted, @Nullable ReleaseSpec current) {
        return current != null && current.id().equals(wanted.id());
    }

    private static Action resource(ResourceOrder order) {
        return new Action(
                "resource/" + order.name(),
                ResourceOrder.KIND,
                Action.Shape.ONCE,
                List.of(),
                Json.write(order),
                "start " + order.summary());
    }

    private static Action rollout(Desired desired, Observed observed, List<String> before, IdSource ids) {
        ReleaseSpec release = desired.release();
        ReleaseSpec current = observed.current().get(release.scope());
        List<ReleaseSpec> old = current == null ? List.of() : List.of(current);
        Rollout rollout = new Rollout(
                ids.next("deployment"),
                Rollout.Purpose.FORWARD,
                release.routed() ? Rollout.Role.WEB : Rollout.Role.WORKER,
                release.scope(),
                release.service(),
                current == null ? "" : current.id(),
                release.id(),
                release.instances(),
                current == null ? 0 : current.instances(),
                current == null || current.routed() == release.routed()
                        ? strategy(desired.service(), release.instances())
                        : Strategy.recreate(WORKER_DWELL),
                Timeouts.LOCAL,
                JudgeSettings.DEFAULT.withMaxError(
                        desired.service().strategy().value().maxErrorPercent() / 100),
                desired.slowAboveMillis());
        String what = current == null ? "first release" : "replaces " + current.version();
        return new Action(
                "rollout/" + release.service(),
                RolloutOrder.KIND,
                Action.Shape.MACHINE,
                before,
                Json.write(new RolloutOrder(rollout, release, old, desired.port())),
                String.format(
                        Locale.ROOT,
                        "%s %s %s: %s, %s",
                        release.service(),
                        release.version(),
                        release.digest().abbreviated(),
                        what,
                        rollout.strategy().name()));
    }

    /** The intent's strategy as the machine's steps. A service without a route has no traffic to split. */
    static Strategy strategy(Intent.Service service, int instances) {
        Intent.StrategyIntent wanted = service.strategy().value();
        boolean routed = service.role().value().routed();
        Strategy base = switch (wanted.kind()) {
            case CANARY -> routed ? canary(wanted) : Strategy.rolling(instances, WORKER_DWELL);
            case BLUE_GREEN -> routed ? Strategy.blueGreen(wanted.dwell()) : Strategy.rolling(instances, WORKER_DWELL);
            case ROLLING -> Strategy.rolling(instances, routed ? wanted.dwell() : WORKER_DWELL);
            case RECREATE -> Strategy.recreate(routed ? wanted.dwell() : WORKER_DWELL);
        };
        return base.lastFor(wanted.bake())
                .with(wanted.warmup(), max(BAKE, wanted.dwell().multipliedBy(2)), base.maxHold(), base.insufficient());
    }

    private static Strategy canary(Intent.StrategyIntent wanted) {
        Strategy usual = Strategy.canary(wanted.dwell());
        List<Strategy.Step> steps = wanted.steps().stream()
                .map(percent -> Strategy.Step.share(percent * 100, wanted.dwell()))
                .toList();
        return new Strategy(
                usual.name(),
                usual.stopFirst(),
                usual.judged(),
                steps,
                usual.warmup(),
                usual.bake(),
                usual.maxHold(),
                usual.insufficient());
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** The scope of a service on this machine. */
    static Scope scope(AppName app, ServiceName service, EnvName environment) {
        return Scope.local(app, service, environment);
    }
}
