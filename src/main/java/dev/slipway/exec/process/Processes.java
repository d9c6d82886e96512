package dev.slipway.exec.process;

import dev.slipway.base.Problem;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs commands: in the foreground with streamed output, or detached in a session of their own. Thread-safe. */
public final class Processes {
    /** Lines kept of a command's output for messages. */
    private static final int TAIL_LINES = 200;

    /** Characters of one line that are kept: a program that prints without line ends must not fill the memory. */
    private static final int MAX_LINE = 16_384;

    /** Between asking a tree to end and ending it by force. */
    private static final Duration GRACE = Duration.ofSeconds(5);

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
     * @param tail its last lines, masked, at most {@value #TAIL_LINES}
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
     * calling thread is interrupted or the time is up, the whole process tree ends: asked first, then by force.
     *
     * @throws dev.slipway.base.SlipwayException (surroundings) when the program cannot be started
     */
    public Result run(Command command, Duration limit, Consumer<String> lines) throws InterruptedException {
        long begin = System.nanoTime();
        Process process =
                start(builder(command).redirectErrorStream(true).redirectInput(new File("/dev/null")), command);
        Masks masks = Masks.of(command.secrets().values());
        Deque<String> tail = new ArrayDeque<>();
        Thread reader = Thread.ofVirtual().start(() -> pump(process, masks, tail, lines));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                endTree(process.toHandle());
                reader.join(GRACE);
                return result(new End.TimedOut(limit), begin, tail);
            }
            // A background grandchild may hold the pipe open: wait for the rest of the output, but not for ever.
            reader.join(GRACE);
            return result(new End.Exited(process.exitValue()), begin, tail);
        } catch (InterruptedException e) {
            endTree(process.toHandle());
            throw e;
        }
    }

    /** Runs a short command and gives its output; for asking tools about themselves. */
    public Result ask(Command command) throws InterruptedException {
        return run(command, Duration.ofSeconds(30), line -> {});
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
        List<String> session = new ArrayList<>(sessionPrefix());
        session.addAll(command.arguments());
        ProcessBuilder builder = new ProcessBuilder(session);
        prepare(builder, command);
        builder.redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = start(builder, command);
        // Gone already is a legal answer: the identity then never matches a living process.
        ProcessIdentity identity =
                ProcessIdentity.of(process.pid()).orElse(new ProcessIdentity(process.pid(), -1));
        return new Detached(identity, process.onExit().thenApply(Process::exitValue));
    }

    /** Sends a signal to the process group that {@code leader} leads, if that very process still runs. */
    public void signalGroup(ProcessIdentity leader, String signal) {
        if (leader.alive()) {
            signal(signal, "-" + leader.pid());
        }
    }

    /** Sends a signal to members of a group whose leader has ended: children that outlived it. */
    public void killLeftovers(long groupId) {
        signal("KILL", "-" + groupId);
    }

    private static void signal(String name, String target) {
        try {
            new ProcessBuilder("kill", "-" + name, "--", target)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new IllegalStateException("cannot run kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** util-linux has setsid(1); macOS has not, but ships perl. */
    private static List<String> sessionPrefix() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(p -> Files.isExecutable(Path.of(p)))
                .findFirst()
                .map(List::of)
                .orElse(List.of("/usr/bin/perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die $!", "--"));
    }

    private static ProcessBuilder builder(Command command) {
        ProcessBuilder builder = new ProcessBuilder(command.arguments());
        prepare(builder, command);
        return builder;
    }

    private static void prepare(ProcessBuilder builder, Command command) {
        builder.directory(command.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        command.secrets().forEach((name, secret) -> builder.environment().put(name, secret.reveal()));
    }

    private static Process start(ProcessBuilder builder, Command command) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw Problem.surroundings(
                            "cannot start " + command.arguments().getFirst(),
                            command.directory().toString(),
                            String.valueOf(e.getMessage()),
                            "check that the program is installed and that the folder exists")
                    .asException();
        }
    }

    private static void pump(Process process, Masks masks, Deque<String> tail, Consumer<String> lines) {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = readLine(reader); !line.isEmpty(); line = readLine(reader)) {
                String masked = masks.mask(line.substring(0, line.length() - 1));
                synchronized (tail) {
                    tail.addLast(masked);
                    if (tail.size() > TAIL_LINES) {
                        tail.removeFirst();
                    }
                }
                lines.accept(masked);
            }
        } catch (IOException e) {
            // The stream of a process that we ended breaks; what was read is all there is.
        }
    }

    /** The next line with its line end, at most {@link #MAX_LINE} characters at a time; empty at the end. */
    private static String readLine(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n' || line.length() >= MAX_LINE) {
                return line.append(c == '\n' ? "" : (char) c).append('\n').toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.isEmpty() ? "" : line.append('\n').toString();
    }

    private static Result result(End end, long beginNanos, Deque<String> tail) {
        synchronized (tail) {
            return new Result(end, Duration.ofNanos(System.nanoTime() - beginNanos), List.copyOf(tail));
        }
    }

    private static void endTree(ProcessHandle root) {
        List<ProcessHandle> tree =
                Stream.concat(root.descendants(), Stream.of(root)).toList();
        tree.forEach(ProcessHandle::destroy);
        long end = System.nanoTime() + GRACE.toNanos();
        while (tree.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
            try {
                root.onExit().get(50, TimeUnit.MILLISECONDS);
                Thread.sleep(20);
            } catch (java.util.concurrent.TimeoutException e) {
                continue;
            } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                break;
            }
        }
        Stream.concat(root.descendants(), tree.stream()).forEach(ProcessHandle::destroyForcibly);
    }
}
