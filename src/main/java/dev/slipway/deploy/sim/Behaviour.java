package dev.slipway.deploy.sim;

/**
 * How the instances of one release behave.
 *
 * @param readyMillis from start to ready
 * @param neverReady stays in its start
 * @param endsAtStart ends before it is ready, every time
 * @param diesAfterMillis ends so long after it became ready; {@link #NEVER}
 * @param staysDead whether it is then left down
 * @param restartMillis pause before the keeper starts an ended instance again
 * @param errorRate share of visitors' requests answered badly
 * @param wrongRate share of verification requests answered wrongly
 */
record Behaviour(
        long readyMillis,
        boolean neverReady,
        boolean endsAtStart,
        long diesAfterMillis,
        boolean staysDead,
        long restartMillis,
        double errorRate,
        double wrongRate) {
    static final long NEVER = Long.MAX_VALUE / 4;

    static Behaviour good(long readyMillis) {
        return new Behaviour(readyMillis, false, false, NEVER, false, 500, 0, 0);
    }

    Behaviour answering(double errors, double wrong) {
        return new Behaviour(
                readyMillis, neverReady, endsAtStart, diesAfterMillis, staysDead, restartMillis, errors, wrong);
    }

    Behaviour dying(long afterMillis, boolean forGood) {
        return new Behaviour(
                readyMillis, neverReady, endsAtStart, afterMillis, forGood, restartMillis, errorRate, wrongRate);
    }

    Behaviour broken(boolean never, boolean ends) {
        return new Behaviour(readyMillis, never, ends, diesAfterMillis, staysDead, restartMillis, errorRate, wrongRate);
    }

    /** Whether nothing is wrong with it. */
    boolean healthy() {
        return !neverReady && !endsAtStart && diesAfterMillis == NEVER && errorRate == 0 && wrongRate == 0;
    }

    /** Whether it must never be promoted: too bad for any verdict but one. */
    boolean hopeless() {
        return neverReady || endsAtStart || errorRate >= 0.2 && wrongRate >= 0.2;
    }
}
