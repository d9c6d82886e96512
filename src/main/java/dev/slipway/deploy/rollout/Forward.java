package dev.slipway.deploy.rollout;

import dev.slipway.deploy.judge.Counters;
import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.judge.JudgeVerdict;
import dev.slipway.deploy.rollout.Ending.Outcome;
import dev.slipway.deploy.rollout.RolloutState.Judging;
import dev.slipway.deploy.rollout.RolloutState.ProvingFirst;
import dev.slipway.deploy.rollout.RolloutState.Routing;
import dev.slipway.deploy.rollout.RolloutState.Starting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The states on the way to a promoted release, in their order. */
final class Forward {
    /** Ends while starting that are forgiven: a first start may lose the race for its database. */
    private static final int FORGIVEN_ENDS = 2;

    private Forward() {}

    static Decision clearingOld(Tick t, Progress p) {
        Rollout r = t.rollout();
        if (!t.seen().instancesKnown()) {
            return t.past(p.since(), t.timeouts().ready())
                    ? t.giveUp(p, "the instances cannot be seen")
                    : t.stay(new RolloutState.ClearingOld(p));
        }
        if (r.web() && !RouteGoal.NOWHERE.inForce(t.seen().route())) {
            return t.pursue(
                    p,
                    RolloutState.ClearingOld::new,
                    "clear-route",
                    id -> new Effect.SetRoute(id, RouteGoal.NOWHERE),
                    t.timeouts().route(),
                    () -> t.giveUp(p, "the proxy did not take the route away from the old version"));
        }
        if (t.seen().all(r.old()) > 0) {
            return t.pursue(
                    p,
                    RolloutState.ClearingOld::new,
                    "stop-old",
                    id -> new Effect.StopInstances(id, r.old(), 0),
                    t.timeouts().stop(),
                    () -> t.giveUp(p, "the old version does not stop"));
        }
        return t.go(new Starting(p.edit().enter(t.now()).done()));
    }

    static Decision starting(Tick t, Progress p) {
        Observation seen = t.seen();
        int wanted = t.rollout().fresh(p.step());
        if (drifted(t, p)) {
            return again(t, p);
        }
        if (!seen.instancesKnown()) {
            return t.past(p.since(), t.timeouts().ready())
                    ? t.giveUp(p, "the instances cannot be seen")
                    : t.stay(new Starting(p));
        }
        if (p.routedStep() >= 0) {
            // A later step: both versions have visitors already.
            if (seen.ready(t.fresh()) == 0) {
                return t.blame(p, t.fatal(p), Looking.now(t.rollout(), p, Evidence.Basis.FAST_PATH));
            }
            Optional<Decision> down = oldDown(t, p, t.rollout().routeOf(p.routedStep()), Starting::new);
            if (down.isPresent()) {
                return down.get();
            }
        }
        boolean crashing = seen.count(t.fresh(), Observation.Phase.CRASH_LOOP) > 0
                || seen.ends(t.fresh()) > p.endsBase() + FORGIVEN_ENDS;
        if (crashing) {
            String message = seen.message(t.fresh());
            return t.blame(
                    p,
                    "the new version ends again and again while it starts" + (message.isEmpty() ? "" : ": " + message),
                    Looking.now(t.rollout(), p, Evidence.Basis.FAST_PATH));
        }
        if (seen.ready(t.fresh()) >= wanted) {
            Progress ready =
                    p.edit().enter(t.now()).endsBase(seen.ends(t.fresh())).done();
            return t.go(started(t.rollout(), ready));
        }
        if (seen.all(t.fresh()) >= wanted) {
            return waitReady(t, p, seen.message(t.fresh()));
        }
        return t.pursue(
                p,
                Starting::new,
                "start-new",
                id -> new Effect.StartInstances(id, t.fresh(), wanted),
                t.timeouts().ready(),
                () -> t.giveUp(p, "the new version could not be started"));
    }

