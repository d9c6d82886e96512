package dev.slipway.deploy.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How traffic moves, as data.
 *
 * @param name for people: {@code canary}, {@code rolling}, ...
 * @param stopFirst the old version is stopped before the new one starts; there is no service in between
 * @param judged whether steps are judged; only the way back goes without
 * @param warmup time after a start that is not judged
 * @param bake how long a step may gather evidence before {@link #insufficient} applies; not shorter than its dwell
 * @param maxHold how long it may go on without data, or beyond the bake, before traffic returns and a person is asked
 */
public record Strategy(
        String name,
        boolean stopFirst,
        boolean judged,
        List<Step> steps,
        Duration warmup,
        Duration bake,
        Duration maxHold,
        Insufficient insufficient) {
    /** A whole share in basis points. */
    public static final int ALL = 10_000;

    /** What to do when a step's bake is over without enough evidence. */
    public enum Insufficient {
        /** Go on gathering until {@link Strategy#maxHold}. */
        EXTEND,
        /** Hold the weight and wait for {@code advance} or {@code abort} until {@link Strategy#maxHold}. */
        ASK,
        /** Go on; the record says that it was not shown good. */
        PASS
    }

    /**
     * One step.
     *
     * @param weight share of the new version, basis points; of no meaning for workers
     * @param dwell minimum time that is judged
     * @param fresh instances of the new version that must be ready; 0 means all
     * @param kept instances of the old version left when the step is passed; {@link #KEEP_ALL} leaves them alone
     */
    public record Step(int weight, Duration dwell, int fresh, int kept) {
        /** The old version is not touched. */
        public static final int KEEP_ALL = -1;

        public Step {
            if (weight < 0 || weight > ALL || fresh < 0 || kept < KEEP_ALL || dwell.isNegative()) {
                throw new IllegalArgumentException("step " + weight + "/" + fresh + "/" + kept + "/" + dwell);
            }
        }

        /** All instances of both versions, this share. */
        public static Step share(int weight, Duration dwell) {
            return new Step(weight, dwell, 0, KEEP_ALL);
        }
    }

    public Strategy {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.getLast().weight() != ALL) {
            throw new IllegalArgumentException("the last step of a strategy gives the new version everything");
        }
        if (steps.getLast().fresh() != 0) {
            throw new IllegalArgumentException("the last step of a strategy wants all new instances");
        }
    }

    private static Strategy of(String name, boolean stopFirst, List<Step> steps) {
        return new Strategy(
                name,
                stopFirst,
                true,
                steps,
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Insufficient.EXTEND);
    }

    /** 10 %, 50 %, 100 %. */
    public static Strategy canary(Duration dwell) {
        return of("canary", false, List.of(Step.share(1_000, dwell), Step.share(5_000, dwell), Step.share(ALL, dwell)));
    }

    /** Proven by verification requests without visitors, then everything at once. */
    public static Strategy blueGreen(Duration dwell) {
        return of("blue-green", false, List.of(Step.share(0, dwell), Step.share(ALL, dwell)));
    }

    /** One instance of the new version for one of the old, one after the other. The rule for workers too. */
    public static Strategy rolling(int instances, Duration dwell) {
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < instances; i++) {
            steps.add(new Step(ALL * i / instances, dwell, i, instances - i));
        }
        steps.add(Step.share(ALL, dwell));
        return of("rolling", false, steps);
    }

    /** Stops the old version first: for what may not run twice. */
    public static Strategy recreate(Duration dwell) {
        return of("recreate", true, List.of(Step.share(ALL, dwell)));
    }

    /** The way back: everything at once, not judged. */
    public static Strategy direct() {
        Strategy all = of("direct", false, List.of(Step.share(ALL, Duration.ZERO)));
        return new Strategy(all.name, false, false, all.steps, Duration.ZERO, all.bake, all.maxHold, Insufficient.PASS);
    }

    /** The same, with at least this dwell at all traffic: the old version stays beside the new one meanwhile. */
    public Strategy lastFor(Duration least) {
        Step last = steps.getLast();
        if (last.dwell().compareTo(least) >= 0) {
            return this;
        }
        List<Step> longer = new ArrayList<>(steps);
        longer.set(steps.size() - 1, new Step(last.weight(), least, last.fresh(), last.kept()));
        return new Strategy(name, stopFirst, judged, longer, warmup, bake, maxHold, insufficient);
    }

    /** The same with other times. */
    public Strategy with(Duration newWarmup, Duration newBake, Duration newMaxHold, Insufficient policy) {
        return new Strategy(name, stopFirst, judged, steps, newWarmup, newBake, newMaxHold, policy);
    }
}
