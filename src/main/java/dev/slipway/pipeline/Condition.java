package dev.slipway.pipeline;

/**
 * When a job or step runs. For a job the question is about the jobs it needs, for a step about the steps before it and about
 * its job being stopped. Dialects with expressions of their own add a case here.
 */
public sealed interface Condition {
    /** All went well, failures that may be continued included. */
    record OnSuccess() implements Condition {}

    /** Something failed and nobody cancelled. */
    record OnFailure() implements Condition {}

    /** In any case; after a stop too, within the policy's cleanup time. */
    record Always() implements Condition {}

    /** The default of every dialect. */
    static Condition byDefault() {
        return new OnSuccess();
    }
}
