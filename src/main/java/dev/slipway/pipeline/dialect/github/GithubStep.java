package dev.slipway.pipeline.dialect.github;

import dev.slipway.base.Place;
import java.util.List;

/**
 * A step.
 *
 * @param id as written; empty when it has none
 * @param condition {@code if}, with or without braces
 * @param background whether the next step does not wait for it
 */
public record GithubStep(
        String id,
        Template name,
        Template condition,
        Work work,
        Template env,
        Template timeoutMinutes,
        Template continueOnError,
        boolean background,
        Place place) {
    /** What a step does. */
    public sealed interface Work {
        /** A script. */
        record Run(Template script, Template shell, Template workingDirectory) implements Work {}

        /**
         * An action.
         *
         * @param action {@code owner/repository[/path]@ref}, {@code ./path} or {@code docker://image}
         */
        record Uses(String action, Template with) implements Work {}

        /** Waits for background steps; for all of them when the list is empty. */
        record Wait(List<String> steps) implements Work {
            public Wait {
                steps = List.copyOf(steps);
            }
        }

        /** Ends a background step. */
        record Cancel(String step) implements Work {}

        /** Steps at the same time. */
        record Parallel(List<GithubStep> steps) implements Work {
            public Parallel {
                steps = List.copyOf(steps);
            }
        }
    }
}
