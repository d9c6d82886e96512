package dev.slipway.pipeline.dialect.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The provider's own cases, where they are at hand. */
class GithubExpressionCorpusTest {
    private static final Pattern POSITION = Pattern.compile("Located at position (\\d+) within");
    private static final List<String> PHASES = List.of("lexing", "parsing", "evaluation");

    @Test
    void everyCaseHasItsValueOrItsError() throws IOException {
        Path file = Path.of(System.getProperty("slipway.shared", "../shared"))
                .resolve("corpora/github-expressions/cases.jsonl");
        Assumptions.assumeTrue(Files.exists(file), "no corpus at " + file);
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Value.Obj wanted = (Value.Obj) JsonValues.read(line).orElseThrow();
            String answer = new GithubCases().evaluate(line);
            if (!agrees(wanted, (Value.Obj) JsonValues.read(answer).orElseThrow())) {
                wrong.add(line + "\n    " + answer);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean agrees(Value.Obj wanted, Value.Obj given) {
        if (wanted.get("result").isPresent()) {
            Value.Obj result = (Value.Obj) wanted.get("result").orElseThrow();
            return JsonValues.write(result.get("value").orElse(Value.NULL))
                            .equals(JsonValues.write(given.get("value").orElse(Value.NULL)))
                    && result.get("kind").equals(given.get("kind"));
        }
        Value.Obj error = (Value.Obj) wanted.get("error").orElseThrow();
        if (!(given.get("error").orElse(Value.NULL) instanceof Value.Obj ours)) {
            return false;
        }
        Matcher m = POSITION.matcher(error.get("value").orElseThrow().text());
        boolean place = !m.find()
                || m.group(1).equals(ours.get("position").orElseThrow().text());
        return place
                && PHASES.indexOf(ours.get("kind").orElseThrow().text())
                        <= PHASES.indexOf(error.get("kind").orElseThrow().text());
    }
}
