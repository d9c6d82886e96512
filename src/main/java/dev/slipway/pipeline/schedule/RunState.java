package dev.slipway.pipeline.schedule;

import dev.slipway.pipeline.Workflow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run as the scheduler knows it: immutable.
 *
 * @param jobs state by job id, in the workflow's order
 * @param stop whether the whole run was told to stop
 */
public record RunState(
        Workflow workflow,
        RunPolicy policy,
        long startedMillis,
        Map<String, JobState> jobs,
        JobState.Stop stop,
        boolean finished) {
    public RunState {
        jobs = Collections.unmodifiableMap(new LinkedHashMap<>(jobs));
    }

    /** Before {@link Event.Begin}. */
    public static RunState of(Workflow workflow, RunPolicy policy) {
        Map<String, JobState> jobs = new LinkedHashMap<>();
        workflow.jobs().forEach(j -> jobs.put(j.id(), new JobState.Pending()));
        return new RunState(workflow, policy, 0, jobs, new JobState.Stop.No(), false);
    }

    /** The state of a job of the workflow. */
    public JobState job(String id) {
        JobState state = jobs.get(id);
        if (state == null) {
            throw new IllegalArgumentException("no job " + id);
        }
        return state;
    }

    /** Jobs that run now. */
    public long active() {
        return jobs.values().stream().filter(s -> s instanceof JobState.Active).count();
    }
}
