package dev.slipway.pipeline;

import java.util.List;
import java.util.Map;

/**
 * Steps that run one after the other in one place.
 *
 * @param id unique in the workflow; matrix cells are jobs of their own
 * @param needs ids of jobs that end before this one starts
 * @param environment on top of the run's
 * @param lock jobs with the same lock never run at the same time; empty for none
 * @param attempts how often it is tried at most, 1 for once
 * @param continueOnError a failure stays the job's outcome but not its conclusion: what needs it goes on
 */
public record Job(
        String id,
        List<String> needs,
        Condition condition,
        List<Step> steps,
        Map<String, String> environment,
        Timeout timeout,
        String lock,
        int attempts,
        boolean continueOnError) {
    public Job {
        needs = List.copyOf(needs);
        steps = List.copyOf(steps);
        environment = Map.copyOf(environment);
        if (attempts < 1) {
            throw new IllegalArgumentException("job " + id + " has " + attempts + " attempts");
        }
    }

    /** A job with defaults. */
    public static Job of(String id, List<String> needs, List<Step> steps) {
        return new Job(id, needs, Condition.byDefault(), steps, Map.of(), Timeout.none(), "", 1, false);
    }
}
