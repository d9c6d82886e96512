package dev.slipway.deploy.judge;

/** What the judge says after a bin. Lack of data is never success and never failure. */
public sealed interface JudgeVerdict {
    /** No alarm; wait on. */
    record Continue() implements JudgeVerdict {}

    /** No data: stay at the present weight. */
    record Hold(String reason) implements JudgeVerdict {}

    /** The new version is worse. */
    record Rollback(String reason, Evidence evidence) implements JudgeVerdict {}

    /** The new version is shown good at this step. */
    record Promote(Evidence evidence) implements JudgeVerdict {}

    /**
     * The bake is over without enough data.
     *
     * @param needed requests to the new version still needed if none of them fails
     */
    record InsufficientEvidence(long needed, String why) implements JudgeVerdict {}
}
