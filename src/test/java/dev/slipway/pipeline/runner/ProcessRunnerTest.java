package dev.slipway.pipeline.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Secret;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Processes;
import dev.slipway.pipeline.Condition;
import dev.slipway.pipeline.Job;
import dev.slipway.pipeline.Step;
import dev.slipway.pipeline.Timeout;
import dev.slipway.pipeline.Tolerance;
import dev.slipway.pipeline.Work;
import dev.slipway.pipeline.Workflow;
import dev.slipway.pipeline.engine.Engine;
import dev.slipway.pipeline.engine.RunListener;
import dev.slipway.pipeline.engine.RunResult;
import dev.slipway.pipeline.runner.process.ProcessRunner;
import dev.slipway.pipeline.schedule.Outcome;
import dev.slipway.pipeline.schedule.RunPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRunnerTest extends RunnerContract {
    @TempDir
    Path root;

    @Override
    Runner runner() {
        return new ProcessRunner(
                new Processes(), root, Map.of("PATH", Environment.path()), Map.of("TOKEN", Secret.of("s3cr3t-token")));
    }

    @Test
    void stepsSeeTheirFolderAndEnvironmentAndTheirSecretsAreMasked() throws Exception {
        Files.createDirectory(root.resolve("web"));
        Step step = new Step(
                "show",
                new Work.Script("basename $PWD; echo $A $B $TOKEN", List.of("sh", "-c")),
                "web",
                Map.of("B", "step"),
                Condition.byDefault(),
                Timeout.none(),
                Tolerance.none());
        Job job = new Job(
                "job",
                List.of(),
                Condition.byDefault(),
                List.of(step),
                Map.of("A", "job", "B", "job"),
                Timeout.none(),
                "",
                1,
                false);
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        RunResult result = new Engine(runner())
                .run(new Workflow("w", List.of(job)), RunPolicy.parallel(1), new RunListener() {
                    @Override
                    public void line(Job j, Step s, String text) {
                        lines.add(text);
                    }
                });
        assertThat(result.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(lines).containsExactly("web", "job step ***");
    }

    @Test
    void aProgramThatIsNotThereIsLostWithItsReason() throws Exception {
        Job job = Job.of("job", List.of(), List.of(Step.of("s", new Work.Program(List.of("no-such-program")))));
        RunResult result =
                new Engine(runner()).run(new Workflow("w", List.of(job)), RunPolicy.parallel(1), RunListener.none());
        assertThat(result.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(result.job("job").steps().getFirst().note()).contains("no-such-program");
    }

    @Test
    void interruptingTheRunEndsItsProcesses() throws Exception {
        Job job = job("echo up\nsleep 3000");
        Thread thread = Thread.currentThread();
        Workflow workflow = new Workflow("w", List.of(job));
        long begin = System.nanoTime();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new Engine(runner())
                        .run(workflow, RunPolicy.parallel(1), new RunListener() {
                            @Override
                            public void line(Job j, Step s, String text) {
                                thread.interrupt();
                            }
                        }))
                .isInstanceOf(InterruptedException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
    }
}
