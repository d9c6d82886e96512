package dev.slipway.exec.keeper;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How to start a Java program of ours.
 *
 * @param java the launcher, absolute
 * @param classPath the jar (its manifest names the rest), absolute
 * @param flags for the JVM
 */
public record JavaRuntime(Path java, String classPath, List<String> flags) {
    /** The keeper sleeps nearly always: a small heap, the cheap collector, the quick compiler. */
    public static final List<String> KEEPER_FLAGS = List.of(
            "-Xmx64m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=24m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED");

    public JavaRuntime {
        flags = List.copyOf(flags);
    }

    /** The JDK and the class path that run this very process, with the keeper's flags. */
    public static JavaRuntime ofThisProcess() {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(File.pathSeparator));
        return new JavaRuntime(Path.of(System.getProperty("java.home"), "bin", "java"), classPath, KEEPER_FLAGS);
    }

    /** The same program with other flags. */
    public JavaRuntime withFlags(List<String> other) {
        return new JavaRuntime(java, classPath, other);
    }

    /** The whole command line. */
    public List<String> command(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        return command;
    }
}
