package dev.slipway.deploy.judge;

import java.util.List;

/**
 * All the judge remembers: saved with each bin, so that a restart replays exactly.
 *
 * @param bins bins with data so far
 * @param stepMillis time with data in the present step
 * @param heldMillis time without data since the last bin with data
 * @param endTested whether the one end test was made: a second would break its level
 */
public record JudgeState(List<OfMetric> metrics, long bins, long stepMillis, long heldMillis, boolean endTested) {
    /**
     * One metric.
     *
     * @param logE logarithms of the likelihood ratios for {@link EProcess#WORSE}
     * @param logG the same for {@link EProcess#AS_GOOD}
     * @param total since the first bin
     * @param step since the step began
     * @param shares events by expected share, for the end test
     */
    public record OfMetric(
            String name, List<Double> logE, List<Double> logG, Tally total, Tally step, List<Share> shares) {
        public OfMetric {
            logE = List.copyOf(logE);
            logG = List.copyOf(logG);
            shares = List.copyOf(shares);
        }
    }

    /**
     * Events of both arms in bins where the new version's share of them would be {@code share} at the margin.
     *
     * @param share q0, between 0 and 1
     * @param newEvents those of them that the new version had
     */
    public record Share(double share, long events, long newEvents) {
        /** The same share, counted on. */
        Share plus(Share other) {
            return new Share(share, events + other.events, newEvents + other.newEvents);
        }
    }

    public JudgeState {
        metrics = List.copyOf(metrics);
    }

    /** Before the first bin. */
    public static JudgeState initial(JudgeSettings settings) {
        return new JudgeState(
                settings.metrics().stream()
                        .map(m -> new OfMetric(
                                m.name(),
                                EProcess.zeros(EProcess.WORSE),
                                EProcess.zeros(EProcess.AS_GOOD),
                                Tally.NONE,
                                Tally.NONE,
                                List.of()))
                        .toList(),
                0,
                0,
                0,
                false);
    }

    /** The next step begins: its own counts start at 0, the e-processes and the totals go on. */
    public JudgeState nextStep() {
        return new JudgeState(
                metrics.stream()
                        .map(m -> new OfMetric(m.name(), m.logE(), m.logG(), m.total(), Tally.NONE, m.shares()))
                        .toList(),
                bins,
                0,
                0,
                endTested);
    }
}
