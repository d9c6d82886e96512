package dev.slipway.pipeline.junit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds and reads test reports. Only those that this run wrote count: an old report says nothing about this source. */
public final class JUnitReports {
    /** Report files that are read; a file a test class, so this is a very large suite. */
    private static final int MAX_FILES = 20_000;

    /** Bytes of one report: output of tests makes them large. */
    private static final long MAX_BYTES = 32L << 20;

    /** File systems stamp with a coarse clock that runs a few milliseconds behind; no earlier run ended that late. */
    private static final Duration COARSE_CLOCK = Duration.ofMillis(100);

    /** Never holding reports, often huge. */
    private static final Set<String> NOT_ENTERED = Set.of(".git", "node_modules", ".venv", "venv");

    private JUnitReports() {}

    /**
     * Reads all reports that match.
     *
     * @param globs relative to the folder, or absolute: {@code target/surefire-reports/TEST-*.xml}
     * @param since the beginning of the run; files that were last written before it are stale
     */
    public static TestSummary read(Path folder, List<String> globs, Instant since) {
        TestSummary summary = TestSummary.NONE;
        for (Map.Entry<Path, Instant> report : find(folder, globs).entrySet()) {
            summary = summary.plus(
                    report.getValue().isBefore(since.minus(COARSE_CLOCK))
                            ? new TestSummary(0, 0, 0, 0, 0, List.of(), 1, List.of())
                            : readOne(folder, report.getKey()));
        }
        return summary;
    }

    private static TestSummary readOne(Path folder, Path file) {
        String name = (file.startsWith(folder) ? folder.relativize(file) : file).toString();
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes((int) MAX_BYTES + 1);
            return bytes.length > MAX_BYTES
                    ? unreadable(name + ": larger than " + (MAX_BYTES >> 20) + " MB")
                    : JUnitXml.read(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return unreadable(name + ": cannot be read");
        }
    }

    static TestSummary unreadable(String reason) {
        return new TestSummary(0, 0, 0, 0, 0, List.of(), 0, List.of(reason));
    }

    private static Map<Path, Instant> find(Path folder, List<String> globs) {
        Map<Path, Instant> found = new TreeMap<>();
        for (String glob : globs) {
            Path base = folder.resolve(literalFolder(glob)).normalize();
            if (Files.isDirectory(base)) {
                PathMatcher matcher = folder.getFileSystem()
                        .getPathMatcher("glob:" + (glob.startsWith("/") ? glob : escape(folder) + "/" + glob));
                collect(base, matcher, found);
            }
        }
        return found;
    }

    private static void collect(Path base, PathMatcher matcher, Map<Path, Instant> found) {
        try {
            Files.walkFileTree(base, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    return NOT_ENTERED.contains(String.valueOf(dir.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && matcher.matches(file)) {
                        found.put(file, attributes.lastModifiedTime().toInstant());
                    }
                    return found.size() < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException broken) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // A folder that vanishes while we look holds no reports.
            return;
        }
    }

    /** The folders of a glob before its first special character. */
    private static String literalFolder(String glob) {
        List<String> literal = new ArrayList<>();
        for (String part : glob.split("/")) {
            if (part.matches(".*[*?\\[{].*")) {
                break;
            }
            literal.add(part);
        }
        if (literal.size() == glob.split("/").length) {
            literal.removeLast();
        }
        String joined = String.join("/", literal);
        return joined.isEmpty() && glob.startsWith("/") ? "/" : joined;
    }

    /** A folder's own name is no pattern. */
    private static String escape(Path folder) {
        return folder.toString().replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
    }
}
