package dev.slipway.deploy;

import dev.slipway.base.Scope;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.RouteTable;
import dev.slipway.deploy.rollout.Command;
import dev.slipway.deploy.rollout.Decision;
import dev.slipway.deploy.rollout.Effect.Drain;
import dev.slipway.deploy.rollout.Effect.RenewLease;
import dev.slipway.deploy.rollout.Effect.SetRoute;
import dev.slipway.deploy.rollout.Effect.StartInstances;
import dev.slipway.deploy.rollout.Effect.StopInstances;
import dev.slipway.deploy.rollout.Observation;
import dev.slipway.deploy.rollout.Rollout;
import dev.slipway.deploy.rollout.RolloutCodec;
import dev.slipway.deploy.rollout.RolloutMachine;
import dev.slipway.deploy.rollout.RolloutState;
import dev.slipway.deploy.rollout.RouteGoal;
import dev.slipway.deploy.router.Router;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.deploy.target.Target;
import dev.slipway.journal.Machine;
import dev.slipway.plan.Action;
import dev.slipway.plan.Fence;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins the pure rollout machine with a target and a router under the journal: reads its order and state, hands it what the
 * world shows, does its effects, records its end.
 */
public final class RolloutHandler implements Machine {
    private final Target target;
    private final Router router;
    private final Observer observer;
    private final Deployments deployments;
    private final Clock clock;

    public RolloutHandler(Target target, Router router, Observer observer, Deployments deployments, Clock clock) {
        this.target = target;
        this.router = router;
        this.observer = observer;
        this.deployments = deployments;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return RolloutOrder.KIND;
    }

    @Override
    public String abort(String reason) {
        return RolloutCodec.write(new Command.Abort(reason));
    }

    @Override
    public String initial(Action action) {
        return RolloutCodec.write(RolloutMachine.initial(order(action).rollout(), clock.instant()));
    }

    @Override
    public Tick decide(Action action, String stateText, boolean resumed, Optional<String> command, Instant now)
            throws InterruptedException {
        RolloutOrder order = order(action);
        RolloutState state = RolloutCodec.readState(stateText, action.key());
        Observation seen = observer.observe(order, state);
        Optional<Command> asked = command.map(c -> RolloutCodec.readCommand(c, "command for " + action.key()));
        Decision decision = RolloutMachine.decide(order.rollout(), state, seen, now, asked);
        List<Effect> effects = decision.effects().stream()
                .map(e -> new Effect(e.id(), RolloutCodec.write(e)))
                .toList();
        String summary = RolloutMachine.describe(order.rollout(), decision.state());
        observer.trace(order, decision.state(), seen, now, summary);
        return new Tick(RolloutCodec.write(decision.state()), effects, next(order, decision, now), summary);
    }

    private Next next(RolloutOrder order, Decision decision, Instant now) {
        return switch (decision.state()) {
            case RolloutState.Active active -> new Next.After(decision.pollAfter());
            case RolloutState.Promoted p -> {
                end(order, p, Deployments.Outcome.PROMOTED, "", false, now);
                yield new Next.Succeeded();
            }
            case RolloutState.RolledBack r -> {
                end(order, r, Deployments.Outcome.ROLLED_BACK, r.reason(), r.blamed(), now);
                yield new Next.Failed(r.reason());
            }
            case RolloutState.NeedsPerson n -> {
                end(order, n, Deployments.Outcome.NEEDS_PERSON, n.what(), false, now);
                yield new Next.Stuck(n.what());
            }
        };
    }

    private void end(
            RolloutOrder order,
            RolloutState.Ended state,
            Deployments.Outcome outcome,
            String reason,
            boolean blamed,
            Instant now) {
        observer.forget(order.rollout().id());
        boolean removed = order.rollout().purpose() == Rollout.Purpose.REMOVE;
        deployments.ended(new Deployments.Deployment(
                order.rollout().id(),
                order.release(),
                order.rollout().old(),
                removed ? "" : state.summary().serving(),
                removed && outcome == Deployments.Outcome.PROMOTED ? Deployments.Outcome.REMOVED : outcome,
                reason,
                blamed,
                order.port(),
                Json.write(state.summary()),
                now.toEpochMilli()));
    }

