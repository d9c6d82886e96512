package dev.slipway.pipeline.engine;

import dev.slipway.pipeline.schedule.Outcome;
import java.time.Duration;
import java.util.List;

/** What a run did: can be saved, printed and shown. */
public record RunResult(String workflow, Outcome outcome, Duration took, List<JobResult> jobs) {
    public RunResult {
        jobs = List.copyOf(jobs);
    }

    /** The job with this id. */
    public JobResult job(String id) {
        return jobs.stream()
                .filter(j -> j.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no job " + id));
    }

    /**
     * A job.
     *
     * @param outcome what happened
     * @param conclusion what counted for others
     * @param steps of the last attempt
     */
    public record JobResult(
            String id, Outcome outcome, Outcome conclusion, int attempts, Duration took, List<StepResult> steps) {
        public JobResult {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A step.
     *
     * @param status exit status; -1 when there is none
     * @param note why it was lost; else empty
     * @param tail its last lines, masked
     */
    public record StepResult(
            String name,
            Outcome outcome,
            Outcome conclusion,
            int status,
            String note,
            Duration took,
            List<String> tail) {
        public StepResult {
            tail = List.copyOf(tail);
        }
    }
}
