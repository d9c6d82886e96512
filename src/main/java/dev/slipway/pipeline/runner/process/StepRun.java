package dev.slipway.pipeline.runner.process;

import dev.slipway.base.SlipwayException;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.StepProcess;
import dev.slipway.pipeline.session.StepEnd.How;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One start of a step's program, which another thread may end. */
public final class StepRun {
    private final Duration grace;
    private @Nullable StepProcess process;
    private boolean ended;

    /**
     * A run that has not begun.
     *
     * @param grace between asking and force
     */
    public StepRun(Duration grace) {
        this.grace = grace;
    }

    /** Runs a program to its end. */
    public How run(
            List<String> words, Path folder, Map<String, String> environment, long limitMillis, StepProcess.Output out)
            throws InterruptedException {
        StepProcess started;
        synchronized (this) {
            if (ended) {
                return new How.Cancelled();
            }
            try {
                started = StepProcess.start(new Command(words, folder, environment, Map.of()), out);
            } catch (SlipwayException e) {
                return new How.Lost(
                        e.getMessage() + ": " + e.problems().getFirst().cause());
            }
            process = started;
        }
        try {
            boolean inTime = limitMillis == Long.MAX_VALUE
                    ? started.await(Duration.ofDays(365))
                    : started.await(Duration.ofMillis(limitMillis));
            if (!inTime) {
                started.end(grace);
            }
            int status = started.finish();
            return !inTime
                    ? new How.TimedOut()
                    : cancelled() && status != 0 ? new How.Cancelled() : new How.Exited(status);
        } catch (InterruptedException e) {
            started.end(grace);
            throw e;
        } finally {
            synchronized (this) {
                process = null;
            }
        }
    }

    /** Ends it, now or as soon as it begins. Returns when its processes are gone. */
    public void end() {
        StepProcess running;
        synchronized (this) {
            ended = true;
            running = process;
        }
        if (running != null) {
            running.end(grace);
        }
    }

    /** Whether somebody wants it to end. */
    public synchronized boolean cancelled() {
        return ended;
    }
}