    @Override
    public void perform(Action action, Effect effect, Fence fence) throws InterruptedException {
        RolloutOrder order = order(action);
        switch (RolloutCodec.readEffect(effect.payload(), effect.id())) {
            case StartInstances start -> target.start(order.byId(start.release()), start.count(), fence);
            case StopInstances stop -> stop(order, stop, fence);
            case SetRoute set -> route(order, set.goal(), fence);
            case RenewLease renew -> renew(order, fence);
            case Drain drain -> {
                // The proxy drains by itself at weight 0; the machine watches the requests in flight.
            }
        }
    }

    private void stop(RolloutOrder order, StopInstances stop, Fence fence) throws InterruptedException {
        ReleaseSpec release = order.byId(stop.release());
        if (stop.keep() > 0 && order.port() > 0) {
            dropUpstreams(order, release, stop.keep(), fence);
        }
        target.stop(release, stop.keep(), fence);
    }

    /** Takes the instances that will end out of the route, so that the proxy sends them nothing new. */
    private void dropUpstreams(RolloutOrder order, ReleaseSpec release, int keep, Fence fence) {
        Scope scope = scope(order);
        router.get(scope).ifPresent(route -> {
            List<RouteTable.Arm> arms = route.arms().stream()
                    .map(a -> a.id().equals(release.id())
                            ? new RouteTable.Arm(
                                    a.id(),
                                    a.weight(),
                                    a.upstreams().stream().limit(keep).toList())
                            : a)
                    .toList();
            router.set(scope, order.port(), arms, route.stable(), hold(route.leaseUntilMillis()), fence);
        });
    }

    private void route(RolloutOrder order, RouteGoal goal, Fence fence) throws InterruptedException {
        Scope scope = scope(order);
        if (goal.weights().isEmpty()) {
            router.remove(scope, fence);
            return;
        }
        List<RouteTable.Arm> arms = new ArrayList<>();
        for (var weight : goal.weights()) {
            arms.add(new RouteTable.Arm(
                    weight.release(), weight.basisPoints(), upstreams(order.byId(weight.release()))));
        }
        router.set(
                scope,
                order.port(),
                arms,
                goal.stable(),
                goal.leased() ? Router.Hold.LEASED : Router.Hold.SETTLED,
                fence);
    }

    private List<RouteTable.Upstream> upstreams(ReleaseSpec release) throws InterruptedException {
        return target.observe(release).stream()
                .filter(i -> i.phase() == Target.Phase.READY && i.port() > 0)
                .map(i -> new RouteTable.Upstream(i.id(), i.host(), i.port()))
                .toList();
    }

    private void renew(RolloutOrder order, Fence fence) {
        Scope scope = scope(order);
        router.get(scope)
                .filter(r -> r.leaseUntilMillis() != Long.MAX_VALUE)
                .ifPresent(r -> router.set(scope, r.port(), r.arms(), r.stable(), Router.Hold.LEASED, fence));
    }

    private static Router.Hold hold(long leaseUntilMillis) {
        return leaseUntilMillis == Long.MAX_VALUE ? Router.Hold.SETTLED : Router.Hold.LEASED;
    }

    /** A rollout in the other direction, under an id of its own so that its record and its effects are apart. */
    @Override
    public Optional<Action> wayBack(Action action, String stateText) {
        if (!(RolloutCodec.readState(stateText, action.key()) instanceof RolloutState.Promoted)) {
            return Optional.empty();
        }
        RolloutOrder order = order(action);
        RolloutOrder back = back(order, order.rollout().wayBack(order.rollout().id() + "-back"));
        return Optional.of(new Action(
                action.key() + "-back",
                kind(),
                Action.Shape.MACHINE,
                List.of(),
                Json.write(back),
                "take back " + action.summary()));
    }

    /** The order of a way back: what was new is now old, and the other way round. */
    public static RolloutOrder back(RolloutOrder order, Rollout wayBack) {
        ReleaseSpec to = order.byId(wayBack.release());
        List<ReleaseSpec> from = wayBack.old().isEmpty() ? List.of() : List.of(order.byId(wayBack.old()));
        return new RolloutOrder(wayBack, to, from, order.port());
    }

    private static Scope scope(RolloutOrder order) {
        return Scope.parse(order.rollout().scope());
    }

    private static RolloutOrder order(Action action) {
        return Json.read(action.payload(), RolloutOrder.class, action.key());
    }
}
