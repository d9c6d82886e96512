package dev.slipway.pipeline.dialect.github;

import dev.slipway.base.Place;
import java.util.List;

/**
 * A job as written.
 *
 * @param needs ids of jobs that go first
 * @param condition {@code if}, with or without braces
 */
public record GithubJob(
        String id,
        Template name,
        List<String> needs,
        Template condition,
        Strategy strategy,
        Template permissions,
        Concurrency concurrency,
        Work work,
        Place place) {
    public GithubJob {
        needs = List.copyOf(needs);
    }

    /** A matrix and how its cells run; all absent where there is none. */
    public record Strategy(Template failFast, Template maxParallel, Template matrix) {}

    /** Who else may not run meanwhile; the group absent where nobody is excluded. */
    public record Concurrency(Template group, Template cancelInProgress, Template queue) {
        /** Nobody is excluded. */
        public static final Concurrency NONE = new Concurrency(Template.ABSENT, Template.ABSENT, Template.ABSENT);
    }

    /** {@code defaults.run}. */
    public record Defaults(Template shell, Template workingDirectory) {
        /** None. */
        public static final Defaults NONE = new Defaults(Template.ABSENT, Template.ABSENT);
    }

    /** What a job does. */
    public sealed interface Work {
        /** Steps on a runner. */
        record Steps(
                Template runsOn,
                Template environment,
                Template env,
                Defaults defaults,
                Template outputs,
                Template container,
                Template services,
                Template timeoutMinutes,
                Template cancelTimeoutMinutes,
                Template continueOnError,
                Template snapshot,
                List<GithubStep> steps)
                implements Work {
            public Steps {
                steps = List.copyOf(steps);
            }
        }

        /**
         * Another workflow.
         *
         * @param secrets a map, or the word {@code inherit}
         */
        record Call(String workflow, Template with, Template secrets) implements Work {}
    }
}