    /** They exist. A slow control plane is not their fault: their time counts from when they were first seen. */
    private static Decision waitReady(Tick t, Progress p, String message) {
        if (p.presentSince().equals(Instant.EPOCH)) {
            return t.stay(new Starting(p.edit().presentSince(t.now()).done()));
        }
        return t.past(p.presentSince(), t.timeouts().ready())
                ? t.blame(
                        p,
                        "the new version was not ready within "
                                + t.timeouts().ready().toSeconds() + " s" + (message.isEmpty() ? "" : ": " + message),
                        Looking.now(t.rollout(), p, Evidence.Basis.FAST_PATH))
                : t.stay(new Starting(p));
    }

    private static RolloutState started(Rollout r, Progress ready) {
        if (!r.strategy().judged()) {
            return passed(r, ready);
        }
        if (!r.web()) {
            return new Judging(ready);
        }
        return r.first() ? new ProvingFirst(ready) : new Routing(ready);
    }

    static Decision provingFirst(Tick t, Progress p) {
        String fatal = t.fatal(p);
        if (!fatal.isEmpty()) {
            return t.blame(p, fatal, Looking.now(t.rollout(), p, Evidence.Basis.FAST_PATH));
        }
        return judged(t, Looking.atRequests(t, p), ProvingFirst::new);
    }

    static Decision routing(Tick t, Progress p) {
        String fatal = t.fatal(p);
        if (!fatal.isEmpty()) {
            return t.blame(p, fatal, Looking.now(t.rollout(), p, Evidence.Basis.FAST_PATH));
        }
        RouteGoal goal = t.rollout().routeOf(p.step());
        if (goal.inForce(t.seen().route())) {
            // A bin never spans a change of weights: the judge's first sample only sets the base.
            Progress routed = p.edit()
                    .enter(t.now())
                    .counters(Counters.NONE)
                    .routedStep(p.step())
                    .impact(goal.weight(t.fresh()) > 0 ? p.impact().routedAt(t.now()) : p.impact())
                    .done();
            return t.go(new Judging(routed));
        }
        if (p.routedStep() >= 0
                && t.seen().route().reachable()
                && t.seen().route().stableOnly()) {
            return again(t, p);
        }
        Optional<Decision> down = oldDown(t, p, goal, Routing::new);
        if (down.isPresent()) {
            return down.get();
        }
        if (!t.seen().instancesKnown()) {
            return t.past(p.since(), t.timeouts().ready())
                    ? t.giveUp(p, "the instances cannot be seen")
                    : t.stay(new Routing(p));
        }
        Progress leased = p.edit().leased(t.now()).done();
        return t.pursue(
                leased,
                Routing::new,
                "route-" + p.step(),
                id -> new Effect.SetRoute(id, goal),
                t.timeouts().route(),
                () -> t.abort(
                        p,
                        Outcome.ROLLED_BACK,
                        "the proxy did not take the new weights within "
                                + t.timeouts().route().toSeconds() + " s",
                        false,
                        p.evidence()));
    }

    static Decision judging(Tick t, Progress p) {
        String fatal = t.fatal(p);
        if (!fatal.isEmpty()) {
            return t.blame(p, fatal, Looking.now(t.rollout(), p, Evidence.Basis.FAST_PATH));
        }
        if (!t.rollout().web()) {
            return judged(t, Looking.atExits(t, p), Judging::new);
        }
        if (drifted(t, p)) {
            return again(t, p);
        }
        Optional<Decision> down = oldDown(t, p, t.rollout().routeOf(p.step()), Judging::new);
        return down.isPresent() ? down.get() : judged(t, Looking.atRequests(t, p), Judging::new);
    }

