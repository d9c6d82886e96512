package dev.slipway.pipeline.engine;

import dev.slipway.pipeline.flow.Settled;
import dev.slipway.pipeline.flow.Terms;
import dev.slipway.pipeline.session.Heard.Annotation;
import dev.slipway.pipeline.session.JobSession.Counted;
import dev.slipway.pipeline.session.StepEnd;
import dev.slipway.pipeline.session.StepInfo;
import java.nio.file.Path;

/** Follows a run of a dialect. Called by one thread at a time, all texts masked; what it does delays the run. */
public interface FlowListener {
    /** An attempt begins. */
    default void jobStarted(String node, String title, int attempt) {}

    /** A step begins. */
    default void stepStarted(String node, StepInfo step) {}

    /** A step wrote this; called often, from the thread that reads. */
    default void output(String node, StepInfo step, byte[] bytes, int from, int length) {}

    /** A step is over; its log is in this file, if it wrote anything. */
    default void stepEnded(String node, StepInfo step, Counted counted, StepEnd end, Path log) {}

    /** A step does not run. */
    default void stepSkipped(String node, StepInfo step, String reason) {}

    /** A step said something about the user's files. */
    default void annotated(String node, StepInfo step, Annotation annotation) {}

    /** A node waits for a person. */
    default void held(String node, String title, Terms.Gate gate) {}

    /** A node is over. */
    default void over(String node, String title, Settled settled) {}

    /** Follows nothing. */
    static FlowListener none() {
        return new FlowListener() {};
    }
}
