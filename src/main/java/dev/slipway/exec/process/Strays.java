package dev.slipway.exec.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Processes that left their step's session to live on: found by a variable of their environment that only we set, which is
 * what daemons inherit whatever else they do. Works where there is {@code /proc}; elsewhere it finds nothing.
 */
public final class Strays {
    private static final Path PROC = Path.of("/proc");

    /** Looks at most this often: what forks faster than we kill is caught by the next look. */
    private static final int LOOKS = 5;

    private Strays() {}

    /** Ends by force every process of this user whose environment holds {@code NAME=VALUE}; gives how many. */
    public static int end(String name, String value) {
        byte[] wanted = (name + "=" + value).getBytes(StandardCharsets.UTF_8);
        Set<ProcessHandle> ended = new HashSet<>();
        for (int look = 0; look < LOOKS; look++) {
            // One that was killed is seen until its parent has heard of it.
            List<ProcessHandle> fresh = find(wanted).stream().filter(ended::add).toList();
            if (fresh.isEmpty()) {
                break;
            }
            fresh.forEach(ProcessHandle::destroyForcibly);
        }
        return ended.size();
    }

    private static List<ProcessHandle> find(byte[] wanted) {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return found;
        }
        long self = ProcessHandle.current().pid();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : all) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != self && holds(process.resolve("environ"), wanted)) {
                    ProcessHandle.of(pid).filter(ProcessHandle::isAlive).ifPresent(found::add);
                }
            }
        } catch (IOException | RuntimeException e) {
            // Ended while we looked.
            return found;
        }
        return found;
    }

    private static boolean holds(Path environ, byte[] wanted) {
        try {
            byte[] bytes = Files.readAllBytes(environ);
            for (int at = 0; at + wanted.length <= bytes.length; ) {
                int end = at;
                while (end < bytes.length && bytes[end] != 0) {
                    end++;
                }
                if (end - at == wanted.length && java.util.Arrays.equals(bytes, at, end, wanted, 0, wanted.length)) {
                    return true;
                }
                at = end + 1;
            }
            return false;
        } catch (IOException e) {
            // Another user's, or gone.
            return false;
        }
    }
}