    private static Decision judged(Tick t, Looking.Look look, Function<Progress, RolloutState> same) {
        Progress p = look.progress();
        Strategy strategy = t.rollout().strategy();
        return switch (look.verdict()) {
            case JudgeVerdict.Continue() -> t.stay(same.apply(p));
            case JudgeVerdict.Hold(String reason) -> {
                boolean tooLong = p.judge().heldMillis() >= strategy.maxHold().toMillis();
                yield tooLong && !p.paused()
                        ? t.giveUp(p, "no data for " + strategy.maxHold().toSeconds() + " s: " + reason)
                        : t.stay(same.apply(p));
            }
            case JudgeVerdict.Rollback(String reason, Evidence evidence) -> t.blame(p, reason, evidence);
            case JudgeVerdict.Promote(Evidence evidence) -> p.paused() ? t.stay(same.apply(p)) : pass(t, p, evidence);
            case JudgeVerdict.InsufficientEvidence(long needed, String why) ->
                p.paused() ? t.stay(same.apply(p)) : insufficient(t, p, same, needed, why);
        };
    }

    private static Decision insufficient(
            Tick t, Progress p, Function<Progress, RolloutState> same, long needed, String why) {
        Strategy strategy = t.rollout().strategy();
        Duration longest = strategy.bake().plus(strategy.maxHold());
        boolean tooLong = p.judge().stepMillis() >= longest.toMillis();
        String what = why + "; " + String.format(java.util.Locale.ROOT, "%,d", needed) + " more good requests needed";
        return switch (strategy.insufficient()) {
            case EXTEND -> tooLong ? t.giveUp(p, "not enough evidence: " + what) : t.stay(same.apply(p));
            case ASK ->
                tooLong
                        ? t.giveUp(p, "not enough evidence and nobody decided: " + what)
                        : t.stay(same.apply(p.edit().asking(true).done()));
            case PASS ->
                pass(
                        t,
                        p,
                        Looking.now(t.rollout(), p, Evidence.Basis.DECREE)
                                .as(Evidence.Basis.DECREE, "passed by policy: " + what));
        };
    }

    /** The step is shown good, or somebody decided so. */
    static Decision pass(Tick t, Progress p, Evidence evidence) {
        return t.go(
                passed(t.rollout(), p.edit().enter(t.now()).evidence(evidence).done()));
    }

    private static RolloutState passed(Rollout r, Progress p) {
        if (r.lastStep(p.step())) {
            if (r.web()) {
                return new RolloutState.Promoting(p);
            }
            return new RolloutState.Stopping(p, promoted(p));
        }
        int kept = r.step(p.step()).kept();
        boolean trims = kept >= 0 && !r.first();
        return trims
                ? new RolloutState.Trimming(p)
                : new Starting(p.edit().step(p.step() + 1).done());
    }

    static Decision trimming(Tick t, Progress p) {
        String fatal = t.fatal(p);
        if (!fatal.isEmpty()) {
            return t.blame(p, fatal, Looking.now(t.rollout(), p, Evidence.Basis.FAST_PATH));
        }
        if (drifted(t, p)) {
            return again(t, p);
        }
        Optional<Decision> down = oldDown(t, p, t.rollout().routeOf(p.step()), RolloutState.Trimming::new);
        if (down.isPresent()) {
            return down.get();
        }
        int kept = t.rollout().step(p.step()).kept();
        if (t.seen().instancesKnown() && t.seen().all(t.rollout().old()) <= kept) {
            return t.go(new Starting(p.edit().enter(t.now()).step(p.step() + 1).done()));
        }
        return t.pursue(
                p,
                RolloutState.Trimming::new,
                "trim-" + p.step(),
                id -> new Effect.StopInstances(id, t.rollout().old(), kept),
                t.timeouts().stop(),
                () -> t.giveUp(p, "an instance of the old version does not stop"));
    }

