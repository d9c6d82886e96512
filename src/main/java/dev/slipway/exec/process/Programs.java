package dev.slipway.exec.process;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds programs the way a shell does, but before anything is started. */
public final class Programs {
    private Programs() {}

    /** The program of this name on this process's search path. */
    public static Optional<Path> find(String name) {
        return find(name, Environment.path(), Path.of("").toAbsolutePath());
    }

    /**
     * A program.
     *
     * @param name with a {@code /} a path below {@code folder}, else a name looked for on {@code searchPath}
     * @param searchPath as in {@code PATH}; an empty part is {@code folder}
     */
    public static Optional<Path> find(String name, String searchPath, Path folder) {
        try {
            if (name.indexOf('/') >= 0) {
                return Optional.of(folder.resolve(name)).filter(Programs::runnable);
            }
            for (String part : searchPath.split(":", -1)) {
                Path candidate = folder.resolve(part).resolve(name);
                if (runnable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        } catch (InvalidPathException e) {
            // A NUL in a name: no such program.
        }
        return Optional.empty();
    }

    private static boolean runnable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
