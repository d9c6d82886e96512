package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.pipeline.flow.Result;

/** The language's words for results. */
final class Words {
    private Words() {}

    static String of(Result result) {
        return switch (result) {
            case SUCCESS, UNSTABLE -> "success";
            case FAILURE, TIMED_OUT -> "failure";
            case CANCELLED -> "cancelled";
            case SKIPPED, MANUAL -> "skipped";
        };
    }
}
