package dev.slipway.proxy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who listens on a port, as far as the system tells: its own user's processes by name, others by user. */
final class PortHolder {
    private static final String LISTEN = "0A";

    private PortHolder() {}

    /** For people: {@code process 4711 (java)}; {@code another process} where nothing is known. */
    static String of(int port) {
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                // proc_net_tcp(5): sl, local_address, rem_address, st, queues, timers, retransmits, uid, timeout,
                // inode.
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] f = line.strip().split("\\s+");
                    boolean here = f.length > 9
                            && f[3].equals(LISTEN)
                            && f[1].endsWith(String.format(Locale.ROOT, ":%04X", port));
                    if (here) {
                        String process = process(f[9]);
                        return process != null ? process : "a process of user id " + f[7];
                    }
                }
            } catch (IOException e) {
                return "another process";
            }
        }
        return "another process";
    }

    private static @Nullable String process(String inode) throws IOException {
        String socket = "socket:[" + inode + "]";
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, socket)) {
                    String name = Files.readString(process.resolve("comm")).strip();
                    return "process " + process.getFileName() + " (" + name + ")";
                }
            }
        }
        return null;
    }

    private static boolean holds(Path process, String socket) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (Files.readSymbolicLink(file).toString().equals(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | RuntimeException e) {
            // Another user's, or gone.
            return false;
        }
    }
}
