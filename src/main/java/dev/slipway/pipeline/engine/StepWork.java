package dev.slipway.pipeline.engine;

import dev.slipway.pipeline.log.LineSplitter;
import dev.slipway.pipeline.log.MaskStream;
import dev.slipway.pipeline.log.StepLog;
import dev.slipway.pipeline.runner.process.JobPlace;
import dev.slipway.pipeline.runner.process.StepRun;
import dev.slipway.pipeline.session.Heard;
import dev.slipway.pipeline.session.JobSession;
import dev.slipway.pipeline.session.JobSession.Status;
import dev.slipway.pipeline.session.StepEnd;
import dev.slipway.pipeline.session.StepEnd.How;
import dev.slipway.pipeline.session.StepPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs one step: files, environment, process or builtin, log, command lines. Used once. */
final class StepWork {
    /** Bytes of a command file that are read back. */
    private static final int MAX_COMMAND_FILE = 10 << 20;

    private final String node;
    private final StepPlan step;
    private final JobSession session;
    private final ReentrantLock speaking;
    private final Workbench bench;
    private final FlowListener listener;
    private final Consumer<Runnable> tell;
    private final Map<StepRun, Status> running;
    private final Path logFile;
    private volatile @Nullable StepRun current;
    private volatile boolean ended;

    StepWork(
            String node,
            StepPlan step,
            JobSession session,
            ReentrantLock speaking,
            Workbench bench,
            FlowListener listener,
            Consumer<Runnable> tell,
            Map<StepRun, Status> running,
            Path logFile) {
        this.node = node;
        this.step = step;
        this.session = session;
        this.speaking = speaking;
        this.bench = bench;
        this.listener = listener;
        this.tell = tell;
        this.running = running;
        this.logFile = logFile;
    }

    /**
     * Runs it to its end.
     *
     * @param since the job's status when the step was chosen: a later cancel ends it, the one it was chosen in spite of not
     */
    StepEnd run(JobPlace place, Status since) {
        long begin = System.nanoTime();
        How how;
        Map<String, String> values = new HashMap<>();
        StepLog log = new StepLog(logFile);
        MaskStream masked = new MaskStream(bench.masks(), (bytes, from, length) -> {
            log.write(bytes, from, length);
            listener.output(node, step.info(), bytes, from, length);
        });
        LineSplitter lines = new LineSplitter(new Ears(), masked);
        try (log) {
            try {
                write(place);
                how = attempts(place, since, lines, values);
            } catch (IOException e) {
                how = new How.Lost("cannot write a file of the step: " + e.getMessage());
            } catch (InterruptedException e) {
                how = new How.Cancelled();
            } catch (RuntimeException e) {
                how = new How.Lost(String.valueOf(e.getMessage()));
            }
            lines.finish();
        }
        Map<Path, String> files = new HashMap<>();
        for (Path file : step.reads()) {
            JobPlace.read(place.workspace().resolve(file), MAX_COMMAND_FILE).ifPresent(t -> files.put(file, t));
        }
        return new StepEnd(
                step.info().id(), how, files, values, log.lastLines(), (System.nanoTime() - begin) / 1_000_000);
    }

    /** Its log, if it wrote anything. */
    Path log() {
        return logFile;
    }

    /** Ends it from another thread. */
    void end() {
        ended = true;
        StepRun run = current;
        if (run != null) {
            run.end();
        }
    }

    private How attempts(JobPlace place, Status since, LineSplitter lines, Map<String, String> values)
            throws InterruptedException {
        How how = new How.Lost("never tried");
        for (int i = 1; i <= Math.max(1, step.tries()); i++) {
            how = once(place, since, lines, values);
            boolean failed = how instanceof How.Exited(int status) && status != 0;
            if (!failed || ended) {
                return how;
            }
        }
        return how;
    }

    private How once(JobPlace place, Status since, LineSplitter lines, Map<String, String> values)
            throws InterruptedException {
        return switch (step.work()) {
            case StepPlan.Work.Program p -> program(p.words(), place, since, lines);
            case StepPlan.Work.Container c -> program(Containers.words(c, step, place), place, since, lines);
            case StepPlan.Work.Own o -> {
                StepRun run = new StepRun(bench.grace());
                running.put(run, since);
                try {
                    yield new Builtins(bench, place, line -> own(lines, line), () -> ended || run.cancelled())
                            .run(o.what(), values);
                } finally {
                    running.remove(run);
                }
            }
        };
    }

    private How program(List<String> words, JobPlace place, Status since, LineSplitter lines)
            throws InterruptedException {
        StepRun run = new StepRun(bench.grace());
        running.put(run, since);
        current = run;
        if (ended) {
            run.end();
        }
        try {
            Path folder = place.workspace().resolve(step.folder()).normalize();
            if (!Files.isDirectory(folder)) {
                own(lines, "no such folder: " + folder);
                return new How.Exited(1);
            }
            return run.run(
                    words, folder, environment(place), step.timeout().millis(), (bytes, n) -> lines.write(bytes, 0, n));
        } finally {
            running.remove(run);
            current = null;
        }
    }

    private Map<String, String> environment(JobPlace place) {
        Map<String, String> all = new HashMap<>(place.environment());
        all.put("HOME", place.home().toString());
        all.put("TMPDIR", place.temporary().toString());
        all.putAll(step.environment());
        all.put(JobPlace.COOKIE, place.cookie());
        return all;
    }

    private void write(JobPlace place) throws IOException {
        for (StepPlan.NewFile file : step.files()) {
            Path path = place.workspace().resolve(file.path());
            Files.createDirectories(dev.slipway.exec.files.TreeCopy.folderOf(path));
            Files.writeString(path, file.content());
            if (file.executable()) {
                path.toFile().setExecutable(true, true);
            }
        }
    }

    private static void own(LineSplitter lines, String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        lines.write(bytes, 0, bytes.length);
    }

    /** What the session hears. */
    private final class Ears implements LineSplitter.Listener {
        @Override
        public boolean mayCommand(byte[] buffer, int from, int to) {
            return session.mayCommand(buffer, from, to);
        }

        @Override
        public String command(String line) {
            speaking.lock();
            Heard heard;
            try {
                heard = session.line(step.info().id(), line);
            } finally {
                speaking.unlock();
            }
            bench.masks().add(heard.masks());
            for (Heard.Annotation a : heard.annotations()) {
                var masked = new Heard.Annotation(
                        a.level(),
                        bench.masks().mask(a.title()),
                        bench.masks().mask(a.message()),
                        a.file(),
                        a.line(),
                        a.column());
                tell.accept(() -> listener.annotated(node, step.info(), masked));
            }
            return heard.hide() ? "" : (heard.replace() ? heard.shown() : line) + "\n";
        }
    }
}
