package dev.slipway.deploy.judge;

import java.util.List;

/**
 * What a verdict rests on: enough to show it and to recompute it.
 *
 * @param rule {@link JudgeSettings#RULE}
 * @param basis which part of the rule decided
 * @param e the weighted e-value at that moment, capped at {@link #MAX_E}
 * @param alarm the value that would have rolled back, 1/a1
 * @param p the end test's smallest p-value divided by its metric's weight; 1 when it was not made
 * @param step counts of the present step, errors and verification together
 * @param total the same over the whole rollout
 * @param bound one-sided 95 % upper bound of the new version's error rate in this step; 1 without requests
 * @param maxError the tolerated rate
 * @param note for facts that are not counts (exits, a person's decision); else empty
 */
public record Evidence(
        String rule,
        Basis basis,
        double e,
        double alarm,
        double p,
        Tally step,
        Tally total,
        double bound,
        double maxError,
        List<OfMetric> metrics,
        String note) {
    /** JSON has no infinity. */
    public static final double MAX_E = 1e300;

    /** Which part of the rule decided. */
    public enum Basis {
        /** Crash loop, no ready instance, or less than half of the answers good. */
        FAST_PATH,
        /** The e-process passed its alarm. */
        SEQUENTIAL,
        /** The exact test at the end of the bake. */
        END_TEST,
        /** The second e-process: as good as the old version. */
        RELATIVE,
        /** The bound of the new version's own error rate. */
        ABSOLUTE,
        /** Restarts and exits, for services without requests. */
        EXITS,
        /** A person or a policy decided without sufficient data. */
        DECREE,
        /** Nothing was judged. */
        NONE
    }

    /**
     * One metric.
     *
     * @param e its own e-value for "worse"
     * @param g its own e-value for "as good"
     */
    public record OfMetric(String name, double weight, double margin, Tally tally, double e, double g) {}

    public Evidence {
        metrics = List.copyOf(metrics);
    }

    /** No data at all. */
    public static Evidence none(String note) {
        return new Evidence(
                JudgeSettings.RULE,
                Basis.NONE,
                1,
                1 / JudgeSettings.DEFAULT.alphaSequential(),
                1,
                Tally.NONE,
                Tally.NONE,
                1,
                JudgeSettings.DEFAULT_MAX_ERROR,
                List.of(),
                note);
    }

    /** The same with the alarm and the tolerated rate of these settings. */
    public Evidence withLimits(JudgeSettings settings) {
        return new Evidence(
                rule, basis, e, settings.alarm(), p, step, total, bound, settings.maxError(), metrics, note);
    }

    /** The same numbers, decided by something else. */
    public Evidence as(Basis other, String why) {
        return new Evidence(rule, other, e, alarm, p, step, total, bound, maxError, metrics, why);
    }
}
