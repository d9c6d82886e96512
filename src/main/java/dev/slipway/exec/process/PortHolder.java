package dev.slipway.exec.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The program that listens on a port, as far as the system tells: pid and command for processes of one's own user, the
 * user's id for others. Only where there is {@code /proc}.
 */
public final class PortHolder {
    /** State "listen" in {@code /proc/net/tcp}. */
    private static final String LISTEN = "0A";

    /** Characters of a command line that are shown. */
    private static final int MAX_SHOWN = 80;

    private PortHolder() {}

    /** For people: {@code pid 4711 (python3 -m http.server 7070)}; {@code another program} where nothing is known. */
    public static String of(int port) {
        return inode(port).map(PortHolder::named).orElse("another program");
    }

    /**
     * A listening socket.
     *
     * @param user who owns it
     */
    private record Socket(String inode, String user) {}

    private static Optional<Socket> inode(int port) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                // proc(5): sl, local_address, rem_address, st, queues, timers, retransmits, uid, timeout, inode.
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] field = line.strip().split("\\s+");
                    if (field.length > 9 && field[3].equals(LISTEN) && field[1].endsWith(end)) {
                        return Optional.of(new Socket(field[9], field[7]));
                    }
                }
            } catch (IOException e) {
                // No such table here: nothing is known.
            }
        }
        return Optional.empty();
    }

    private static String named(Socket socket) {
        String link = "socket:[" + socket.inode() + "]";
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, link)) {
                    return "pid " + process.getFileName() + " (" + command(process) + ")";
                }
            }
        } catch (IOException e) {
            // Told by the user alone.
        }
        return "a program of user id " + socket.user();
    }

    private static boolean holds(Path process, String link) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (Files.readSymbolicLink(file).toString().equals(link)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | RuntimeException e) {
            // Another user's, or gone.
            return false;
        }
    }

    private static String command(Path process) throws IOException {
        String line = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8)
                .replace('\0', ' ')
                .replaceAll("\\p{Cntrl}", "?")
                .strip();
        return line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "…" : line;
    }
}
