package dev.slipway.deploy.rollout;

import dev.slipway.deploy.judge.Counters;
import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.judge.JudgeState;
import java.time.Instant;

/**
 * What every state that is not the end carries. {@link Instant#EPOCH} stands for "not yet".
 *
 * @param started when the rollout began
 * @param since when the present state began; deadlines count from it, also across a crash
 * @param lookedAt the last look: a long pause since then means that the control plane slept
 * @param step index of the strategy's step
 * @param routedStep step whose route was last seen in force; -1 for none
 * @param attempt effects emitted so far: the last part of the next id
 * @param lastEffect what was emitted last, and {@code lastEffectAt} when
 * @param leaseAt when the lease was last set or renewed
 * @param restarts how often it began again from 0 %
 * @param endsBase ends of the new instances when they had become ready: more means that one died since
 * @param presentSince since when all wanted new instances were seen to exist: their time to become ready counts from here
 * @param oldDownSince since when the old version has weight and no ready instance
 * @param paused whether a person holds it
 * @param asking whether a person is asked because evidence is missing
 */
public record Progress(
        Instant started,
        Instant since,
        Instant lookedAt,
        int step,
        int routedStep,
        int attempt,
        String lastEffect,
        Instant lastEffectAt,
        Instant leaseAt,
        int restarts,
        int endsBase,
        Instant presentSince,
        Instant oldDownSince,
        boolean paused,
        boolean asking,
        Counters counters,
        JudgeState judge,
        Evidence evidence,
        Impact impact) {
    /**
     * What visitors felt.
     *
     * @param lastErrors last reading of the new release's error counter; -1 before the first
     * @param lastGateway last reading of the proxy's own failures; -1 before the first
     */
    public record Impact(
            Instant routed, Instant back, long lastErrors, long badAnswers, long lastGateway, long failedByProxy) {
        static final Impact NONE = new Impact(Instant.EPOCH, Instant.EPOCH, -1, 0, -1, 0);

        Impact see(Rollout rollout, Observation seen) {
            if (!seen.route().reachable() || !seen.gap().isEmpty()) {
                return this;
            }
            long errors = seen.arms().stream()
                    .filter(a -> a.release().equals(rollout.release()))
                    .mapToLong(Observation.Arm::errors)
                    .sum();
            long gateway = seen.route().badGateway();
            return new Impact(
                    routed,
                    back,
                    errors,
                    badAnswers + delta(lastErrors, errors),
                    gateway,
                    failedByProxy + delta(lastGateway, gateway));
        }

        private static long delta(long last, long now) {
            return last < 0 ? 0 : now < last ? now : now - last;
        }

        Impact routedAt(Instant now) {
            return routed.equals(Instant.EPOCH)
                    ? new Impact(now, back, lastErrors, badAnswers, lastGateway, failedByProxy)
                    : this;
        }

        /** The first time counts. */
        Impact backAt(Instant now) {
            return !back.equals(Instant.EPOCH)
                    ? this
                    : new Impact(routed, now, lastErrors, badAnswers, lastGateway, failedByProxy);
        }
    }

    static Progress begin(Rollout rollout, Instant now) {
        return new Progress(
                now,
                now,
                now,
                0,
                -1,
                0,
                "",
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                false,
                false,
                Counters.NONE,
                JudgeState.initial(rollout.judge()),
                Evidence.none("").withLimits(rollout.judge()),
                Impact.NONE);
    }

    Edit edit() {
        return new Edit(this);
    }

    /** A changed copy: the one place that knows the order of the components. */
    static final class Edit {
        private final Progress from;
        private Instant since;
        private Instant lookedAt;
        private int step;
        private int routedStep;
        private int attempt;
        private String lastEffect;
        private Instant lastEffectAt;
        private Instant leaseAt;
        private int restarts;
        private int endsBase;
        private Instant presentSince;
        private Instant oldDownSince;
        private boolean paused;
        private boolean asking;
        private Counters counters;
        private JudgeState judge;
        private Evidence evidence;
        private Impact impact;

        Edit(Progress from) {
            this.from = from;
            this.since = from.since;
            this.lookedAt = from.lookedAt;
            this.step = from.step;
            this.routedStep = from.routedStep;
            this.attempt = from.attempt;
            this.lastEffect = from.lastEffect;
            this.lastEffectAt = from.lastEffectAt;
            this.leaseAt = from.leaseAt;
            this.restarts = from.restarts;
            this.endsBase = from.endsBase;
            this.presentSince = from.presentSince;
            this.oldDownSince = from.oldDownSince;
            this.paused = from.paused;
            this.asking = from.asking;
            this.counters = from.counters;
            this.judge = from.judge;
            this.evidence = from.evidence;
            this.impact = from.impact;
        }

        /** A new state begins: its first effect may be emitted at once. */
        Edit enter(Instant now) {
            since = now;
            presentSince = Instant.EPOCH;
            lastEffect = "";
            lastEffectAt = Instant.EPOCH;
            return this;
        }

        /** A look. What was true before a long pause need not have been true during it. */
        Edit looked(Instant now, java.time.Duration longPause) {
            if (now.isAfter(lookedAt.plus(longPause))) {
                oldDownSince = Instant.EPOCH;
            }
            lookedAt = now;
            return this;
        }

        Edit emitted(String name, Instant now) {
            attempt++;
            lastEffect = name;
            lastEffectAt = now;
            return this;
        }

        Edit renewed(Instant now) {
            attempt++;
            leaseAt = now;
            return this;
        }

        Edit leased(Instant now) {
            leaseAt = now;
            return this;
        }

        Edit step(int value) {
            step = value;
            asking = false;
            judge = judge.nextStep();
            return this;
        }

        Edit routedStep(int value) {
            routedStep = value;
            return this;
        }

        /** Begins again from 0 %: the evidence stays, what was counted meanwhile does not. */
        Edit restart() {
            restarts++;
            routedStep = -1;
            counters = Counters.NONE;
            return step(0);
        }

        /** One more time that it had to turn: counted against flapping. */
        Edit fallback() {
            restarts++;
            return this;
        }

        Edit endsBase(int value) {
            endsBase = value;
            return this;
        }

        Edit presentSince(Instant value) {
            presentSince = value;
            return this;
        }

        Edit oldDownSince(Instant value) {
            oldDownSince = value;
            return this;
        }

        Edit paused(boolean value) {
            paused = value;
            return this;
        }

        Edit asking(boolean value) {
            asking = value;
            return this;
        }

        Edit counters(Counters value) {
            counters = value;
            return this;
        }

        Edit judge(JudgeState value) {
            judge = value;
            return this;
        }

        Edit evidence(Evidence value) {
            evidence = value;
            return this;
        }

        Edit impact(Impact value) {
            impact = value;
            return this;
        }

        Progress done() {
            return new Progress(
                    from.started,
                    since,
                    lookedAt,
                    step,
                    routedStep,
                    attempt,
                    lastEffect,
                    lastEffectAt,
                    leaseAt,
                    restarts,
                    endsBase,
                    presentSince,
                    oldDownSince,
                    paused,
                    asking,
                    counters,
                    judge,
                    evidence,
                    impact);
        }
    }
}
