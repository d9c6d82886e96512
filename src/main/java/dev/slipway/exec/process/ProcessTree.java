package dev.slipway.exec.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that leads a group, and all it started: the descendants that the kernel still knows as such, and the members of
 * the group, whose parents may be gone.
 */
record ProcessTree(ProcessHandle root) {
    /** Between two looks at a tree that was asked to end. */
    private static final Duration LOOK = Duration.ofMillis(20);

    /** Asks all of it to end, waits for {@code grace}, and ends what is left by force. Does its work when interrupted too. */
    void end(Duration grace) {
        List<ProcessHandle> tree =
                Stream.concat(root.descendants(), Stream.of(root)).toList();
        // Once each: some programs take a second request for "at once".
        List<Long> group = groupMembers();
        signalGroup("TERM");
        tree.stream().filter(p -> !group.contains(p.pid())).forEach(ProcessHandle::destroy);
        long end = System.nanoTime() + grace.toNanos();
        boolean interrupted = false;
        while (!interrupted && System.nanoTime() < end && anyAlive(tree)) {
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                // Asked twice: no more grace.
                interrupted = true;
            }
        }
        Stream.concat(Stream.concat(tree.stream(), tree.stream().flatMap(ProcessHandle::descendants)), Stream.of(root))
                .forEach(ProcessHandle::destroyForcibly);
        signalGroup("KILL");
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends by force what is left of the group after its leader ended. */
    void endGroup() {
        if (ProcessGroup.hasLeftovers(root.pid())) {
            signal("KILL", "-" + root.pid());
        }
    }

    private boolean anyAlive(List<ProcessHandle> tree) {
        return tree.stream().anyMatch(ProcessHandle::isAlive) || !groupMembers().isEmpty();
    }

    /** Only when somebody is left in the group: the number could be another's by now. */
    private void signalGroup(String name) {
        if (root.isAlive() || !groupMembers().isEmpty()) {
            signal(name, "-" + root.pid());
        }
    }

    /** Living members of the group, from proc(5) field 5; without {@code /proc} the leader stands for all. */
    private List<Long> groupMembers() {
        Path proc = Path.of("/proc");
        if (!Files.isDirectory(proc.resolve("self"))) {
            return root.isAlive() ? List.of(root.pid()) : List.of();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            return members(entries);
        } catch (IOException e) {
            return List.of();
        }
    }

    private List<Long> members(DirectoryStream<Path> entries) {
        List<Long> members = new ArrayList<>();
        for (Path entry : entries) {
            try {
                String stat = Files.readString(entry.resolve("stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4);
                if (Long.parseLong(fields[2]) == root.pid() && !fields[0].equals("Z") && !fields[0].equals("X")) {
                    members.add(Long.parseLong(entry.getFileName().toString()));
                }
            } catch (IOException | RuntimeException e) {
                // Ended while we looked.
            }
        }
        return members;
    }

    /** Sends a signal with kill(1); {@code target} is a pid, or a group with a minus before it. */
    static void signal(String name, String target) {
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
}
