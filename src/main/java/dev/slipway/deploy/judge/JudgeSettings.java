package dev.slipway.deploy.judge;

import java.util.List;

/**
 * How strict the judge is. Stored with the verdict.
 *
 * @param metrics with weights that sum to 1
 * @param alphaSequential a1: false rollback rate of the sequential test over the whole deployment; alarm at E &ge; 1/a1
 * @param alphaEnd a2: false rollback rate of the one test at the end
 * @param promoteMargin m: evidence against "rate ratio &ge; 1 + m" promotes
 * @param promoteAt value of that second e-process that promotes
 * @param maxError tolerated error rate of the new version's own requests (the SLO's budget, at least 1 %)
 * @param minRequests requests to the new version without which no step is passed
 */
public record JudgeSettings(
        List<Metric> metrics,
        double alphaSequential,
        double alphaEnd,
        double promoteMargin,
        double promoteAt,
        double maxError,
        long minRequests) {
    /** The rule's version: changes with anything that could change a verdict. */
    public static final String RULE = "sequential/1";

    /** Tolerated error rate without an SLO. */
    public static final double DEFAULT_MAX_ERROR = 0.02;

    /**
     * Errors and verification carry most of the budget; margins are those without a history (0.5 for errors, 0.25 for
     * slow). a1 = a2 = 0.5 %, together 1 % a deployment.
     */
    public static final JudgeSettings DEFAULT = new JudgeSettings(
            List.of(
                    new Metric(Metric.ERRORS, 0.4, 0.5, true),
                    new Metric(Metric.VERIFICATION, 0.4, 0.5, true),
                    new Metric(Metric.SLOW, 0.2, 0.25, false)),
            0.005,
            0.005,
            1,
            20,
            DEFAULT_MAX_ERROR,
            300);

    public JudgeSettings {
        metrics = List.copyOf(metrics);
        double sum = metrics.stream().mapToDouble(Metric::weight).sum();
        if (metrics.isEmpty() || Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("the weights of the metrics sum to " + sum + ", not 1");
        }
        if (!(alphaSequential > 0 && alphaEnd >= 0 && alphaSequential + alphaEnd < 1)
                || !(promoteMargin > 0 && promoteAt > 1)
                || !(maxError > 0 && maxError < 1)) {
            throw new IllegalArgumentException("judge settings out of range");
        }
    }

    /** The value of E that rolls back. */
    public double alarm() {
        return 1 / alphaSequential;
    }

    /** These settings with another tolerated error rate. */
    public JudgeSettings withMaxError(double rate) {
        return new JudgeSettings(metrics, alphaSequential, alphaEnd, promoteMargin, promoteAt, rate, minRequests);
    }

    /** These settings with another minimum of requests a step. */
    public JudgeSettings withMinRequests(long requests) {
        return new JudgeSettings(metrics, alphaSequential, alphaEnd, promoteMargin, promoteAt, maxError, requests);
    }
}
