package dev.slipway.exec.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a process that we started and did not live to write down. It must lead a session of its own, have the command, the
 * working directory and every variable of the environment that we gave it: an assigned port among them makes it this very
 * one. Only where there is {@code /proc}; elsewhere nothing is found.
 */
public final class ProcessSearch {
    private static final Path PROC = Path.of("/proc");

    private ProcessSearch() {}

    /** The process, when there is exactly one like that. */
    public static Optional<ProcessIdentity> leader(List<String> command, Path folder, Map<String, String> environment) {
        Optional<ProcessIdentity> found = Optional.empty();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : all) {
                if (matches(process, command, folder, environment)) {
                    if (found.isPresent()) {
                        return Optional.empty();
                    }
                    found = ProcessIdentity.of(
                            Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return found;
    }

    private static boolean matches(Path process, List<String> command, Path folder, Map<String, String> environment) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 6);
            if (!fields[3].equals(process.getFileName().toString())) {
                return false;
            }
            // The kernel puts the interpreter of a script before it.
            String line = "\0" + text(process.resolve("cmdline"));
            if (!line.endsWith("\0" + String.join("\0", command) + "\0")) {
                return false;
            }
            Set<String> given =
                    new HashSet<>(List.of(text(process.resolve("environ")).split("\0")));
            return Files.isSameFile(process.resolve("cwd"), folder)
                    && environment.entrySet().stream().allMatch(e -> given.contains(e.getKey() + "=" + e.getValue()));
        } catch (IOException | RuntimeException e) {
            // Another user's, or gone.
            return false;
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
