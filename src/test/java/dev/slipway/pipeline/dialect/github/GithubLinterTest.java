package dev.slipway.pipeline.dialect.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.dialect.github.check.Kinds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GithubLinterTest {
    private static final GithubLinter LINTER = new GithubLinter();

    private static List<String> lint(String text) {
        return lint(text, Map.of());
    }

    private static List<String> lint(String text, Map<String, String> files) {
        Sources sources = new Sources() {
            @Override
            public Optional<String> local(String path) {
                return Optional.ofNullable(files.get(path));
            }

            @Override
            public Optional<String> foreign(String repository, String ref, String path) {
                return Optional.empty();
            }
        };
        return LINTER.lint(".github/workflows/ci.yml", text, sources).stream()
                .map(m -> m.place().line() + ":" + m.place().column() + " " + m.kind())
                .toList();
    }

    private static String steps(String steps) {
        return "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n" + steps.indent(6);
    }

    @Test
    void anOrdinaryWorkflowIsFine() {
        assertThat(lint(steps("- uses: actions/checkout@v4\n- run: make ${{ github.ref_name }}")))
                .isEmpty();
    }

    @Test
    void unknownKeysAreToldWithWhatWasMeant() {
        List<Mistake> mistakes = LINTER.lint("w.yml", steps("- runn: make"), Sources.none());
        assertThat(mistakes.getFirst().message()).contains("'runn'", "did you mean 'run'?");
        assertThat(mistakes.getFirst().place().column()).isEqualTo(9);
        assertThat(lint("on: pusch\njobs:\n  a: {runs-on: ubuntu-latest, steps: [{run: x}]}\n"))
                .containsExactly("1:5 value");
    }

    @Test
    void keysDifferByMoreThanCase() {
        assertThat(lint(steps("- run: x\n  env:\n    A: 1\n    a: 2"))).containsExactly("9:11 duplicate-key");
    }

    @Test
    void contextsAndFunctionsAreKnownPerKey() {
        assertThat(lint(
                        "on: push\nenv:\n  A: ${{ env.B }}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    if: secrets.X\n"
                                + "    steps: [{run: x}]\n"))
                .containsExactly("3:6 expression", "7:9 expression");
        assertThat(lint(steps("- run: echo ${{ success() }}"))).containsExactly("6:14 expression");
    }

    @Test
    void whatIsNotThereIsAWarning() {
        List<String> given = lint(steps("- run: echo ${{ steps.x.outputs.y }} ${{ matrix.os }}"));
        assertThat(given).containsOnly("6:14 undefined");
        assertThat(Kinds.isWarning("undefined")).isTrue();
    }

    @Test
    void outputsOfStepsAndJobsAreKnown() {
        assertThat(lint("""
                        on: push
                        jobs:
                          a:
                            runs-on: ubuntu-latest
                            outputs: {v: "${{ steps.s.outputs.v }}"}
                            steps: [{id: s, run: x}]
                          b:
                            needs: a
                            runs-on: ubuntu-latest
                            steps:
                              - run: echo ${{ needs.a.outputs.v }} ${{ needs.a.result }}
                              - run: echo ${{ needs.a.outputs.w }}
                              - run: echo ${{ needs.c.result }}
                        """)).containsExactly("12:14 undefined", "13:14 undefined");
    }

    @Test
    void jobsFormNoCircle() {
        assertThat(lint("""
                        on: push
                        jobs:
                          a: {runs-on: ubuntu-latest, steps: [{run: x}]}
                          b: {runs-on: ubuntu-latest, needs: [a, c], steps: [{run: x}]}
                          c: {runs-on: ubuntu-latest, needs: b, steps: [{run: x}]}
                          d: {runs-on: ubuntu-latest, needs: e, steps: [{run: x}]}
                        """)).containsExactly("4:42 cycle", "5:38 cycle", "6:38 reference");
    }

    @Test
    void eventsHaveTheirFiltersAndTypes() {
        assertThat(lint("""
                        on:
                          push: {types: [x]}
                          pull_request: {types: [openned], branches: ['a b'], branches-ignore: [c]}
                          schedule: [{cron: '61 * * * *'}, {cron: '0 0 1 jan mon', timezone: Mars/Base}]
                        jobs:
                          a: {runs-on: ubuntu-latest, steps: [{run: x}]}
                        """))
                .containsExactly(
                        "2:10 unknown-key", "3:26 event", "3:47 glob", "3:55 event", "4:21 event", "4:70 event");
    }

    @Test
    void calledWorkflowsTakeWhatTheyDeclare() {
        Map<String, String> files = Map.of(
                ".github/workflows/d.yml",
                "on:\n  workflow_call:\n    inputs:\n      where: {type: string, required: true}\n      dry: {type: boolean}\n"
                        + "    secrets: {key: {required: true}}\njobs:\n  x: {runs-on: ubuntu-latest, permissions: {contents:"
                        + " write}, steps: [{run: x}]}\n");
        assertThat(lint("""
                        on: push
                        permissions: {contents: read}
                        jobs:
                          a:
                            uses: ./.github/workflows/d.yml
                            with:
                              dry: maybe
                              wher: x
                        """, files))
                .containsExactly(
                        "4:3 permission",
                        "5:11 workflow-call",
                        "5:11 workflow-call",
                        "7:12 workflow-call",
                        "8:13 workflow-call");
    }

    @Test
    void localActionsTakeWhatTheyDeclare() {
        Map<String, String> files = Map.of(
                "tools/a/action.yml",
                "name: a\ninputs: {level: {required: true}}\nruns: {using: composite, steps: []}\noutputs: {o: {value: x}}\n");
        assertThat(lint(
                        steps("- uses: ./tools/a\n  id: t\n  with: {lebel: 1}\n- run: echo ${{ steps.t.outputs.p }}"),
                        files))
                .containsExactly("6:15 action", "8:16 action", "9:14 undefined");
    }

    @Test
    void textOfStrangersDoesNotBecomeScript() {
        assertThat(lint(steps("- run: echo ${{ github.event.issue.title }}\n- run: x\n  env: {T: \"${{"
                        + " github.event.issue.title }}\"}")))
                .containsExactly("6:14 untrusted");
    }

    @Test
    void actionsAreCheckedToo() {
        String action = """
                name: x
                inputs: {a: {required: yes}}
                outputs: {o: {value: "${{ steps.s.outputs.v }}"}}
                runs:
                  using: composite
                  steps:
                    - id: s
                      run: echo ${{ inputs.a }} ${{ inputs.b }} ${{ secrets.X }}
                """;
        assertThat(LINTER.detects("some/action.yml", action)).isTrue();
        assertThat(LINTER.lint("some/action.yml", action, Sources.none()).stream()
                        .map(m -> m.place().line() + " " + m.kind()))
                .containsExactly("2 type", "7 missing-key", "8 undefined", "8 expression");
    }

    @Test
    void workflowsAreRecognised() {
        assertThat(LINTER.detects(".github/workflows/x.yaml", "")).isTrue();
        assertThat(LINTER.detects("ci.yml", "on: push\njobs: {}\n")).isTrue();
        assertThat(LINTER.detects(".gitlab-ci.yml", "job: {script: x}\n")).isFalse();
    }
}
