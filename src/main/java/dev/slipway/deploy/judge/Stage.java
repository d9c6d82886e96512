package dev.slipway.deploy.judge;

/**
 * The step of the rollout that is being judged.
 *
 * @param dwellMillis minimum bake: before it nothing is promoted
 * @param bakeMillis after it the judge says {@link JudgeVerdict.InsufficientEvidence} instead of waiting on
 * @param last whether passing it promotes the release, so that the end test is due
 */
public record Stage(long dwellMillis, long bakeMillis, boolean last) {
    public Stage {
        if (dwellMillis < 0 || bakeMillis < dwellMillis) {
            throw new IllegalArgumentException("dwell " + dwellMillis + " ms, bake " + bakeMillis + " ms");
        }
    }
}
