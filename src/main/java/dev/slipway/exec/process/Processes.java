package dev.slipway.exec.process;

import dev.slipway.base.Problem;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs commands: in the foreground with streamed output, or detached. Each leads a session of its own, so that no signal of
 * the terminal reaches it but through us, and its end reaches even those of its children whose parents are gone.
 * Thread-safe.
 */
public final class Processes {
    /** Between asking a tree to end and ending it by force. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Output after the command's own end, from children it left behind: waited for while it comes. */
    private static final Duration QUIET = Duration.ofMillis(300);

    /** For asking tools about themselves. */
    private static final Duration ASK = Duration.ofSeconds(30);

    /** The empty standard input. */
    static final File NOTHING = new File("/dev/null");

    /** How a foreground command ended. */
    public sealed interface End {
        /** By itself, with this status. */
        record Exited(int status) implements End {}

        /** By us, because it took longer than this. */
        record TimedOut(Duration limit) implements End {}
    }

    /**
     * A finished command.
     *
     * @param tail its last lines, masked, at most 200
     */
    public record Result(End end, Duration took, List<String> tail) {
        public Result {
            tail = List.copyOf(tail);
        }

        /** Whether it exited with 0. */
        public boolean ok() {
            return end instanceof End.Exited(int status) && status == 0;
        }
    }

    /**
     * Runs a command to its end, streaming each line of standard output and error, masked, to {@code lines}. When the
     * calling thread is interrupted, the time is up or this program is told to end, the whole process tree ends: asked
     * first, then by force. Children that a command leaves behind are ended with it, unless they
     * made a session of their own, as build daemons do.
     *
     * @param lines called from one other thread, never after this method returned; what it throws is thrown from here
     * @throws dev.slipway.base.SlipwayException (surroundings) when the program cannot be started
     */
    public Result run(Command command, Duration limit, Consumer<String> lines) throws InterruptedException {
        return run(command, limit, GRACE, lines);
    }

