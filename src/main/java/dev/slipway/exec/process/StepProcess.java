package dev.slipway.exec.process;

import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process of a pipeline's step: a session of its own, standard input empty, output as bytes in the order of their coming.
 * It ends when its leader has ended and the pipe is drained or quiet; what it left behind in its session ends with it.
 * Commands' secrets are environment like the rest: the receiver masks.
 */
public final class StepProcess {
    /** After the leader's end, for output of children that it left behind. */
    private static final Duration QUIET = Duration.ofMillis(200);

    /** Longest such waiting. */
    private static final Duration DRAIN = Duration.ofSeconds(2);

    /** Receives output; called by one thread, not after {@link #await} returned. */
    @FunctionalInterface
    public interface Output {
        /** These bytes, which are the caller's again afterwards. */
        void take(byte[] bytes, int length);
    }

    private final Process process;
    private final ProcessTree tree;
    private final Thread pump;
    private final Output output;
    private volatile long lastNanos = System.nanoTime();
    private boolean closed;
    private @Nullable RuntimeException failure;

    private StepProcess(Process process, Output output) {
        this.process = process;
        this.tree = new ProcessTree(process.toHandle());
        this.output = output;
        // A platform thread: reading a pipe would hold a carrier of the virtual threads.
        this.pump = Thread.ofPlatform().daemon().name("output").start(this::read);
    }

    /**
     * Starts a command.
     *
     * @throws SlipwayException (surroundings) when the program is not there or cannot be started
     */
    public static StepProcess start(Command command, Output output) {
        ProcessBuilder builder = Processes.inSession(command).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Processes.NOTHING));
        try {
            return new StepProcess(builder.start(), output);
        } catch (IOException e) {
            throw new SlipwayException(
                    Problem.surroundings(
                            "cannot start " + command.arguments().getFirst(),
                            command.directory().toString(),
                            String.valueOf(e.getMessage()),
                            "check that the program is installed and that the folder exists"),
                    e);
        }
    }

    /** Its process id, which is its session's too. */
    public long pid() {
        return process.pid();
    }

    /**
     * Waits for its end.
     *
     * @return false when it runs longer than this; {@link #end} it then
     */
    public boolean await(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends it and all it started: asks, then by force. Safe to call at any time and from any thread. */
    public void end(Duration grace) {
        tree.end(grace);
    }

    /** After its end: takes the rest of its output and gives its exit status. */
    public int finish() throws InterruptedException {
        if (!pump.join(Duration.ofMillis(5))) {
            drain();
        }
        synchronized (this) {
            closed = true;
            if (failure != null) {
                throw failure;
            }
        }
        return process.exitValue();
    }

    private void drain() throws InterruptedException {
        long end = System.nanoTime() + DRAIN.toNanos();
        while (System.nanoTime() < end && System.nanoTime() - lastNanos < QUIET.toNanos()) {
            if (pump.join(Duration.ofMillis(10))) {
                return;
            }
        }
        // Somebody holds the pipe: a child in the background, which ends with its step.
        tree.endGroup();
        pump.join(QUIET);
    }

    private void read() {
        byte[] chunk = new byte[32 << 10];
        try (InputStream in = process.getInputStream()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                lastNanos = System.nanoTime();
                hand(chunk, n);
            }
        } catch (IOException e) {
            // The pipe of a process that was ended breaks; what was read is all there is.
        }
    }

    private synchronized void hand(byte[] chunk, int n) {
        if (closed || failure != null) {
            return;
        }
        try {
            output.take(chunk, n);
        } catch (RuntimeException e) {
            failure = e;
        }
    }
}
