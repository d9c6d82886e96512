package dev.slipway.exec.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    /** Ends by force every process of this user in whose environment the variable begins with this; gives how many. */
    public static int end(String name, String value) {
        return end(name, value, Set.of());
    }

    /** The numbers of the processes that run now. */
    public static Set<Long> running() {
        Set<Long> all = new HashSet<>();
        String[] names = PROC.toFile().list();
        if (names != null) {
            for (String n : names) {
                if (Character.isDigit(n.charAt(0))) {
                    all.add(Long.parseLong(n));
                }
            }
        }
        return all;
    }

    /**
     * As {@link #end(String, String)}, faster: not looking at these, which ran before. A stray that got the number of one of
     * them, which must have ended meanwhile, is not found: look at all at the end.
     */
    public static int end(String name, String value, Set<Long> before) {
        byte[] wanted = (name + "=" + value).getBytes(StandardCharsets.UTF_8);
        Set<ProcessHandle> ended = new HashSet<>();
        for (int look = 0; look < LOOKS; look++) {
            // One that was killed is seen until its parent has heard of it.
            List<ProcessHandle> fresh =
                    find(wanted, before).stream().filter(ended::add).toList();
            if (fresh.isEmpty()) {
                break;
            }
            fresh.forEach(ProcessHandle::destroyForcibly);
        }
        return ended.size();
    }

    private static List<ProcessHandle> find(byte[] wanted, Set<Long> before) {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return found;
        }
        long self = ProcessHandle.current().pid();
        for (long pid : running()) {
            if (pid != self && !before.contains(pid) && holds(PROC.resolve(pid + "/environ"), wanted)) {
                ProcessHandle.of(pid).filter(ProcessHandle::isAlive).ifPresent(found::add);
            }
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
                boolean enough = end - at >= wanted.length;
                if (enough && java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
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
