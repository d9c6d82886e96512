package dev.slipway.pipeline.build;

import dev.slipway.pipeline.engine.RunResult;
import java.util.List;

/** What a build did, as a run and component by component, in the order asked. */
public record BuildResult(RunResult run, List<ComponentResult> components) {
    public BuildResult {
        components = List.copyOf(components);
    }

    /** One component. */
    public record ComponentResult(String name, Verdict verdict, List<RunResult.StepResult> steps) {
        public ComponentResult {
            steps = List.copyOf(steps);
        }
    }

    /** Whether every component was built and no test failed. */
    public boolean good() {
        return components.stream().allMatch(c -> c.verdict().built());
    }
}
