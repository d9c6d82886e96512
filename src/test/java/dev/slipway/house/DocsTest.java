package dev.slipway.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.Slipway;
import dev.slipway.base.Caller;
import dev.slipway.base.Exit;
import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages say what is there: links lead somewhere, lists are whole, examples print what they show. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern FOREIGN = Pattern.compile("[a-z]+:.*");
    private static final Pattern COMMAND = Pattern.compile("new Entry\\(\"([a-z]+)\"");
    private static final Pattern KEYS =
            Pattern.compile("X_(?:TOP|SERVICE|RESOURCE) =\\s+words\\(\"([^\"]+)\"\\)", Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("\\$ slipway (assess|check) (\\S+)");

    @TempDir
    Path home;

    @Test
    void relativeLinksLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (var link : LINK.matcher(Files.readString(page)).results().toList()) {
                String target = link.group(1);
                Path folder = page.toAbsolutePath().getParent();
                if (!FOREIGN.matcher(target).matches() && (folder == null || !Files.exists(folder.resolve(target)))) {
                    broken.add(page + " links to " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyCommandIsOnThePageOfTheCommandLine() throws IOException {
        String page = read("docs/cli.md");
        List<String> commands = found(COMMAND, "src/main/java/dev/slipway/cli/Commands.java");
        assertThat(commands).hasSizeGreaterThan(10);
        assertThat(commands).allSatisfy(c -> assertThat(page).containsPattern("\\| `" + c + "\\b"));
    }

    @Test
    void everyExitStatusIsOnThePageOfTheCommandLine() throws IOException {
        String page = read("docs/cli.md");
        assertThat(Exit.values()).allSatisfy(e -> assertThat(page).contains("| " + e.status() + " | "));
    }

    @Test
    void everyFieldOfOursIsOnThePageOfTheIntent() throws IOException {
        String page = read("docs/intent.md");
        List<String> lists = found(KEYS, "src/main/java/dev/slipway/intent/Vocabulary.java");
        assertThat(lists).hasSize(3);
        List<String> keys =
                lists.stream().flatMap(l -> Arrays.stream(l.split(" "))).toList();
        assertThat(keys).allSatisfy(k -> assertThat(page).containsPattern("[`.]" + k + "\\b|\\b" + k + ":"));
    }

    @Test
    void everyRoomIsOnTheMap() throws IOException {
        String map = read("ARCHITECTURE.md");
        try (Stream<Path> rooms = Files.list(Path.of("src/main/java/dev/slipway"))) {
            assertThat(rooms.filter(Files::isDirectory).map(r -> "| `" + r.getFileName() + "` |"))
                    .isNotEmpty()
                    .allSatisfy(r -> assertThat(map).contains(r));
        }
    }

    @Test
    void examplesPrintWhatTheyShow() throws Exception {
        int examples = 0;
        for (Path page : pages()) {
            List<String> lines = Files.readAllLines(page);
            for (int i = 0; i < lines.size(); i++) {
                var example = EXAMPLE.matcher(lines.get(i));
                if (example.matches()) {
                    List<String> shown = lines.subList(i + 1, lines.size()).stream()
                            .takeWhile(l -> !l.equals("```"))
                            .filter(l -> !l.strip().equals("…"))
                            .toList();
                    assertThat(printed(example.group(1), Path.of(example.group(2))))
                            .as(page + ": " + lines.get(i))
                            .containsSubsequence(shown);
                    examples++;
                }
            }
        }
        assertThat(examples).isPositive();
    }

    private List<String> printed(String command, Path directory) throws InterruptedException {
        try (Slipway slipway = Slipway.at(new Home(home), Caller.human("reader@here"), "")) {
            return command.equals("assess")
                    ? slipway.assess(directory).text()
                    : slipway.check(directory).text();
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(
                Path.of("README.md"),
                Path.of("ARCHITECTURE.md"),
                Path.of("CONTRIBUTING.md"),
                Path.of("bench/RESULTS.md")));
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            docs.filter(p -> p.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages.stream().filter(Files::exists).toList();
    }

    private static List<String> found(Pattern pattern, String file) throws IOException {
        return pattern.matcher(read(file)).results().map(r -> r.group(1)).toList();
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
