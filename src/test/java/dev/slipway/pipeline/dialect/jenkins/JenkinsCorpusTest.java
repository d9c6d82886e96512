package dev.slipway.pipeline.dialect.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The open declarative pipelines: those that Jenkins takes are taken, those that it refuses are refused. */
class JenkinsCorpusTest {
    private static final Path CORPUS =
            Path.of(System.getProperty("slipway.shared", "../shared")).resolve("corpora/jenkins");
    /** Refusals that a reader of the file alone cannot know. */
    private static final Set<String> BEYOND = Set.of(
            "an extension that only its test has",
            "run-time sandbox of script code",
            "tool names of the controller",
            "shared library");

    @Test
    void takesAndRefusesAsJenkinsDoes() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus beside the checkout");
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (String line : Files.readAllLines(CORPUS.resolve("index.jsonl"))) {
            Node c = JsonText.parse("index.jsonl", line).root();
            String file = c.textAt("file").orElseThrow();
            boolean accept = c.textAt("set").orElse("").equals("accept");
            boolean beyond =
                    c.listAt("needs").stream().anyMatch(n -> n instanceof Node.Scalar s && BEYOND.contains(s.value()))
                            || BEYOND.contains(c.textAt("needs").orElse(""));
            if (!accept && beyond) {
                continue;
            }
            List<Mistake> mistakes = JenkinsLint.check(file, Files.readString(CORPUS.resolve(file)));
            if (accept == mistakes.isEmpty()) {
                right++;
            } else {
                wrong.add(file
                        + (accept
                                ? ": " + mistakes.getFirst()
                                : ": taken, but "
                                        + c.at("messageKeys")
                                                .map(k -> k instanceof Node.Sequence s
                                                        ? s.items().stream()
                                                                .map(i -> ((Node.Scalar) i).value())
                                                                .toList()
                                                                .toString()
                                                        : "")
                                                .orElse("")));
            }
        }
        assertThat(right * 100 / (right + wrong.size()))
                .as("%s right, %s", right, String.join("\n", wrong))
                .isGreaterThanOrEqualTo(95);
    }
}
