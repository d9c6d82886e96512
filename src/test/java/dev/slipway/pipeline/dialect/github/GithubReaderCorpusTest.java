package dev.slipway.pipeline.dialect.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.github.check.GithubCheck;
import dev.slipway.pipeline.dialect.github.check.Kinds;
import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The provider's own files for its reader, where they are at hand. */
class GithubReaderCorpusTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("slipway.shared", "../shared")).resolve("corpora/github-workflows/reader");

    private static List<Node> index() throws IOException {
        Path index = FOLDER.resolve("index.jsonl");
        Assumptions.assumeTrue(Files.exists(index), "no corpus at " + index);
        return Files.readAllLines(index).stream()
                .map(line -> JsonText.parse("index", line).root())
                .toList();
    }

    @Test
    void acceptsWhatTheServiceAccepts() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Node entry : index()) {
            if (entry.textAt("expect").orElse("").equals("accept")) {
                String name = entry.textAt("file").orElseThrow();
                ReaderCase file = ReaderCase.read(FOLDER.resolve(name));
                List<Mistake> refusals = GithubCheck.workflow(name, file.workflow(), file.sources()).stream()
                        .filter(m -> !Kinds.isWarning(m.kind()))
                        .toList();
                if (!refusals.isEmpty()) {
                    wrong.add(name + " " + refusals);
                }
                String jobs = GithubWorkflow.parse(name, file.workflow()).jobs().stream()
                        .map(j -> j.id() + " "
                                + (j.work() instanceof GithubJob.Work.Steps s
                                        ? "job " + s.steps().size()
                                        : "reusableWorkflowJob 0"))
                        .toList()
                        .toString();
                String wanted = entry.listAt("jobs").stream()
                        .map(j -> j.textAt("id").or(() -> j.textAt("id", "lit")).orElse("") + " "
                                + j.textAt("type").orElse("") + " "
                                + j.textAt("steps").orElse(""))
                        .toList()
                        .toString();
                // Where the test's option leaves calls out, the index says of a call that it is a job.
                if (!jobs.equals(wanted) && !name.startsWith("skip-")) {
                    wrong.add(name + " has " + jobs + " not " + wanted);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void refusesWhatTheServiceRefusesAtItsPlace() throws IOException {
        List<String> wrong = new ArrayList<>();
        int all = 0;
        for (Node entry : index()) {
            if (entry.textAt("expect").orElse("").equals("errors")) {
                all++;
                String name = entry.textAt("file").orElseThrow();
                ReaderCase file = ReaderCase.read(FOLDER.resolve(name));
                List<Mistake> given = GithubCheck.workflow(name, file.workflow(), file.sources());
                List<String> places = given.stream()
                        .map(m -> m.place().line() + ":" + m.place().column())
                        .toList();
                for (Node error : entry.listAt("errors")) {
                    String place = error.textAt("line").orElse("") + ":"
                            + error.textAt("col").orElse("");
                    boolean here = places.contains(place) || place.equals(":") && !places.isEmpty();
                    if (!here) {
                        wrong.add(name + " wanted " + JsonValues.write(JsonValues.of(error)) + "\n   given " + given);
                        break;
                    }
                }
            }
        }
        assertThat(wrong.size()).as(String.join("\n", wrong)).isLessThanOrEqualTo(all / 10);
    }
}
