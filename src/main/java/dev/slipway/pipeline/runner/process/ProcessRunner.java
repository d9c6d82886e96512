package dev.slipway.pipeline.runner.process;

import dev.slipway.base.Secret;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Processes;
import dev.slipway.pipeline.Job;
import dev.slipway.pipeline.Step;
import dev.slipway.pipeline.Work;
import dev.slipway.pipeline.runner.Runner;
import dev.slipway.pipeline.runner.Timeline;
import dev.slipway.pipeline.schedule.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs steps as processes in a folder of this machine. All jobs share its files: this is the user's own tree, trusted, with
 * the environment that the caller gives. A step's whole process tree ends with it.
 */
public final class ProcessRunner implements Runner {
    /** Time is the scheduler's: it cancels. This only keeps a lost cancel from lasting for ever. */
    private static final Duration LAST_RESORT = Duration.ofHours(24);

    private final Processes processes;
    private final Path root;
    private final Map<String, String> environment;
    private final Map<String, Secret> secrets;
    private final Timeline timeline = Timeline.real();

    /**
     * A runner.
     *
     * @param root steps' folders are relative to it
     * @param environment the whole environment but for what jobs and steps add
     * @param secrets given to every step, masked in all output
     */
    public ProcessRunner(Processes processes, Path root, Map<String, String> environment, Map<String, Secret> secrets) {
        this.processes = processes;
        this.root = root;
        this.environment = Map.copyOf(environment);
        this.secrets = Map.copyOf(secrets);
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public Workspace open(Job job, int attempt) {
        return new Tree(job);
    }

    private final class Tree implements Workspace {
        private final Job job;
        private @Nullable Running current;
        private boolean closed;

        Tree(Job job) {
            this.job = job;
        }

        @Override
        public void start(int step, Reports reports) {
            if (closed) {
                throw new IllegalStateException("job " + job.id() + " is closed");
            }
            if (current != null && current.step == step) {
                throw new IllegalStateException("step " + step + " of job " + job.id() + " was started already");
            }
            current = new Running(step, command(job.steps().get(step)), reports);
        }

        @Override
        public void cancel(int step) {
            if (current == null || current.step < step) {
                throw new IllegalStateException("step " + step + " of job " + job.id() + " was not started");
            }
            if (current.step == step) {
                current.thread.interrupt();
            }
        }

        @Override
        public void close() {
            if (closed) {
                throw new IllegalStateException("job " + job.id() + " is closed already");
            }
            closed = true;
        }

        private Command command(Step step) {
            Map<String, String> all = new HashMap<>(environment);
            all.putAll(job.environment());
            all.putAll(step.environment());
            List<String> words = switch (step.work()) {
                case Work.Program p -> p.arguments();
                case Work.Script s -> {
                    List<String> shell = new ArrayList<>(s.shell());
                    shell.add(s.text());
                    yield shell;
                }
            };
            return new Command(words, root.resolve(step.folder()).normalize(), all, secrets);
        }
    }

    private final class Running {
        final int step;
        final Thread thread;

        Running(int step, Command command, Reports reports) {
            this.step = step;
            this.thread = Thread.ofVirtual().name("step").start(() -> run(command, reports));
        }

        private void run(Command command, Reports reports) {
            Event.StepEnd end = new Event.StepEnd.Lost("a bug in the runner");
            List<String> tail = List.of();
            try {
                Processes.Result result = processes.run(command, LAST_RESORT, reports::line);
                tail = result.tail();
                end = switch (result.end()) {
                    case Processes.End.Exited(int status) -> new Event.StepEnd.Exited(status);
                    case Processes.End.TimedOut t -> new Event.StepEnd.Stopped();
                };
            } catch (InterruptedException e) {
                end = new Event.StepEnd.Stopped();
            } catch (SlipwayException e) {
                var problem = e.problems().getFirst();
                end = new Event.StepEnd.Lost(problem.what() + ": " + problem.cause());
            } finally {
                reports.ended(end, tail);
            }
        }
    }
}
