package dev.slipway.deploy.judge;

import java.time.Duration;

/** How long the judge needs to see a fault: shown before the start. */
public final class ExpectedDelay {
    /** Longer than this is "never" to people, and keeps the arithmetic in range. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private ExpectedDelay() {}

    /**
     * Expected time to the alarm.
     *
     * @param baseRate events per request of the old version
     * @param ratio how many times worse the new version is
     * @param newPerSecond requests a second to the new version
     * @param oldPerSecond requests a second to the old version
     * @param margin d
     * @param alpha the false rollback rate
     */
    public static Duration of(
            double baseRate, double ratio, double newPerSecond, double oldPerSecond, double margin, double alpha) {
        double q1 = newPerSecond * ratio / (newPerSecond * ratio + oldPerSecond);
        double q0 = newPerSecond * (1 + margin) / (newPerSecond * (1 + margin) + oldPerSecond);
        double perSecond = baseRate * (newPerSecond * ratio + oldPerSecond);
        double divergence = q1 * Math.log(q1 / q0) + (1 - q1) * Math.log((1 - q1) / (1 - q0));
        double seconds = (Math.log(1 / alpha) + Math.log(EProcess.WORSE.size())) / (perSecond * divergence);
        if (!(ratio > 1 + margin) || !(seconds < LONGEST.toSeconds())) {
            return LONGEST;
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
