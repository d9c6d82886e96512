package dev.slipway.exec.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is left of a process group whose leader has ended: workers that outlived it and may hold its port. Only a session
 * that we made counts: group and session carry the leader's pid, and no living process has that pid. (The kernel gives
 * no new process a pid that is still a group's id, so such members can only be the old leader's children.)
 */
public final class ProcessGroup {
    private static final Path PROC = Path.of("/proc");

    private ProcessGroup() {}

    /** Whether the session that {@code leader} led still has members although the leader is gone. */
    public static boolean hasLeftovers(long leader) {
        if (leader <= 1 || ProcessHandle.of(leader).isPresent()) {
            return false;
        }
        if (!Files.isDirectory(PROC.resolve("self"))) {
            // Without /proc the kernel's rule above has to do: a signal to an empty group does nothing.
            return true;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : all) {
                if (isMember(process, leader)) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    private static boolean isMember(Path process, long leader) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 6);
            boolean living = !fields[0].equals("Z") && !fields[0].equals("X");
            // proc(5): field 3 is the state, 5 the process group, 6 the session.
            return living && Long.parseLong(fields[2]) == leader && Long.parseLong(fields[3]) == leader;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
