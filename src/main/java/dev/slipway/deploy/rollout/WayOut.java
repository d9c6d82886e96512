package dev.slipway.deploy.rollout;

import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.rollout.Ending.Outcome;
import dev.slipway.deploy.rollout.RolloutState.Aborting;
import dev.slipway.deploy.rollout.RolloutState.ClearingNew;
import dev.slipway.deploy.rollout.RolloutState.Draining;
import dev.slipway.deploy.rollout.RolloutState.Evacuating;
import dev.slipway.deploy.rollout.RolloutState.Restoring;
import dev.slipway.deploy.rollout.RolloutState.Stopping;
import java.time.Duration;
import java.util.List;

/** The states after the decision: back to the old version, or what is left to clear away. */
final class WayOut {
    private WayOut() {}

    static Decision clearingNew(Tick t, Progress p, Ending ending) {
        if (!t.seen().instancesKnown()) {
            return unseen(t, p, ending, new ClearingNew(p, ending));
        }
        if (t.rollout().web() && !RouteGoal.NOWHERE.inForce(t.seen().route())) {
            return t.pursue(
                    p,
                    q -> new ClearingNew(q, ending),
                    "clear-route",
                    id -> new Effect.SetRoute(id, RouteGoal.NOWHERE),
                    t.timeouts().route(),
                    () -> unconfirmed(t, p, ending));
        }
        if (t.seen().all(t.fresh()) > 0) {
            return t.pursue(
                    p,
                    q -> new ClearingNew(q, ending),
                    "stop-new",
                    id -> new Effect.StopInstances(id, t.fresh(), 0),
                    t.timeouts().stop(),
                    () -> t.needsPerson(p, ending.evidence(), "", ending.reason() + "; the new version does not stop"));
        }
        return t.go(new Aborting(p.edit().enter(t.now()).done(), ending));
    }

    static Decision aborting(Tick t, Progress p, Ending ending) {
        Rollout r = t.rollout();
        if (!t.seen().instancesKnown()) {
            return unseen(t, p, ending, new Aborting(p, ending));
        }
        if (r.web()) {
            if (!r.first() && t.seen().ready(r.old()) == 0) {
                return t.go(new Restoring(p.edit().enter(t.now()).fallback().done(), ending));
            }
            RouteGoal goal = r.settledOld();
            if (!goal.inForce(t.seen().route())) {
                return t.pursue(
                        p,
                        q -> new Aborting(q, ending),
                        "abort",
                        id -> new Effect.SetRoute(id, goal),
                        t.timeouts().route(),
                        () -> unconfirmed(t, p, ending));
            }
        }
        Progress back = p.edit().impact(p.impact().backAt(t.now())).done();
        if (!r.first() && t.seen().ready(r.old()) < r.oldInstances()) {
            return refill(t, back, ending);
        }
        Progress entered = back.edit().enter(t.now()).done();
        return t.go(r.web() ? new Draining(entered, ending) : new Stopping(entered, ending));
    }

    /** A rolling step had stopped some of the old instances: they come back before the new ones go. */
    private static Decision refill(Tick t, Progress p, Ending ending) {
        Rollout r = t.rollout();
        int ready = t.seen().ready(r.old());
        if (t.past(p.since(), t.timeouts().ready().plus(t.timeouts().route()))) {
            Ending worse = new Ending(
                    Outcome.NEEDS_PERSON,
                    ending.reason() + "; only " + ready + " of " + r.oldInstances() + " old instances are ready",
                    ending.blamed(),
                    ending.evidence());
            Progress entered = p.edit().enter(t.now()).done();
            return ready == 0
                    ? t.needsPerson(p, ending.evidence(), "", worse.reason())
                    : t.go(r.web() ? new Draining(entered, worse) : new Stopping(entered, worse));
        }
        if (t.seen().all(r.old()) >= r.oldInstances()) {
            return t.stay(new Aborting(p, ending));
        }
        return t.pursue(
                p,
                q -> new Aborting(q, ending),
                "refill",
                id -> new Effect.StartInstances(id, r.old(), r.oldInstances()),
                Duration.ofDays(1),
                () -> t.stay(new Aborting(p, ending)));
    }

    static Decision restoring(Tick t, Progress p, Ending ending) {
        Rollout r = t.rollout();
        if (!t.seen().instancesKnown()) {
            return unseen(t, p, ending, new Restoring(p, ending));
        }
        boolean given = p.restarts() > 2 * Tick.MAX_RESTARTS;
        if (t.seen().ready(r.old()) > 0 && !given) {
            return t.go(new Aborting(p.edit().enter(t.now()).done(), ending));
        }
        if (given || t.past(p.since(), t.timeouts().ready())) {
            return restoreFailed(t, p, ending);
        }
        return t.pursue(
                p,
                q -> new Restoring(q, ending),
                "restore",
                id -> new Effect.StartInstances(id, r.old(), r.oldInstances()),
                t.timeouts().ready(),
                () -> restoreFailed(t, p, ending));
    }

