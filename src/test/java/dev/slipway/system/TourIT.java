package dev.slipway.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.base.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's tour, run as printed through the launcher: what the page promises is what a reader sees. Numbers, digests,
 * versions, release ids and paths are masked on both sides; a line {@code …} stands for any lines.
 */
class TourIT {
    /** A cold download of what the example's build needs. */
    private static final long MINUTES = 10;

    private static final Path CHECKOUT = Path.of("").toAbsolutePath();
    private static final String MARK = "<!-- tour:";

    /** Some rows end in a blank and a duration, in a column that its text may push to the right. */
    private static final String DURATION = "\\s+\\d+\\.\\d s$";

    @TempDir
    Path temp;

    /** What a command printed on its standard output. */
    private record Ran(int status, List<String> lines, String err) {}

    @AfterEach
    void nothingStaysBehind() throws Exception {
        Path home = temp.toRealPath().resolve("home");
        if (Files.exists(home)) {
            run("./slipway stop --all");
        }
        // For root, PostgreSQL's data may lie where the user nobody can enter.
        Path nobodys =
                Path.of("/var/lib/slipway", Digest.of(home.toString()).hex().substring(0, 12));
        if (Files.isDirectory(nobodys)) {
            try (var all = Files.walk(nobodys)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Test
    void theReadmesTourIsWhatOneSees() throws Exception {
        demandWhatTheTourNeeds();
        Map<String, List<String>> tour = tour(Files.readAllLines(CHECKOUT.resolve("README.md")));
        assertThat(tour).hasSize(4);
        for (var step : tour.entrySet()) {
            // A test opens no browser on somebody's desk.
            Ran ran = run(step.getKey().replace(" --open", ""));
            assertThat(ran.lines())
                    .as("%s, which said on standard error: %s", step.getKey(), ran.err())
                    .isNotEmpty();
            assertThat(differs(step.getValue(), ran.lines()))
                    .as("README and reality differ after $ %s%n%s", step.getKey(), String.join("\n", ran.lines()))
                    .isEmpty();
            boolean bad = step.getKey().startsWith("SHOP_FAULT");
            assertThat(ran.status()).as(step.getKey()).isEqualTo(bad ? 1 : 0);
        }
    }

    @Test
    void noticesADifference() {
        List<String> page = List.of("  test     14 passed      3.1 s", "  …", "  live     here");
        assertThat(differs(page, List.of("  test     9 passed   23.4 s", "  x", "  y", "  live     here")))
                .isEmpty();
        assertThat(differs(page, List.of("  test     9 failed   23.4 s", "  live     here")))
                .isNotEmpty();
        assertThat(differs(page, List.of("  test     9 passed   23.4 s", "  live     here", "  more")))
                .isNotEmpty();
        assertThat(differs(page, List.of("  test     9 passed   23.4 s", "  live     there")))
                .isNotEmpty();
    }

    private static void demandWhatTheTourNeeds() throws Exception {
        assumeTrue(Files.exists(CHECKOUT.resolve("target/slipway.jar")), "needs the packaged jar: run mvn verify");
        assumeTrue(onPath("mvn"), "needs mvn on the path: the example is built with it");
        assumeTrue(onPath("git"), "needs git on the path: the tour shows versions by commit");
        assumeFalse(
                answers("docker") || answers("podman"),
                "the tour shows a machine without a container engine; this one has one, and its database is a container");
    }

    /** The commands of the first fenced block after the mark, each with the lines it prints. */
    private static Map<String, List<String>> tour(List<String> readme) {
        Map<String, List<String>> steps = new LinkedHashMap<>();
        List<String> fenced = readme.stream()
                .dropWhile(l -> !l.startsWith(MARK))
                .skip(2)
                .takeWhile(l -> !l.equals("```"))
                .toList();
        String command = "";
        for (String line : fenced) {
            if (line.startsWith("$ ")) {
                command = line.substring(2).replaceFirst("\\s+#.*", "").strip();
                steps.put(command, new ArrayList<>());
            } else if (!line.isBlank()) {
                steps.getOrDefault(command, new ArrayList<>()).add(line);
            }
        }
        return steps;
    }

    /** The first difference after masking; empty when the page tells the truth. */
    private static String differs(List<String> page, List<String> seen) {
        List<String> wanted = masked(page);
        List<String> real = masked(seen);
        int gap = wanted.indexOf("…");
        if (gap < 0) {
            return firstDifference(wanted, real);
        }
        List<String> tail = wanted.subList(gap + 1, wanted.size());
        if (real.size() < gap + tail.size()) {
            return "too few lines: " + real;
        }
        String head = firstDifference(wanted.subList(0, gap), real.subList(0, gap));
        return head.isEmpty() ? firstDifference(tail, real.subList(real.size() - tail.size(), real.size())) : head;
    }

    private static String firstDifference(List<String> wanted, List<String> real) {
        for (int i = 0; i < Math.max(wanted.size(), real.size()); i++) {
            String w = i < wanted.size() ? wanted.get(i) : "(nothing)";
            String r = i < real.size() ? real.get(i) : "(nothing)";
            if (!w.equals(r)) {
                return "page: " + w + "\nreal: " + r;
            }
        }
        return "";
    }

    /** How many of its last lines an instance still wrote is a matter of moments: they count as one. */
    private static List<String> masked(List<String> lines) {
        List<String> result = new ArrayList<>();
        for (String line : lines) {
            String masked = line.contains("│") ? line.strip().replaceFirst("│.*", "│") : masked(line);
            boolean again = masked.endsWith("│")
                    && !result.isEmpty()
                    && result.getLast().equals(masked);
            if (!masked.isEmpty() && !again) {
                result.add(masked);
            }
        }
        return List.copyOf(result);
    }

    private static String masked(String line) {
        return line.replaceFirst(DURATION, "")
                .replaceAll("sha256:[0-9a-f]+…?", "DIGEST")
                .replaceAll("(DIGEST )+", "DIGEST ")
                .replaceAll("\\bnogit-[0-9a-f]{12}\\b|\\b[0-9a-f]{7}(-dirty-[0-9a-f]{8})?(?=[ :]|$)", "VERSION")
                .replaceAll("\\b([a-z]+)-[0-9a-f]{12}\\b", "$1-ID")
                .replaceAll("head [0-9a-f]+", "head HASH")
                .replaceAll("[█░]{5}", "BAR")
                .replaceAll("(report\\s+).*/\\S+\\.html", "$1FILE")
                .replaceAll("E = \\S+", "E = #")
                .replaceAll("\\d+([.,]\\d+)*", "#")
                .replaceAll("(request|layer|instance)s?\\b", "$1s")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Runs one line of the tour: {@code NAME=VALUE} words before the command are its environment. */
    private Ran run(String line) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        var builder = new ProcessBuilder(words).directory(CHECKOUT.toFile());
        while (words.getFirst().matches("[A-Z_]+=.*")) {
            String[] pair = words.removeFirst().split("=", 2);
            builder.environment().put(pair[0], pair[1]);
        }
        builder.environment()
                .put("SLIPWAY_HOME", temp.toRealPath().resolve("home").toString());
        builder.environment().put("SLIPWAY_AOT", "off");
        builder.environment().remove("SLIPWAY_DATABASE");
        builder.environment().remove("DB_PASSWORD");
        Path out = Files.createTempFile(temp, "out", ".txt");
        Path err = Files.createTempFile(temp, "err", ".txt");
        var process = builder.command(words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(line + " did not end within " + MINUTES + " minutes:\n" + Files.readString(out));
        }
        return new Ran(process.exitValue(), Files.readAllLines(out), Files.readString(err));
    }

    private static boolean answers(String engine) throws IOException, InterruptedException {
        if (!onPath(engine)) {
            return false;
        }
        var info = new ProcessBuilder(engine, "info")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = info.waitFor(15, TimeUnit.SECONDS);
        if (!ended) {
            info.destroyForcibly();
        }
        return ended && info.exitValue() == 0;
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
