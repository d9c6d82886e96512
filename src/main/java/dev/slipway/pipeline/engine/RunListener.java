package dev.slipway.pipeline.engine;

import dev.slipway.pipeline.Job;
import dev.slipway.pipeline.Step;

/** Follows a run. Called by one thread at a time; what it does delays the run, so it does little. */
public interface RunListener {
    /** A step begins. */
    default void stepStarted(Job job, Step step) {}

    /** A step wrote this line, masked. */
    default void line(Job job, Step step, String text) {}

    /** A step ended. */
    default void stepEnded(Job job, Step step, RunResult.StepResult result) {}

    /** Follows nothing. */
    static RunListener none() {
        return new RunListener() {};
    }
}
