package dev.slipway.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.pipeline.Condition;
import dev.slipway.pipeline.Job;
import dev.slipway.pipeline.Step;
import dev.slipway.pipeline.Timeout;
import dev.slipway.pipeline.Tolerance;
import dev.slipway.pipeline.Work;
import dev.slipway.pipeline.Workflow;
import dev.slipway.pipeline.runner.dummy.DummyRunner;
import dev.slipway.pipeline.schedule.Outcome;
import dev.slipway.pipeline.schedule.RunPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EngineTest {
    private final DummyRunner runner = new DummyRunner();

    private static Step step(String script) {
        return Step.of(script, new Work.Script(script, List.of("sh", "-c")));
    }

    private static Step step(String script, Condition condition, Timeout timeout) {
        return step(script, condition, timeout, Tolerance.none());
    }

    private static Step step(String script, Condition condition, Timeout timeout, Tolerance tolerance) {
        return new Step(script, step(script).work(), ".", Map.of(), condition, timeout, tolerance);
    }

    private RunResult run(RunPolicy policy, Job... jobs) throws InterruptedException {
        RunResult result = new Engine(runner).run(new Workflow("w", List.of(jobs)), policy, RunListener.none());
        assertThat(runner.openCount()).as("every place was closed").isZero();
        return result;
    }

    @Test
    void aJobStartsWhenItsOwnNeedsAreDoneAndNotAWaveLater() throws Exception {
        RunResult result = run(
                RunPolicy.parallel(4),
                Job.of("fast", List.of(), List.of(step("sleep 0.1"))),
                Job.of("slow", List.of(), List.of(step("sleep 6"))),
                Job.of("after-fast", List.of("fast"), List.of(step("sleep 6"))));
        assertThat(result.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.took()).isEqualTo(Duration.ofMillis(6_100));
    }

    @Test
    void jobsWithOneLockTakeTurns() throws Exception {
        Job a = locked("a");
        Job b = locked("b");
        assertThat(run(RunPolicy.parallel(4), a, b).took()).isEqualTo(Duration.ofSeconds(2));
    }

    private static Job locked(String id) {
        return new Job(
                id,
                List.of(),
                Condition.byDefault(),
                List.of(step("sleep 1")),
                Map.of(),
                Timeout.none(),
                "tree",
                1,
                false);
    }

    @Test
    void outcomeAndConclusionAreTwoThings() throws Exception {
        RunResult result = run(
                RunPolicy.parallel(1),
                Job.of(
                        "a",
                        List.of(),
                        List.of(
                                step(
                                        "exit 3",
                                        Condition.byDefault(),
                                        Timeout.none(),
                                        new Tolerance.Statuses(Set.of(3))),
                                step("echo next"))));
        RunResult.StepResult first = result.job("a").steps().getFirst();
        assertThat(first.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(first.conclusion()).isEqualTo(Outcome.SUCCESS);
        assertThat(first.status()).isEqualTo(3);
        assertThat(result.job("a").steps().getLast().tail()).containsExactly("next");
        assertThat(result.outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void afterAFailureOnlyWhatWantsToRunRuns() throws Exception {
        RunResult result = run(
                RunPolicy.parallel(1),
                Job.of(
                        "a",
                        List.of(),
                        List.of(
                                step("exit 1"),
                                step("echo no"),
                                step("echo failed", new Condition.OnFailure(), Timeout.none()),
                                step("echo always", new Condition.Always(), Timeout.none()))),
                Job.of("b", List.of("a"), List.of(step("echo no"))));
        assertThat(result.job("a").steps())
                .extracting(RunResult.StepResult::outcome)
                .containsExactly(Outcome.FAILURE, Outcome.SKIPPED, Outcome.SUCCESS, Outcome.SUCCESS);
        assertThat(result.job("b").outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void timeoutsOfStepJobAndRunEndWhatRuns() throws Exception {
        Timeout second = new Timeout.After(Duration.ofSeconds(1));
        RunResult byStep = run(
                RunPolicy.parallel(1), Job.of("a", List.of(), List.of(step("sleep 9", Condition.byDefault(), second))));
        assertThat(byStep.job("a").outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(byStep.took()).isEqualTo(Duration.ofSeconds(1));
        Job job = new Job(
                "b", List.of(), Condition.byDefault(), List.of(step("sleep 9")), Map.of(), second, "", 1, false);
        assertThat(run(RunPolicy.parallel(1), job).job("b").outcome()).isEqualTo(Outcome.TIMED_OUT);
        RunPolicy policy = new RunPolicy(1, false, second, Duration.ofSeconds(10), Duration.ofSeconds(5));
        RunResult byRun = run(policy, Job.of("c", List.of(), List.of(step("sleep 9"))));
        assertThat(byRun.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(byRun.job("c").outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void aStepThatHearsNothingIsGivenUpAfterTheGrace() throws Exception {
        Timeout second = new Timeout.After(Duration.ofSeconds(1));
        RunResult result = run(
                RunPolicy.parallel(1),
                Job.of("a", List.of(), List.of(step("hang", Condition.byDefault(), second), step("echo no"))));
        assertThat(result.took()).isEqualTo(Duration.ofSeconds(11));
        assertThat(result.job("a").steps().getFirst().note()).isEqualTo("did not end when it was told to");
    }

    @Test
    void aFailedJobIsTriedAgainAsOftenAsItMay() throws Exception {
        Job job = new Job(
                "a",
                List.of(),
                Condition.byDefault(),
                List.of(step("sleep 1\nexit 1")),
                Map.of(),
                Timeout.none(),
                "",
                3,
                false);
        RunResult result = run(RunPolicy.parallel(1), job);
        assertThat(result.job("a").attempts()).isEqualTo(3);
        assertThat(result.took()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void failFastStopsTheOthers() throws Exception {
        RunPolicy policy = new RunPolicy(2, true, Timeout.none(), Duration.ofSeconds(10), Duration.ofSeconds(5));
        RunResult result = run(
                policy,
                Job.of("bad", List.of(), List.of(step("sleep 1\nexit 1"))),
                Job.of(
                        "long",
                        List.of(),
                        List.of(step("sleep 100"), step("echo cleanup", new Condition.Always(), Timeout.none()))),
                Job.of("later", List.of(), List.of(step("sleep 1"))));
        assertThat(result.took()).isEqualTo(Duration.ofSeconds(1));
        assertThat(result.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(result.job("long").outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(result.job("long").steps().getLast().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.job("later").outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void theListenerFollowsStepsInOrder() throws Exception {
        List<String> seen = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void stepStarted(Job job, Step step) {
                seen.add("start " + job.id());
            }

            @Override
            public void line(Job job, Step step, String text) {
                seen.add(text);
            }

            @Override
            public void stepEnded(Job job, Step step, RunResult.StepResult result) {
                seen.add("end " + job.id() + " " + result.outcome());
            }
        };
        Job a = Job.of("a", List.of(), List.of(step("echo x")));
        Job b = Job.of("b", List.of("a"), List.of(step("exit 1")));
        new Engine(runner).run(new Workflow("w", List.of(a, b)), RunPolicy.parallel(2), listener);
        assertThat(seen).containsExactly("start a", "x", "end a SUCCESS", "start b", "end b FAILURE");
    }

    @Test
    void aThousandJobsAreScheduledInNoTime() throws Exception {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            jobs.add(Job.of("j" + i, i == 0 ? List.of() : List.of("j" + (i - 1)), List.of(step("sleep 0.001"))));
        }
        long begin = System.nanoTime();
        assertThat(run(RunPolicy.parallel(4), jobs.toArray(Job[]::new)).outcome())
                .isEqualTo(Outcome.SUCCESS);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void workflowsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new Workflow("w", List.of(Job.of("a", List.of("b"), List.of()))))
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> new Workflow(
                        "w", List.of(Job.of("a", List.of("b"), List.of()), Job.of("b", List.of("a"), List.of()))))
                .hasMessageContaining("circle");
    }
}
