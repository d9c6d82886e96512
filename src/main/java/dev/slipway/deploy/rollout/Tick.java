package dev.slipway.deploy.rollout;

import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.rollout.Ending.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** One decision in the making: what is wanted, what was seen, when; and the few moves that every state makes. */
record Tick(Rollout rollout, Observation seen, Instant now) {
    /** Times it may begin again before it gives up: against flapping. */
    static final int MAX_RESTARTS = 3;

    String fresh() {
        return rollout.release();
    }

    Timeouts timeouts() {
        return rollout.timeouts();
    }

    /** How long a goal that is usually reached at once is waited for eagerly. */
    private static final Duration EAGER_FOR = Duration.ofSeconds(3);

    /** The pause while waiting eagerly: short beside what people notice, long beside one look. */
    private static final Duration EAGER = Duration.ofMillis(50);

    /** Looks again after a pause. */
    Decision stay(RolloutState state) {
        return new Decision(state, List.of(), pause(state));
    }

    /** Evidence needs its time; a route, a start or an end is most often seen a moment later. */
    private Duration pause(RolloutState state) {
        boolean eager = state instanceof RolloutState.Active active
                && !(state instanceof RolloutState.Judging)
                && !past(active.progress().since(), EAGER_FOR);
        return eager && EAGER.compareTo(timeouts().tick()) < 0
                ? EAGER
                : timeouts().tick();
    }

    /** Another state; looks again at once. */
    Decision go(RolloutState state) {
        return new Decision(state, List.of(), Duration.ZERO);
    }

    boolean past(Instant from, Duration limit) {
        return !now.isBefore(from.plus(limit));
    }

    /**
     * Emits the effect that leads to a state's goal, again after each pause while the goal is not seen. Gives up when it
     * took longer than {@code limit} and the last attempt had its time; a machine that slept tries once more first.
     */
    Decision pursue(
            Progress p,
            Function<Progress, RolloutState> state,
            String name,
            Function<String, Effect> effect,
            Duration limit,
            Supplier<Decision> overdue) {
        boolean same = p.lastEffect().equals(name);
        if (same && !past(p.lastEffectAt(), timeouts().retry())) {
            return stay(state.apply(p));
        }
        boolean slept = past(p.lastEffectAt(), limit.plus(timeouts().retry()));
        if (same && !slept && past(p.since(), limit)) {
            return overdue.get();
        }
        Progress next = p.edit().emitted(name, now).done();
        RolloutState then = state.apply(next);
        return new Decision(then, List.of(effect.apply(id(name, next.attempt()))), pause(then));
    }

    String id(String name, int attempt) {
        return rollout.id() + "/" + name + "/" + attempt;
    }

    /** Why the new version cannot go on, without statistics; empty when it can or when nothing is known. */
    String fatal(Progress p) {
        if (!seen.instancesKnown()) {
            return "";
        }
        String message = seen.message(fresh());
        String because = message.isEmpty() ? "" : ": " + message;
        if (seen.count(fresh(), Observation.Phase.CRASH_LOOP) > 0) {
            return "the new version is in a crash loop" + because;
        }
        if (seen.ends(fresh()) > p.endsBase()) {
            return "an instance of the new version ended" + because;
        }
        return seen.ready(fresh()) == 0 ? "no instance of the new version is ready" + because : "";
    }

    /** The way out: traffic to the old version first. The way back never turns round by itself into success. */
    Decision abort(Progress p, Outcome outcome, String reason, boolean blamed, Evidence evidence) {
        boolean back = rollout.purpose() == Rollout.Purpose.BACK;
        Ending ending = new Ending(
                back ? Outcome.NEEDS_PERSON : outcome,
                back ? "ROLLBACK FAILED: " + reason : reason,
                blamed && !back,
                evidence);
        Progress entered = p.edit().enter(now).done();
        return go(
                rollout.strategy().stopFirst() && !rollout.first()
                        ? new RolloutState.ClearingNew(entered, ending)
                        : new RolloutState.Aborting(entered, ending));
    }

    /** Rolls back because of the new version itself. */
    Decision blame(Progress p, String reason, Evidence evidence) {
        return abort(p, Outcome.ROLLED_BACK, reason, true, evidence);
    }

    /** Gives up without a verdict about the new version. */
    Decision giveUp(Progress p, String what) {
        return abort(p, Outcome.NEEDS_PERSON, what, false, p.evidence());
    }

    /** The end that was decided. */
    Decision end(Progress p, Ending ending) {
        if (rollout.purpose() == Rollout.Purpose.REMOVE && ending.outcome() == Outcome.ROLLED_BACK) {
            return go(new RolloutState.Promoted(summary(p, ending.evidence(), "")));
        }
        return switch (ending.outcome()) {
            case PROMOTED -> go(new RolloutState.Promoted(summary(p, ending.evidence(), fresh())));
            case ROLLED_BACK ->
                go(new RolloutState.RolledBack(
                        summary(p, ending.evidence(), rollout.old()), ending.reason(), ending.blamed()));
            case NEEDS_PERSON -> needsPerson(p, ending.evidence(), rollout.old(), ending.reason());
        };
    }

    Decision needsPerson(Progress p, Evidence evidence, String serving, String what) {
        return go(new RolloutState.NeedsPerson(summary(p, evidence, serving), what));
    }

    private Summary summary(Progress p, Evidence evidence, String serving) {
        return new Summary(
                rollout.release(),
                rollout.old(),
                serving,
                p.started(),
                p.impact().routed(),
                p.impact().back(),
                now,
                p.impact().badAnswers(),
                p.impact().failedByProxy(),
                p.restarts(),
                evidence);
    }
}
