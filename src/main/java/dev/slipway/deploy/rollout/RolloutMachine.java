package dev.slipway.deploy.rollout;

import dev.slipway.base.Bounds;
import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.rollout.Ending.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The machine: start new, wait ready, route, verify the observed weight, judge, repeat, promote, drain, stop old. Abort:
 * route everything to the old version first, verify, then stop the new one.
 *
 * <p>A caller saves the decision's state together with its effects, does the effects, waits and calls again; after a crash
 * it calls {@link #decide} with the saved state and a fresh observation, nothing else.
 */
public final class RolloutMachine {
    /** The lease is renewed three times within its length, so that one lost renewal does no harm. */
    private static final Duration RENEW = Bounds.ROUTE_LEASE.dividedBy(3);

    /** More verification requests than needed, because some cannot be made. */
    private static final double VERIFICATION_MARGIN = 1.15;

    private RolloutMachine() {}

    /** The first state. */
    public static RolloutState initial(Rollout rollout, Instant now) {
        Progress p = Progress.begin(rollout, now);
        return switch (rollout.purpose()) {
            case FORWARD, BACK ->
                rollout.strategy().stopFirst() && !rollout.first()
                        ? new RolloutState.ClearingOld(p)
                        : new RolloutState.Starting(p);
            case REMOVE ->
                new RolloutState.Aborting(p, new Ending(Outcome.ROLLED_BACK, "taken away", false, p.evidence()));
        };
    }

    /** One step. In a terminal state nothing happens. */
    public static Decision decide(
            Rollout rollout, RolloutState state, Observation seen, Instant now, Optional<Command> command) {
        return switch (state) {
            case RolloutState.Ended ended -> new Decision(ended, List.of(), Duration.ZERO);
            case RolloutState.Active active -> {
                Tick t = new Tick(rollout, seen, now);
                RolloutState.Active felt = States.with(
                        active,
                        q -> q.edit()
                                .looked(now, rollout.timeouts().retry())
                                .impact(q.impact().see(rollout, seen))
                                .done());
                Optional<Decision> commanded = command.flatMap(c -> obey(t, felt, c));
                yield renewed(t, commanded.isPresent() ? commanded.get() : step(t, felt));
            }
        };
    }

    private static Decision step(Tick t, RolloutState.Active state) {
        return switch (state) {
            case RolloutState.ClearingOld(Progress p) -> Forward.clearingOld(t, p);
            case RolloutState.Starting(Progress p) -> Forward.starting(t, p);
            case RolloutState.ProvingFirst(Progress p) -> Forward.provingFirst(t, p);
            case RolloutState.Routing(Progress p) -> Forward.routing(t, p);
            case RolloutState.Judging(Progress p) -> Forward.judging(t, p);
            case RolloutState.Trimming(Progress p) -> Forward.trimming(t, p);
            case RolloutState.Promoting(Progress p) -> Forward.promoting(t, p);
            case RolloutState.ReturningToStable(Progress p) -> Forward.returningToStable(t, p);
            case RolloutState.ClearingNew(Progress p, Ending e) -> WayOut.clearingNew(t, p, e);
            case RolloutState.Restoring(Progress p, Ending e) -> WayOut.restoring(t, p, e);
            case RolloutState.Aborting(Progress p, Ending e) -> WayOut.aborting(t, p, e);
            case RolloutState.Evacuating(Progress p, Ending e) -> WayOut.evacuating(t, p, e);
            case RolloutState.Draining(Progress p, Ending e) -> WayOut.draining(t, p, e);
            case RolloutState.Stopping(Progress p, Ending e) -> WayOut.stopping(t, p, e);
        };
    }

    /** A command's decision; empty when the command only changed nothing here. */
    private static Optional<Decision> obey(Tick t, RolloutState.Active state, Command command) {
        Progress p = state.progress();
        return switch (command) {
            case Command.Abort(String reason) ->
                States.goingOut(state)
                        ? Optional.empty()
                        : Optional.of(t.abort(
                                p,
                                Outcome.ROLLED_BACK,
                                "aborted: " + reason,
                                false,
                                Looking.now(t.rollout(), p, Evidence.Basis.DECREE)));
            case Command.Pause() ->
                Optional.of(t.go(States.with(state, q -> q.edit().paused(true).done())));
            case Command.Resume() ->
                Optional.of(t.go(States.with(state, q -> q.edit().paused(false).done())));
            case Command.Retry() ->
                state instanceof RolloutState.Judging || state instanceof RolloutState.ProvingFirst
                        ? Optional.of(t.go(
                                States.with(state, q -> q.edit().step(q.step()).done())))
                        : Optional.empty();
            case Command.Advance(String by) ->
                state instanceof RolloutState.Judging
                                && t.fatal(p).isEmpty()
                                && t.seen().instancesKnown()
                        ? Optional.of(Forward.pass(
                                t,
                                p.edit().paused(false).done(),
                                Looking.now(t.rollout(), p, Evidence.Basis.DECREE)
                                        .as(Evidence.Basis.DECREE, "advanced by " + by)))
                        : Optional.empty();
        };
    }

    /** Adds the renewal of the lease while the route that was verified is still the one in force. */
    private static Decision renewed(Tick t, Decision decision) {
        if (!(decision.state() instanceof RolloutState.Active active) || !States.renewing(active)) {
            return decision;
        }
        Progress p = active.progress();
        boolean held = p.routedStep() >= 0
                && t.rollout().routeOf(p.routedStep()).leased()
                && t.rollout().routeOf(p.routedStep()).inForce(t.seen().route());
        boolean routes = decision.effects().stream().anyMatch(Effect.SetRoute.class::isInstance);
        if (!held || routes || !t.past(p.leaseAt(), RENEW)) {
            return decision;
        }
        List<Effect> effects = new ArrayList<>(decision.effects());
        RolloutState.Active next =
                States.with(active, q -> q.edit().renewed(t.now()).done());
        effects.add(new Effect.RenewLease(t.id("lease", next.progress().attempt())));
        return new Decision(next, effects, decision.pollAfter());
    }

    /** The releases that shall get verification requests now; the executor sends them as long as it sees this. */
    public static List<String> verifying(Rollout rollout, RolloutState state) {
        if (!rollout.web() || !rollout.strategy().judged()) {
            return List.of();
        }
        return switch (state) {
            case RolloutState.ProvingFirst first -> List.of(rollout.release());
            case RolloutState.Routing routing -> both(rollout);
            case RolloutState.Judging judging -> both(rollout);
            case RolloutState.Active other -> List.of();
            case RolloutState.Ended ended -> List.of();
        };
    }

    private static List<String> both(Rollout rollout) {
        return rollout.first() || rollout.strategy().stopFirst()
                ? List.of(rollout.release())
                : List.of(rollout.old(), rollout.release());
    }

    /** Verification requests a second to each of {@link #verifying}, so that the dwell sees enough of them. */
    public static int verificationsPerSecond(Rollout rollout, RolloutState state) {
        if (verifying(rollout, state).isEmpty() || !(state instanceof RolloutState.Active active)) {
            return 0;
        }
        double seconds =
                Math.max(0.5, rollout.step(active.progress().step()).dwell().toMillis() / 1000.0);
        return (int) Math.ceil(rollout.judge().minRequests() * VERIFICATION_MARGIN / seconds);
    }

    /** One line for people: where it stands, with its numbers; one or two sentences when it has ended. */
    public static String describe(Rollout rollout, RolloutState state) {
        return RolloutWords.describe(rollout, state);
    }

    /** The judge's numbers at this moment, for plots: nothing is decided by them. */
    public static Evidence evidence(Rollout rollout, RolloutState state) {
        return switch (state) {
            case RolloutState.Active active -> Looking.now(rollout, active.progress(), Evidence.Basis.NONE);
            case RolloutState.Ended ended -> ended.summary().evidence();
        };
    }
}
