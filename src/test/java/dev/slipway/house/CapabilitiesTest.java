package dev.slipway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/capabilities.md} claims nothing that no test shows: it has every row once, a row that works names its command
 * and a test class that exists, and the counts there and on the README's first screen are those of the rows.
 */
class CapabilitiesTest {
    private static final Path PAGE = Path.of("docs/capabilities.md");
    private static final Path README = Path.of("README.md");
    private static final int ROWS = 156;

    /** What a reader sees without scrolling. */
    private static final int FIRST_SCREEN_LINES = 25;

    private static final Pattern ROW =
            Pattern.compile("\\| (\\d+) \\| ([^|]+) \\| ([^|]+) \\| ?([^|]*)\\| ?([^|]*)\\|");
    private static final Pattern TEST_CLASS = Pattern.compile("\\b[A-Z][A-Za-z0-9]*(?:Test|IT)\\b");

    private record Row(int number, String capability, String state, String command, String test) {}

    @Test
    void thePageIsTrue() throws IOException {
        assertThat(wrongWith(Files.readString(PAGE), testClasses())).isEmpty();
    }

    @Test
    void theReadmesFirstScreenLinksThePageWithItsCounts() throws IOException {
        var screen =
                Files.readAllLines(README).stream().limit(FIRST_SCREEN_LINES).collect(Collectors.joining("\n"));
        var rows = rows(Files.readString(PAGE));
        assertThat(screen).contains("](docs/capabilities.md)");
        assertThat(screen)
                .contains(count(rows, "works") + " work, " + count(rows, "partly") + " partly, "
                        + count(rows, "not yet") + " not yet");
    }

    @Test
    void noticesAClaimWithoutProof() {
        var tests = Set.of("ShipIT");
        assertThat(wrongWithRows(List.of(row("works", "`slipway ship`", "`ShipIT`")), tests))
                .isEmpty();
        assertThat(wrongWithRows(List.of(row("works", "`slipway ship`", "")), tests))
                .hasSize(1);
        assertThat(wrongWithRows(List.of(row("works", "`slipway ship`", "`GoneTest`")), tests))
                .containsExactly("C1 names GoneTest, which does not exist");
        assertThat(wrongWithRows(List.of(row("works", "", "`ShipIT`")), tests)).hasSize(1);
        assertThat(wrongWithRows(List.of(row("partly: GoneTest", "", "`GoneTest`")), tests))
                .hasSize(1);
        assertThat(wrongWithRows(List.of(row("partly", "", "")), tests)).hasSize(1);
        assertThat(wrongWithRows(List.of(row("done", "", "")), tests)).hasSize(1);
        assertThat(wrongWithRows(List.of(row("partly: no regions", "", ""), row("not yet", "", "")), tests))
                .isEmpty();
    }

    @Test
    void noticesAMissingRowAndWrongCounts() throws IOException {
        var page = Files.readString(PAGE);
        var shorter = page.lines().filter(l -> !l.startsWith("| 80 |")).collect(Collectors.joining("\n"));
        assertThat(wrongWith(shorter, testClasses())).anyMatch(w -> w.contains("80"));
        assertThat(wrongWith(page.replaceFirst("Works: \\d+", "Works: 155"), testClasses()))
                .anyMatch(w -> w.startsWith("counts"));
    }

    private static Row row(String state, String command, String test) {
        return new Row(1, "Ships", state, command, test);
    }

    private static List<String> wrongWith(String page, Set<String> tests) {
        var rows = rows(page);
        var wrong = new ArrayList<>(wrongWithRows(rows, tests));
        var expected = IntStream.rangeClosed(1, ROWS).boxed().toList();
        var found = rows.stream().map(Row::number).sorted().toList();
        if (!found.equals(expected)) {
            var missing = new TreeSet<>(expected);
            found.forEach(missing::remove);
            wrong.add("rows are not 1 to " + ROWS + " once each; missing: " + missing + ", have " + found.size());
        }
        var counts = "Works: " + count(rows, "works") + " · partly: " + count(rows, "partly") + " · not yet: "
                + count(rows, "not yet");
        if (page.lines().noneMatch(counts::equals)) {
            wrong.add("counts should read: " + counts);
        }
        return wrong;
    }

    private static List<String> wrongWithRows(List<Row> rows, Set<String> tests) {
        var wrong = new ArrayList<String>();
        for (var row : rows) {
            var c = "C" + row.number();
            var named =
                    TEST_CLASS.matcher(row.test()).results().map(r -> r.group()).toList();
            named.stream()
                    .filter(t -> !tests.contains(t))
                    .forEach(t -> wrong.add(c + " names " + t + ", which does not exist"));
            if (row.state().equals("works")) {
                if (named.isEmpty()) {
                    wrong.add(c + " works, but names no test");
                }
                if (!row.command().contains("`")) {
                    wrong.add(c + " works, but names no command");
                }
            } else if (!row.state().equals("not yet") && !row.state().matches("partly: .+")) {
                wrong.add(c + " has a state that is none of works, partly: what is missing, not yet: " + row.state());
            }
        }
        return wrong;
    }

    private static long count(List<Row> rows, String state) {
        return rows.stream().filter(r -> r.state().startsWith(state)).count();
    }

    private static List<Row> rows(String page) {
        return page.lines()
                .filter(l -> l.matches("\\| \\d+ \\|.*"))
                .map(l -> {
                    var m = ROW.matcher(l);
                    if (!m.matches()) {
                        throw new AssertionError("a row is not five cells: " + l);
                    }
                    return new Row(
                            Integer.parseInt(m.group(1)),
                            m.group(2).strip(),
                            m.group(3).strip(),
                            m.group(4).strip(),
                            m.group(5).strip());
                })
                .toList();
    }

    private static Set<String> testClasses() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(".java"))
                    .map(n -> n.substring(0, n.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
