package dev.slipway.pipeline.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.pipeline.Job;
import dev.slipway.pipeline.Step;
import dev.slipway.pipeline.Work;
import dev.slipway.pipeline.schedule.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every runner must do; the dummy too. Scripts keep to {@code echo}, {@code sleep} and {@code exit}. */
@Timeout(60)
abstract class RunnerContract {
    abstract Runner runner();

    static Job job(String... scripts) {
        List<Step> steps = new ArrayList<>();
        for (String script : scripts) {
            steps.add(Step.of("step", new Work.Script(script, List.of("sh", "-c"))));
        }
        return Job.of("job", List.of(), steps);
    }

    private static final class Recorder implements Runner.Reports {
        final BlockingQueue<Event.StepEnd> ends = new LinkedBlockingQueue<>();
        final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        final List<String> tail = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void line(String text) {
            assertThat(ends).as("nothing after the end").isEmpty();
            lines.add(text);
        }

        @Override
        public void ended(Event.StepEnd end, List<String> last) {
            tail.addAll(last);
            ends.add(end);
        }
    }

    private static Event.StepEnd end(Runner runner, Recorder recorder) throws InterruptedException {
        List<Event.StepEnd> ends =
                runner.timeline().await(recorder.ends, runner.timeline().nowMillis() + 20_000);
        assertThat(ends).hasSize(1);
        return ends.getFirst();
    }

    @Test
    void reportsLinesInOrderThenTheEnd() throws Exception {
        Runner runner = runner();
        Runner.Workspace workspace = runner.open(job("echo one\necho two words\nexit 0"), 1);
        Recorder recorder = new Recorder();
        workspace.start(0, recorder);
        assertThat(end(runner, recorder)).isEqualTo(new Event.StepEnd.Exited(0));
        assertThat(recorder.lines).containsExactly("one", "two words");
        assertThat(recorder.tail).containsExactly("one", "two words");
        workspace.close();
    }

    @Test
    void reportsTheStatusAndRunsTheNextStep() throws Exception {
        Runner runner = runner();
        Runner.Workspace workspace = runner.open(job("exit 7", "echo next"), 1);
        Recorder first = new Recorder();
        workspace.start(0, first);
        assertThat(end(runner, first)).isEqualTo(new Event.StepEnd.Exited(7));
        Recorder second = new Recorder();
        workspace.start(1, second);
        assertThat(end(runner, second)).isEqualTo(new Event.StepEnd.Exited(0));
        workspace.close();
    }

    @Test
    void aCancelledStepEndsSoonAndSaysSo() throws Exception {
        Runner runner = runner();
        Runner.Workspace workspace = runner.open(job("echo up\nsleep 3000"), 1);
        Recorder recorder = new Recorder();
        workspace.start(0, recorder);
        long begin = runner.timeline().nowMillis();
        workspace.cancel(0);
        assertThat(end(runner, recorder)).isEqualTo(new Event.StepEnd.Stopped());
        assertThat(runner.timeline().nowMillis() - begin).isLessThan(10_000);
        workspace.close();
    }

    @Test
    void cancellingAStepThatHasEndedDoesNothing() throws Exception {
        Runner runner = runner();
        Runner.Workspace workspace = runner.open(job("exit 0"), 1);
        Recorder recorder = new Recorder();
        workspace.start(0, recorder);
        end(runner, recorder);
        workspace.cancel(0);
        assertThat(runner.timeline().await(recorder.ends, runner.timeline().nowMillis() + 50))
                .isEmpty();
        workspace.close();
    }

    @Test
    void timePassesWhileStepsSleep() throws Exception {
        Runner runner = runner();
        Recorder recorder = new Recorder();
        Runner.Workspace workspace = runner.open(job("sleep 0.3"), 1);
        long begin = runner.timeline().nowMillis();
        workspace.start(0, recorder);
        end(runner, recorder);
        assertThat(runner.timeline().nowMillis() - begin).isBetween(290L, 5_000L);
        workspace.close();
    }

    @Test
    void wrongOrdersOfCallsAreBugs() throws Exception {
        Runner runner = runner();
        Runner.Workspace workspace = runner.open(job("exit 0", "exit 0"), 1);
        assertThatThrownBy(() -> workspace.cancel(0)).isInstanceOf(IllegalStateException.class);
        Recorder recorder = new Recorder();
        workspace.start(0, recorder);
        end(runner, recorder);
        assertThatThrownBy(() -> workspace.start(0, new Recorder())).isInstanceOf(IllegalStateException.class);
        workspace.close();
        assertThatThrownBy(() -> workspace.start(1, new Recorder())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(workspace::close).isInstanceOf(IllegalStateException.class);
    }
}