    /** As {@link #run(Command, Duration, Consumer)}, with this much time between asking and force. */
    public Result run(Command command, Duration limit, Duration grace, Consumer<String> lines)
            throws InterruptedException {
        long begin = System.nanoTime();
        Process process = start(inSession(command).redirectErrorStream(true).redirectInput(NOTHING), command);
        ProcessTree tree = new ProcessTree(process.toHandle());
        Thread atOurEnd = new Thread(() -> tree.end(grace));
        LinePump pump = new LinePump(
                process.getInputStream(), Masks.of(command.secrets().values()), lines);
        boolean hooked = hook(atOurEnd);
        try {
            if (!hooked) {
                tree.end(grace);
            }
            End end;
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                pump.awaitQuiet(QUIET, GRACE);
                tree.endGroup();
                pump.awaitEnd(QUIET);
                end = new End.Exited(process.exitValue());
            } else {
                tree.end(grace);
                pump.awaitEnd(QUIET);
                end = new End.TimedOut(limit);
            }
            Result result = new Result(end, Duration.ofNanos(System.nanoTime() - begin), pump.close());
            pump.receiverFailure().ifPresent(failure -> {
                throw failure;
            });
            return result;
        } catch (InterruptedException e) {
            tree.end(grace);
            pump.awaitEnd(QUIET);
            throw e;
        } finally {
            pump.close();
            if (hooked) {
                unhook(atOurEnd);
            }
        }
    }

    /** Runs a short command and gives its output; for asking tools about themselves. */
    public Result ask(Command command) throws InterruptedException {
        return run(command, ASK, line -> {});
    }

    /**
     * What a command wrote to its standard output, as bytes.
     *
     * @param whole whether it all fitted the bound; what did not fit is gone
     */
    public record Captured(End end, byte[] output, boolean whole) {
        /** Whether it exited with 0 and said all. */
        public boolean ok() {
            return whole && end instanceof End.Exited(int status) && status == 0;
        }

        /** Its output as UTF-8. */
        public String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }

    /**
     * Runs a command without secrets and keeps its standard output, for formats that lines would break; standard error is
     * dropped. Ends the tree as {@link #run(Command, Duration, Consumer)} does.
     */
    public Captured capture(Command command, Duration limit, int maxBytes) throws InterruptedException {
        return capture(command, NOTHING.toPath(), limit, maxBytes);
    }

    /** As {@link #capture(Command, Duration, int)}, with the contents of a file as standard input. */
    public Captured capture(Command command, Path input, Duration limit, int maxBytes) throws InterruptedException {
        if (!command.secrets().isEmpty()) {
            throw new IllegalArgumentException("captured output is not masked");
        }
        Process process = start(
                inSession(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectInput(input.toFile()),
                command);
        ProcessTree tree = new ProcessTree(process.toHandle());
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        AtomicBoolean whole = new AtomicBoolean(true);
        Thread reader = Thread.ofPlatform().daemon().name("output").start(() -> {
            try (InputStream in = process.getInputStream()) {
                kept.write(in.readNBytes(maxBytes));
                whole.set(in.transferTo(OutputStream.nullOutputStream()) == 0);
            } catch (IOException e) {
                whole.set(false);
            }
        });
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                tree.end(GRACE);
            }
            boolean read = reader.join(GRACE);
            tree.endGroup();
            return new Captured(
                    ended ? new End.Exited(process.exitValue()) : new End.TimedOut(limit),
                    kept.toByteArray(),
                    read && whole.get());
        } catch (InterruptedException e) {
            tree.end(GRACE);
            throw e;
        }
    }

    /**
     * A command that was started detached.
     *
     * @param exit completes with the exit status when it ends; never, when this process ends first
     */
    public record Detached(ProcessIdentity identity, CompletableFuture<Integer> exit) {}

    /**
     * Starts a command detached: own session (so no terminal signal reaches it), output appended to {@code log}, never a
     * pipe of ours, no open file of ours. Its pid is the leader of its process group.
     */
    public ProcessIdentity detach(Command command, Path log) {
        return spawn(command, log).identity();
    }

    /** Like {@link #detach}, for a parent that wants to hear of the end. */
    public Detached spawn(Command command, Path log) {
        ProcessBuilder builder = inSession(command);
        builder.redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = start(builder, command);
        // Gone already is a legal answer: the identity then never matches a living process.
        ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElse(new ProcessIdentity(process.pid(), -1));
        return new Detached(identity, process.onExit().thenApply(Process::exitValue));
    }

    /** Sends a signal to the process group that {@code leader} leads, if that very process still runs. */
    public void signalGroup(ProcessIdentity leader, String signal) {
        if (leader.alive()) {
            ProcessTree.signal(signal, "-" + leader.pid());
        }
    }

    /** Sends a signal to members of a group whose leader has ended: children that outlived it. */
    public void killLeftovers(long groupId) {
        ProcessTree.signal("KILL", "-" + groupId);
    }

    /** util-linux has setsid(1); macOS has not, but ships perl. */
    private static List<String> sessionPrefix() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(p -> Files.isExecutable(Path.of(p)))
                .findFirst()
                .map(List::of)
                .orElse(List.of("/usr/bin/perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die $!", "--"));
    }

    static ProcessBuilder inSession(Command command) {
        List<String> words = new ArrayList<>(sessionPrefix());
        words.add(program(command).toString());
        words.addAll(command.arguments().subList(1, command.arguments().size()));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.directory(command.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        command.secrets().forEach((name, secret) -> builder.environment().put(name, secret.reveal()));
        return builder;
    }

    /** Looked for here and not by setsid, whose failure would look like the program's own. */
    private static Path program(Command command) {
        String name = command.arguments().getFirst();
        String searchPath = command.environment().getOrDefault("PATH", Environment.path());
        return Programs.find(name, searchPath, command.directory())
                .orElseThrow(() -> cannotStart(command, "there is no such program on the path")
                        .asException());
    }

    private static Problem cannotStart(Command command, String cause) {
        return Problem.surroundings(
                "cannot start " + command.arguments().getFirst(),
                command.directory().toString(),
                cause,
                "check that the program is installed and that the folder exists");
    }

    private static boolean hook(Thread atOurEnd) {
        try {
            Runtime.getRuntime().addShutdownHook(atOurEnd);
            return true;
        } catch (IllegalStateException e) {
            // This program ends already.
            return false;
        }
    }

    private static void unhook(Thread atOurEnd) {
        try {
            Runtime.getRuntime().removeShutdownHook(atOurEnd);
        } catch (IllegalStateException e) {
            // The hook runs now and finds an ended tree.
            return;
        }
    }

    private static Process start(ProcessBuilder builder, Command command) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw cannotStart(command, String.valueOf(e.getMessage())).asException();
        }
    }
}
