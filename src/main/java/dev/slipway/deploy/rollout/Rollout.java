package dev.slipway.deploy.rollout;

import dev.slipway.deploy.judge.JudgeSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What one rollout shall do: every choice made, the payload of its plan's action. Written and read by
 * {@link dev.slipway.base.wire.Json}.
 *
 * @param id the deployment's id: first part of every effect's id
 * @param scope {@link dev.slipway.base.Scope#key}
 * @param service for people
 * @param old release id in service; empty when there is none (see {@link #baseline})
 * @param release release id to bring up; for {@link Purpose#REMOVE} the one to take away
 * @param instances wanted of the new release
 * @param oldInstances that the old release has
 * @param slowAboveMillis latency above which a visitor's request is slow, chosen before the deployment; 0: not measured
 */
public record Rollout(
        String id,
        Purpose purpose,
        Role role,
        String scope,
        String service,
        String old,
        String release,
        int instances,
        int oldInstances,
        Strategy strategy,
        Timeouts timeouts,
        JudgeSettings judge,
        int slowAboveMillis) {
    /** Why it runs. */
    public enum Purpose {
        /** A new release. */
        FORWARD,
        /** Back to an earlier release, without judging. */
        BACK,
        /** The release is taken away and nothing takes its place. */
        REMOVE
    }

    /** What the service is. */
    public enum Role {
        /** Has a route. */
        WEB,
        /** Has none: judged by restarts and exits. */
        WORKER
    }

    public Rollout {
        if (release.isEmpty() || release.equals(old)) {
            throw new IllegalArgumentException("a rollout of '" + release + "' over '" + old + "'");
        }
        if (instances < 1 || oldInstances < (old.isEmpty() ? 0 : 1)) {
            throw new IllegalArgumentException(instances + " instances over " + oldInstances);
        }
        if (purpose != Purpose.FORWARD && strategy.judged()) {
            throw new IllegalArgumentException("only the way forward is judged");
        }
    }

    /** What the new release is compared with and returns to. */
    public Baseline baseline() {
        return old.isEmpty() ? new Baseline.None() : new Baseline.Release(old);
    }

    /** Whether there is nothing to compare with or return to. */
    public boolean first() {
        return old.isEmpty();
    }

    /** Whether it has a route. */
    public boolean web() {
        return role == Role.WEB;
    }

    Strategy.Step step(int index) {
        return strategy.steps().get(index);
    }

    boolean lastStep(int index) {
        return first() || index == strategy.steps().size() - 1;
    }

    /** Instances of the new release that a step wants. */
    int fresh(int index) {
        int fresh = step(index).fresh();
        return fresh == 0 || first() ? instances : Math.min(fresh, instances);
    }

    /**
     * The way back after this rollout was promoted: to the old release without judging, or away when there was none. For
     * when a later service of the same plan fails, and for {@code slipway rollback}.
     */
    public Rollout wayBack(String backId) {
        Purpose back = first() ? Purpose.REMOVE : Purpose.BACK;
        return new Rollout(
                backId,
                back,
                role,
                scope,
                service,
                first() ? "" : release,
                first() ? release : old,
                first() ? instances : oldInstances,
                first() ? 0 : instances,
                Strategy.direct(),
                timeouts,
                judge,
                0);
    }

    /** Whether a step brings new instances, which then warm up. */
    boolean startsInstances(int index) {
        return index == 0 || fresh(index) > fresh(index - 1);
    }

    /** The route of a step: leased, with the old version as what is served when the lease lapses. */
    RouteGoal routeOf(int index) {
        int weight = step(index).weight();
        List<Weight> weights = new ArrayList<>();
        if (!first() && !strategy.stopFirst()) {
            weights.add(new Weight(old, Strategy.ALL - weight));
        }
        weights.add(new Weight(release, weight));
        return first() || strategy.stopFirst()
                ? new RouteGoal(weights, release, false)
                : new RouteGoal(weights, old, true);
    }

    /** Everything to the new release, for good. */
    RouteGoal settledNew() {
        List<Weight> weights = new ArrayList<>();
        if (!first()) {
            weights.add(new Weight(old, 0));
        }
        weights.add(new Weight(release, Strategy.ALL));
        return new RouteGoal(weights, release, false);
    }

    /** Everything to the old release, for good; nothing at all when there is none. */
    RouteGoal settledOld() {
        return first()
                ? RouteGoal.NOWHERE
                : new RouteGoal(List.of(new Weight(old, Strategy.ALL), new Weight(release, 0)), old, false);
    }
}
