package dev.slipway.app;

import dev.slipway.base.Digest;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.keeper.JavaRuntime;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The program that the keeper, the proxy and static sites run from: a copy of our own jars in {@code SLIPWAY_HOME}. They live
 * for months; the jar they were started from may be rebuilt, moved or unmounted the next minute, and a JVM whose jar changes
 * under it dies.
 */
final class PinnedRuntime {
    /** What those processes need of our libraries, by the beginning of the file name. */
    private static final List<String> NEEDED =
            List.of("vertx-", "netty-", "jackson-", "slf4j-api-", "logback-", "jspecify-");

    private PinnedRuntime() {}

    /** The pinned copy of what runs this process; of classes in a folder (a build tree) there is none to make. */
    static JavaRuntime of(Home home) {
        JavaRuntime own = JavaRuntime.ofThisProcess();
        Path jar = Path.of(own.classPath());
        if (own.classPath().contains(File.pathSeparator) || !Files.isRegularFile(jar)) {
            return own;
        }
        try {
            Path folder = home.cache().resolve("runtime").resolve(identity(jar));
            if (!Files.isDirectory(folder)) {
                copy(jar, folder);
            }
            return new JavaRuntime(own.java(), folder.resolve(jar.getFileName()).toString(), own.flags());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + jar + " to " + home.cache(), e);
        }
    }

    private static String identity(Path jar) throws IOException {
        String about = Files.size(jar) + "@" + Files.getLastModifiedTime(jar).toMillis();
        return Digest.of(about).hex().substring(0, 16);
    }

    private static void copy(Path jar, Path folder) throws IOException {
        Path whole = Objects.requireNonNull(folder.getParent());
        DurableFiles.privateFolder(whole);
        Path half = Files.createTempDirectory(whole, "half-");
        Files.copy(jar, half.resolve(jar.getFileName()));
        Path lib = Files.createDirectory(half.resolve("lib"));
        try (Stream<Path> jars = Files.list(jar.resolveSibling("lib"))) {
            for (Path one : jars.filter(PinnedRuntime::needed).toList()) {
                Files.copy(one, lib.resolve(one.getFileName()));
            }
        }
        try {
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            // Another command made the same copy meanwhile; ours is left for the next cleaning of the cache.
        }
    }

    private static boolean needed(Path jar) {
        String name = String.valueOf(jar.getFileName());
        return NEEDED.stream().anyMatch(name::startsWith);
    }
}