    /** Traffic goes to what is alive; when nothing is, to the old version as soon as it lives again. Never back again. */
    private static Decision restoreFailed(Tick t, Progress p, Ending ending) {
        Rollout r = t.rollout();
        if (t.seen().ready(t.fresh()) > 0) {
            Ending kept = new Ending(
                    Outcome.NEEDS_PERSON,
                    "ROLLBACK FAILED: " + ending.reason() + "; " + r.old() + " does not start, so traffic stays on "
                            + t.fresh(),
                    ending.blamed(),
                    ending.evidence());
            return t.go(new Evacuating(p.edit().enter(t.now()).done(), kept));
        }
        return bothDown(t, p, ending.evidence(), ending.reason());
    }

    private static Decision bothDown(Tick t, Progress p, Evidence evidence, String reason) {
        Progress last = p.edit().emitted("both-down", t.now()).done();
        Decision end = t.needsPerson(
                last,
                evidence,
                "",
                "BOTH VERSIONS ARE DOWN: " + reason + "; " + t.rollout().old()
                        + " gets the traffic as soon as it is started");
        Effect.SetRoute route = new Effect.SetRoute(
                t.id("both-down", last.attempt()), t.rollout().settledOld());
        return new Decision(end.state(), List.of(route), Duration.ZERO);
    }

    static Decision evacuating(Tick t, Progress p, Ending ending) {
        RouteGoal goal = t.rollout().settledNew();
        if (goal.inForce(t.seen().route())) {
            return t.needsPerson(p, ending.evidence(), t.fresh(), ending.reason());
        }
        if (!t.seen().instancesKnown()) {
            return unseen(t, p, ending, new Evacuating(p, ending));
        }
        if (t.seen().ready(t.fresh()) == 0) {
            return t.seen().ready(t.rollout().old()) > 0
                    ? t.go(new Aborting(p.edit().enter(t.now()).fallback().done(), ending))
                    : bothDown(t, p, ending.evidence(), ending.reason());
        }
        return t.pursue(
                p,
                q -> new Evacuating(q, ending),
                "evacuate",
                id -> new Effect.SetRoute(id, goal),
                t.timeouts().route(),
                () -> unconfirmed(t, p, ending));
    }

    static Decision draining(Tick t, Progress p, Ending ending) {
        boolean promoted = ending.outcome() == Outcome.PROMOTED;
        String leaving = promoted ? t.rollout().old() : t.fresh();
        if (promoted) {
            String fatal = t.fatal(p);
            if (!fatal.isEmpty() && t.seen().ready(leaving) > 0) {
                return t.blame(p, fatal, Looking.now(t.rollout(), p, Evidence.Basis.FAST_PATH));
            }
        }
        if (p.lastEffect().isEmpty()) {
            return t.pursue(
                    p,
                    q -> new Draining(q, ending),
                    "drain",
                    id -> new Effect.Drain(id, leaving),
                    t.timeouts().drain(),
                    () -> t.stay(new Draining(p, ending)));
        }
        boolean drained = t.seen().route().reachable()
                && t.seen().gap().isEmpty()
                && t.seen().inFlight(leaving) == 0
                && t.past(p.lastEffectAt(), t.timeouts().tick());
        return drained || t.past(p.since(), t.timeouts().drain())
                ? t.go(new Stopping(p.edit().enter(t.now()).done(), ending))
                : t.stay(new Draining(p, ending));
    }

    static Decision stopping(Tick t, Progress p, Ending ending) {
        String leaving = ending.outcome() == Outcome.PROMOTED ? t.rollout().old() : t.fresh();
        if (leaving.isEmpty() || t.seen().instancesKnown() && t.seen().all(leaving) == 0) {
            return t.end(p, ending);
        }
        return t.pursue(
                p,
                q -> new Stopping(q, ending),
                "stop",
                id -> new Effect.StopInstances(id, leaving, 0),
                t.timeouts().stop(),
                () -> t.needsPerson(
                        p,
                        ending.evidence(),
                        ending.outcome() == Outcome.PROMOTED
                                ? t.fresh()
                                : t.rollout().old(),
                        (ending.reason().isEmpty() ? "promoted" : ending.reason()) + "; " + leaving
                                + " does not stop: end it by hand"));
    }

    private static Decision unseen(Tick t, Progress p, Ending ending, RolloutState same) {
        return t.past(p.since(), t.timeouts().ready().multipliedBy(2))
                ? t.needsPerson(
                        p,
                        ending.evidence(),
                        "",
                        ending.reason() + "; the instances cannot be seen, so nothing was stopped")
                : t.stay(same);
    }

    private static Decision unconfirmed(Tick t, Progress p, Ending ending) {
        return t.needsPerson(
                p,
                ending.evidence(),
                "",
                ending.reason() + "; the proxy did not confirm where traffic goes, so both versions were kept running");
    }
}
