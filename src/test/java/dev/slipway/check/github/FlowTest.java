package dev.slipway.check.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.check.CheckResult;
import dev.slipway.check.Checker;
import dev.slipway.check.Example;
import dev.slipway.check.rules.github.GithubRules;
import dev.slipway.exec.files.FileView;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final String PATH = ".github/workflows/a.yml";

    private static CheckResult check(String text) {
        return Checker.check(FileView.of(Map.of(PATH, text)), Example.NO_MODEL, GithubRules.ALL, TODAY);
    }

    private static List<Finding> found(String text, String rule) {
        return check(text).findings().stream().filter(f -> f.rule().equals(rule)).toList();
    }

    private static String run(String on, String line) {
        return "on: " + on + "\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n"
                + "          é \uD83D\uDE00\n          echo " + line + "\n";
    }

    @Test
    void placesOfExpressionsWithinBlocksCountCodePoints() {
        assertThat(found(run("issues", "${{ github.event.issue.title }} ${{ github.sha }} ${{ github.event.issue.body }}"),
                        "github/script-injection"))
                .extracting(Finding::place)
                .containsExactly(new Place(PATH, 9, 16), new Place(PATH, 9, 66));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${{ github.event.issue.title }}",
                "${{ github.event.issue['title'] }}",
                "${{ GitHub.Event.Issue.Title }}",
                "${{ github.event.comment.body || 'none' }}",
                "${{ github.event.commits[0].message }}",
                "${{ join(github.event.commits.*.message, ',') }}",
                "${{ toJSON(github.event) }}",
                "${{ format('{0}', github.head_ref) }}",
                "${{ fromJSON(toJSON(github.event.pull_request)).x }}",
                "${{ github.event.workflow_run.head_branch }}",
            })
    void textOfStrangersIsKnownInAnyForm(String expression) {
        assertThat(found(run("push", expression), "github/script-injection")).as(expression).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${{ github.event.issue.number }}",
                "${{ github.sha }}",
                "${{ github.event.issue.title == 'x' }}",
                "${{ contains(github.event.issue.title, 'x') }}",
                "${{ github.head_ref != '' && 'a' || 'b' }}",
                "${{ hashFiles('a') }}",
                "${{ github.repository }}",
                "${{ github.event.pull_request.head.sha }}",
            })
    void whatCannotHoldAProgramIsNoFinding(String expression) {
        assertThat(found(run("push", expression), "github/script-injection")).as(expression).isEmpty();
    }

    @Test
    void referencesInCirclesEnd() {
        String text = """
                on: push
                env: {A: "${{ env.B }}", B: "${{ env.A }}"}
                jobs:
                  a:
                    needs: b
                    runs-on: ubuntu-24.04
                    outputs: {x: "${{ needs.b.outputs.y }}"}
                    steps:
                      - run: echo ${{ env.A }} ${{ needs.b.outputs.y }}
                  b:
                    needs: a
                    runs-on: ubuntu-24.04
                    outputs: {y: "${{ needs.a.outputs.x }}"}
                    steps: [{run: "x"}]
                """;
        assertThat(check(text).undecided()).noneMatch(u -> u.why().contains("broke"));
    }

    /** Workflows with parts taken out, doubled and swapped: rules may be wrong about them but never break. */
    @Test
    void brokenWorkflowsBreakNoRule() {
        long seed = Long.getLong("slipway.seed", 20261124L);
        Random random = new Random(seed);
        List<String> texts = GithubRules.ALL.stream()
                .flatMap(r -> r.examples().stream())
                .flatMap(e -> e.files().values().stream())
                .toList();
        for (int round = 0; round < 300; round++) {
            String text = texts.get(random.nextInt(texts.size()));
            String other = texts.get(random.nextInt(texts.size()));
            int from = random.nextInt(text.length());
            int to = from + random.nextInt(text.length() - from);
            int there = random.nextInt(other.length());
            String broken = switch (random.nextInt(4)) {
                case 0 -> text.substring(0, from) + text.substring(to);
                case 1 -> text.substring(0, to) + text.substring(from);
                case 2 -> text.substring(0, from) + other.substring(there);
                default -> text.replace(": ", random.nextBoolean() ? ": [" : ":\n");
            };
            assertThat(check(broken).undecided())
                    .as("seed %s round %s\n%s", seed, round, broken)
                    .noneMatch(u -> u.why().contains("broke"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "      - run: echo ${{ github.event.issue.title }} ${{ env.A }}\n",
                "      - {id: a, run: 'echo x=${{ steps.a.outputs.x }} >> $GITHUB_OUTPUT', env: {A: '${{ steps.a.outputs.x }}'}}\n",
                "      - uses: actions/checkout@v4\n        with: {ref: '${{ github.head_ref }}'}\n",
            })
    void aLongWorkflowTakesLessThanTwoSeconds(String step) {
        String text = "on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n"
                + step.repeat(60_000 / step.length());
        check(text);
        long begin = System.nanoTime();
        check(text);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }
}
