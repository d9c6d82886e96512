package dev.slipway.exec.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JDKs installed on this machine, read from their {@code release} files; none is started. */
public final class Jdks {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"?([^\"\\s]+)\"?");

    /** Bytes of a release file that are read. */
    private static final long MAX_RELEASE_BYTES = 64 * 1024;

    /** Entries of one install folder that are looked at. */
    private static final int MAX_ENTRIES = 200;

    /**
     * A JDK.
     *
     * @param feature 8, 17, 25, ...
     * @param version as its release file says
     */
    public record Jdk(Path home, int feature, String version) {
        /** Its launcher. */
        public Path java() {
            return home.resolve("bin/java");
        }
    }

    private Jdks() {}

    /** The smallest JDK of at least this feature release: what a project asked for, and no more. */
    public static Optional<Jdk> find(int minFeature) {
        return find(minFeature, installed());
    }

    static Optional<Jdk> find(int minFeature, List<Jdk> installed) {
        return installed.stream().filter(j -> j.feature() >= minFeature).min(Comparator.comparingInt(Jdk::feature));
    }

    /** All, each once: the one of {@code JAVA_HOME} first, then ours, the path's, and those of the usual folders. */
    public static List<Jdk> installed() {
        List<Path> candidates = new ArrayList<>();
        addIfSet(candidates, Environment.get("JAVA_HOME"));
        addIfSet(candidates, System.getProperty("java.home", ""));
        addIfSet(candidates, Environment.get("SLIPWAY_JAVA_HOME"));
        Programs.find("javac").map(Jdks::homeOf).ifPresent(candidates::add);
        Path home = Path.of(System.getProperty("user.home", "/"));
        for (Path folder : List.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/usr/java"),
                Path.of("/usr/local/java"),
                Path.of("/opt"),
                Path.of("/opt/java"),
                Path.of("/opt/jdk"),
                Path.of("/opt/jdks"),
                Path.of("/Library/Java/JavaVirtualMachines"),
                Path.of("/opt/homebrew/opt"),
                home.resolve("Library/Java/JavaVirtualMachines"),
                home.resolve(".sdkman/candidates/java"),
                home.resolve(".asdf/installs/java"),
                home.resolve(".local/share/mise/installs/java"),
                home.resolve(".gradle/jdks"),
                home.resolve(".jdks"))) {
            addChildren(candidates, folder);
        }
        return read(candidates);
    }

    static List<Jdk> read(List<Path> candidates) {
        Map<Path, Jdk> found = new LinkedHashMap<>();
        for (Path candidate : candidates) {
            for (String inside : List.of("", "Contents/Home", "libexec/openjdk.jdk/Contents/Home")) {
                jdk(candidate.resolve(inside)).ifPresent(j -> found.putIfAbsent(j.home(), j));
            }
        }
        return List.copyOf(found.values());
    }

    private static Optional<Jdk> jdk(Path folder) {
        try {
            Path release = folder.resolve("release");
            if (!Files.isExecutable(folder.resolve("bin/javac"))
                    || !Files.isRegularFile(release)
                    || Files.size(release) > MAX_RELEASE_BYTES) {
                return Optional.empty();
            }
            Matcher version = VERSION.matcher(Files.readString(release));
            return version.find()
                    ? Optional.of(new Jdk(folder.toRealPath(), feature(version.group(1)), version.group(1)))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // Not readable, or not a JDK after all.
            return Optional.empty();
        }
    }

    /** {@code 17.0.2} is 17, {@code 1.8.0_402} is 8, {@code 26-ea} is 26. */
    static int feature(String version) {
        String[] parts = version.split("[^0-9]+", 3);
        int first = Integer.parseInt(parts[0]);
        return first == 1 && parts.length > 1 ? Integer.parseInt(parts[1]) : first;
    }

    private static Path homeOf(Path javac) {
        try {
            Path real = javac.toRealPath();
            Path bin = real.getParent();
            return bin == null || bin.getParent() == null ? real : bin.getParent();
        } catch (IOException e) {
            return javac;
        }
    }

    private static void addIfSet(List<Path> candidates, String path) {
        if (!path.isBlank()) {
            candidates.add(Path.of(path));
        }
    }

    private static void addChildren(List<Path> candidates, Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (children.size() < MAX_ENTRIES) {
                    children.add(entry);
                }
            }
        } catch (IOException e) {
            // A folder that we may not list offers nothing.
            return;
        }
        children.sort(Comparator.comparing(Path::toString));
        candidates.addAll(children);
    }
}
