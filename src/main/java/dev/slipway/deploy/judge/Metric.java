package dev.slipway.deploy.judge;

/**
 * One thing that is counted in both arms.
 *
 * @param name as in {@link Bin.Cell#metric}
 * @param weight its share of the error budget; the weights of all metrics sum to 1
 * @param margin d: a rate ratio up to 1 + d is not called worse; covers noise that belongs to one arm
 * @param failure whether an event is a failed request, so that it counts in the absolute evidence
 */
public record Metric(String name, double weight, double margin, boolean failure) {
    /** Visitors' requests and, of these, errors. */
    public static final String ERRORS = "errors";

    /** Verification requests and, of these, wrong answers. */
    public static final String VERIFICATION = "verification";

    /** Visitors' requests and, of these, those above the latency bound chosen before the deployment. */
    public static final String SLOW = "slow";

    public Metric {
        if (!(weight > 0 && weight <= 1) || !(margin >= 0)) {
            throw new IllegalArgumentException("metric " + name + ": weight " + weight + ", margin " + margin);
        }
    }
}
