package dev.slipway.pipeline;

import java.util.Map;

/**
 * One thing that a job does.
 *
 * @param folder working folder relative to the run's root, {@code .} for the root
 * @param environment on top of the job's
 * @param tolerance failures after which the job goes on
 */
public record Step(
        String name,
        Work work,
        String folder,
        Map<String, String> environment,
        Condition condition,
        Timeout timeout,
        Tolerance tolerance) {
    public Step {
        environment = Map.copyOf(environment);
    }

    /** A step at the root with defaults. */
    public static Step of(String name, Work work) {
        return new Step(name, work, ".", Map.of(), Condition.byDefault(), Timeout.none(), Tolerance.none());
    }
}
