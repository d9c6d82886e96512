package dev.slipway.proxy;

/**
 * Picks an arm by weight. Points of an additive recurrence (Weyl sequence of the golden ratio) instead of random numbers:
 * after n picks an arm's share is off by the order of (log n)/n instead of 1/sqrt(n), and no rhythm of the visitors falls
 * together with it. Not thread-safe.
 */
final class Weights {
    /** What the weights of a route sum to, basis points. */
    static final int WHOLE = 10_000;

    /** 2^64 divided by the golden ratio, odd: the step with the lowest discrepancy. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final int[] until;
    private long point;

    /**
     * @param weights sum to {@link #WHOLE}, or all are 0
     * @param start any number; loops begin at different ones
     */
    Weights(int[] weights, long start) {
        until = new int[weights.length];
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            until[i] = sum;
        }
        point = start;
    }

    /** The index of the next arm; -1 when all weights are 0. */
    int next() {
        point += STEP;
        int at = (int) Math.unsignedMultiplyHigh(point, WHOLE);
        for (int i = 0; i < until.length; i++) {
            if (at < until[i]) {
                return i;
            }
        }
        return -1;
    }
}