    static Decision promoting(Tick t, Progress p) {
        String fatal = t.fatal(p);
        if (!fatal.isEmpty()) {
            return t.blame(p, fatal, Looking.now(t.rollout(), p, Evidence.Basis.FAST_PATH));
        }
        RouteGoal goal = t.rollout().settledNew();
        if (goal.inForce(t.seen().route())) {
            Progress done =
                    p.edit().enter(t.now()).impact(p.impact().routedAt(t.now())).done();
            return t.rollout().first()
                    ? t.end(done, promoted(done))
                    : t.go(new RolloutState.Draining(done, promoted(done)));
        }
        if (p.routedStep() >= 0
                && t.seen().route().reachable()
                && t.seen().route().stableOnly()) {
            return again(t, p);
        }
        if (!t.seen().instancesKnown()) {
            return t.past(p.since(), t.timeouts().ready())
                    ? t.giveUp(p, "the instances cannot be seen")
                    : t.stay(new RolloutState.Promoting(p));
        }
        return t.pursue(
                p,
                RolloutState.Promoting::new,
                "promote",
                id -> new Effect.SetRoute(id, goal),
                t.timeouts().route(),
                () -> t.giveUp(p, "the proxy did not confirm the promotion"));
    }

    private static Ending promoted(Progress p) {
        return new Ending(Outcome.PROMOTED, "", false, p.evidence());
    }

    /** The lease lapsed (a dead control plane, a restarted proxy): what is in force is not what was verified. */
    private static boolean drifted(Tick t, Progress p) {
        Observation.Route seen = t.seen().route();
        return t.rollout().web()
                && p.routedStep() >= 0
                && seen.reachable()
                && (seen.current() || seen.stableOnly())
                && !t.rollout().routeOf(p.routedStep()).matches(seen);
    }

    /** From 0 % again; without a lease there is no stable version to return to and the same route is set again. */
    private static Decision again(Tick t, Progress p) {
        Progress restarted = p.edit().enter(t.now()).restart().done();
        if (restarted.restarts() > Tick.MAX_RESTARTS) {
            return t.giveUp(p, "the route fell back " + restarted.restarts() + " times");
        }
        return t.go(
                t.rollout().routeOf(p.step()).leased()
                        ? new RolloutState.ReturningToStable(restarted)
                        : new Routing(restarted));
    }

    static Decision returningToStable(Tick t, Progress p) {
        RouteGoal goal = t.rollout().settledOld();
        Observation seen = t.seen();
        if (goal.inForce(seen.route())) {
            return t.go(new Starting(p.edit().enter(t.now()).done()));
        }
        if (!seen.instancesKnown()) {
            return t.past(p.since(), t.timeouts().ready())
                    ? t.giveUp(p, "the instances cannot be seen")
                    : t.stay(new RolloutState.ReturningToStable(p));
        }
        if (seen.ready(t.rollout().old()) == 0) {
            return t.giveUp(p, "the old version is down");
        }
        return t.pursue(
                p,
                RolloutState.ReturningToStable::new,
                "stable",
                id -> new Effect.SetRoute(id, goal),
                t.timeouts().route(),
                () -> t.giveUp(p, "the proxy did not take the stable route"));
    }

    /** The old version has weight and no ready instance: wait for its restart, then move its traffic to the new one. */
    private static Optional<Decision> oldDown(
            Tick t, Progress p, RouteGoal goal, Function<Progress, RolloutState> same) {
        boolean down = t.seen().instancesKnown()
                && !t.rollout().first()
                && goal.weight(t.rollout().old()) > 0
                && t.seen().ready(t.rollout().old()) == 0;
        boolean before = !p.oldDownSince().equals(Instant.EPOCH);
        if (!down) {
            return before && t.seen().instancesKnown()
                    ? Optional.of(
                            t.go(same.apply(p.edit().oldDownSince(Instant.EPOCH).done())))
                    : Optional.empty();
        }
        if (!before) {
            return Optional.of(t.stay(same.apply(p.edit().oldDownSince(t.now()).done())));
        }
        if (!t.past(p.oldDownSince(), t.timeouts().down())) {
            return Optional.of(t.stay(same.apply(p)));
        }
        Ending ending = new Ending(
                Outcome.NEEDS_PERSON,
                "the old version went down during the rollout; all traffic was moved to " + t.fresh()
                        + ", which is not fully proven",
                false,
                Looking.now(t.rollout(), p, Evidence.Basis.NONE));
        return Optional.of(
                t.go(new RolloutState.Evacuating(p.edit().enter(t.now()).done(), ending)));
    }
}
