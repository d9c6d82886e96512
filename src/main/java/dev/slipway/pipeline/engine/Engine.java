package dev.slipway.pipeline.engine;

import dev.slipway.pipeline.Workflow;
import dev.slipway.pipeline.runner.Runner;
import dev.slipway.pipeline.schedule.RunPolicy;

/** Runs workflows: the scheduler decides, the runner does, the listener follows. Thread-safe as far as its runner is. */
public final class Engine {
    private final Runner runner;

    public Engine(Runner runner) {
        this.runner = runner;
    }

    /**
     * Runs a workflow to its end.
     *
     * @throws InterruptedException when the calling thread was interrupted; every process of the run has ended by then, or
     *     was given up after the policy's grace
     */
    public RunResult run(Workflow workflow, RunPolicy policy, RunListener listener) throws InterruptedException {
        return new PipelineRun(runner, workflow, policy, listener).run();
    }
}
