package dev.slipway.pipeline.dialect.github.plan;

import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.github.GithubJob;
import dev.slipway.pipeline.dialect.github.GithubStep;
import dev.slipway.pipeline.dialect.github.GithubWorkflow;
import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.List;

/**
 * What an event would run.
 *
 * @param triggered whether the event starts the workflow at all
 * @param reason why not; empty when it does
 * @param github the context of that name
 * @param inputs with their types and defaults
 * @param mistakes found on the way: expressions that fail, workflows that are not at hand, limits
 */
public record GithubPlan(
        GithubWorkflow workflow,
        boolean triggered,
        String reason,
        String runName,
        Value.Obj github,
        Value.Obj inputs,
        Value.Obj vars,
        List<Job> jobs,
        List<Mistake> mistakes) {
    public GithubPlan {
        jobs = List.copyOf(jobs);
        mistakes = List.copyOf(mistakes);
    }

    /** What is foreseen of a condition. */
    public enum Foreseen {
        /** It will hold, if all goes well. */
        RUN,
        /** It will not hold. */
        SKIP,
        /** The run decides. */
        OPEN
    }

    /**
     * A job, a cell of a matrix, or a call that could not be looked into.
     *
     * @param id unique: {@code build}, {@code build (linux, 21)}, {@code deploy/smoke}
     * @param name for people
     * @param stage the calling jobs, {@code /} between them; empty at the top
     * @param needs ids of planned jobs that go first
     * @param matrix the cell; empty where there is none
     * @param fanout the matrix is known only in the run, from this expression; empty otherwise
     * @param condition as written; empty for the implicit {@code success()}
     * @param source the job as written, in {@code workflow}
     * @param inputs what a called workflow is given, evaluated as far as possible
     */
    public record Job(
            String id,
            String name,
            String stage,
            List<String> needs,
            Value.Obj matrix,
            String fanout,
            String condition,
            Foreseen foreseen,
            Value runsOn,
            List<Step> steps,
            GithubJob source,
            GithubWorkflow workflow,
            Value.Obj inputs) {
        public Job {
            needs = List.copyOf(needs);
            steps = List.copyOf(steps);
        }
    }

    /**
     * A step.
     *
     * @param id as written, or the one that the service makes
     * @param kind {@code run}, {@code uses}, {@code wait}, {@code cancel} or {@code parallel}
     * @param what the script's first line, the action, or the steps it is about
     */
    public record Step(String id, String name, String kind, String what, String condition, GithubStep source) {}
}
