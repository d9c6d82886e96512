package dev.slipway.keep;

import dev.slipway.base.Digest;
import dev.slipway.base.wire.ProcessSpec;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.keeper.JavaRuntime;
import dev.slipway.exec.keeper.KeeperDoor;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Processes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the proxy is started: from the same jar and JDK as the keeper itself, with the JVM's ahead-of-time cache once that was
 * made. The cache halves the processor time of a start, which decides how soon visitors are served again after a crash.
 */
final class DataPlane {
    private static final System.Logger LOG = System.getLogger(DataPlane.class.getName());
    private static final String MAIN = "dev.slipway.proxy.ProxyMain";

    /**
     * The data plane's JVM. A small young generation and compact headers keep it small, the heap gives back what a burst
     * took, buffers outside it are bounded. Measured: {@code bench/RESULTS.md}.
     */
    static final List<String> FLAGS = List.of(
            "-Xmx96m",
            "-Xmn16m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:MaxDirectMemorySize=48m",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:TrimNativeHeapInterval=10000",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** The first command has better things to do than to wait for a rehearsal. */
    private static final Duration REHEARSAL_DELAY = Duration.ofSeconds(15);

    private static final Duration REHEARSAL_LIMIT = Duration.ofMinutes(3);

    private final Home home;
    private final JavaRuntime runtime;
    private final Path folder;
    private final Path cache;

    DataPlane(Home home, JavaRuntime keeper) {
        this.home = home;
        this.runtime = keeper.withFlags(FLAGS);
        this.folder = home.cache().resolve("aot");
        this.cache = folder.resolve("proxy-" + key(runtime) + ".aot");
    }

    /** The specification as of now. */
    ProcessSpec spec() {
        List<String> flags = new ArrayList<>(FLAGS);
        if (Files.exists(cache)) {
            flags.add("-XX:AOTCache=" + cache);
        }
        return new ProcessSpec(
                KeeperDoor.PROXY,
                1,
                runtime.withFlags(flags).command(MAIN, home.run().toString()),
                home.run().toString(),
                // glibc would keep an arena a thread.
                Map.of("PATH", Environment.path(), "LANG", "C.UTF-8", "MALLOC_ARENA_MAX", "2"),
                Map.of(),
                home.logs().resolve("proxy.log").toString(),
                "",
                "",
                ProcessSpec.Restart.ALWAYS,
                5_000,
                "data plane");
    }

    /** Makes the cache beside everything else, at the lowest priority, where it is absent and can be made. */
    void rehearse() {
        boolean jars = Stream.of(runtime.classPath().split(File.pathSeparator)).allMatch(e -> e.endsWith(".jar"));
        if (!jars || Files.exists(cache)) {
            return;
        }
        Thread.ofVirtual().name("rehearsal").start(() -> {
            try {
                Thread.sleep(REHEARSAL_DELAY);
                makeCache();
            } catch (IOException | RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "no start cache for the proxy", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void makeCache() throws IOException, InterruptedException {
        DurableFiles.privateFolder(folder);
        Path stage = Files.createTempDirectory(folder, "rehearsal");
        try {
            Path made = stage.resolve("made.aot");
            List<String> flags = new ArrayList<>(FLAGS);
            flags.add("-XX:AOTCacheOutput=" + made);
            List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
            command.addAll(runtime.withFlags(flags).command(MAIN, stage.toString(), "--rehearse"));
            var result = new Processes().run(Command.of(stage, command), REHEARSAL_LIMIT, line -> {});
            if (result.ok() && Files.exists(made)) {
                removeOthers(folder);
                Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE);
            } else {
                LOG.log(System.Logger.Level.WARNING, "no start cache for the proxy: {0}", result.end());
            }
        } finally {
            try (Stream<Path> files = Files.walk(stage)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Caches of earlier versions: 40 MB each. */
    private static void removeOthers(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".aot")).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The cache fits one JDK, one set of flags and these very jars; the JVM checks that again. */
    private static String key(JavaRuntime runtime) {
        StringBuilder all = new StringBuilder(runtime.toString()).append(Runtime.version());
        for (String entry : runtime.classPath().split(File.pathSeparator)) {
            File file = new File(entry);
            all.append(file.length()).append(' ').append(file.lastModified()).append('\n');
        }
        return Digest.of(all.toString()).hex().substring(0, 16);
    }
}
