package dev.slipway.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.app.Dialects;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.process.Processes;
import dev.slipway.exec.process.Programs;
import dev.slipway.pipeline.engine.FlowListener;
import dev.slipway.pipeline.engine.FlowRun;
import dev.slipway.pipeline.flow.Result;
import dev.slipway.pipeline.session.Notice;
import dev.slipway.pipeline.session.RunDialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflows of GitHub Actions with real processes. */
class PipelinesTest {
    @TempDir
    Path root;

    private final List<Notice> notices = new ArrayList<>();
    private final List<String> notStarted = new ArrayList<>();
    private final Map<String, String> inputs = new HashMap<>();
    private final Map<String, String> matrix = new HashMap<>();
    private final Map<String, String> actions = new HashMap<>();
    private List<String> jobs = List.of();
    private String event = "";
    private String secrets = "";
    private String again = "";
    private int ids;

    @Test
    void stepsShareVariablesPathsAndOutputsThroughCommandFiles() throws Exception {
        var report = runOne("""
                on: push
                env: {TOP: top}
                jobs:
                  a:
                    runs-on: ubuntu-latest
                    outputs: {v: "${{ steps.s.outputs.v }}"}
                    env: {MINE: "job of ${{ github.event_name }}"}
                    steps:
                      - id: s
                        run: |
                          echo "v=1" >> "$GITHUB_OUTPUT"
                          printf 'LONG<<END\\ntwo\\nlines\\nEND\\n' >> "$GITHUB_ENV"
                          mkdir -p bin && printf '#!/bin/sh\\necho from-path\\n' > bin/tool && chmod +x bin/tool
                          echo "$PWD/bin" >> "$GITHUB_PATH"
                      - run: tool; echo "$TOP|$MINE|$LONG|${{ env.LONG }}|${{ steps.s.outputs.v }}"
                  b:
                    needs: a
                    runs-on: ubuntu-latest
                    steps: [{run: "echo got-${{ needs.a.outputs.v }}-${{ needs.a.result }}"}]
                """);
        assertThat(report.result()).isEqualTo(Result.SUCCESS);
        assertThat(logs()).contains("from-path", "top|job of push|two\nlines|two\nlines|1", "got-1-success");
    }

    @Test
    void conditionsSeeFailuresAndContinuedOnes() throws Exception {
        var report = runOne("""
                on: push
                jobs:
                  a:
                    runs-on: ubuntu-latest
                    steps:
                      - {id: soft, run: exit 4, continue-on-error: true}
                      - run: echo soft-${{ steps.soft.outcome }}-${{ steps.soft.conclusion }}
                      - run: exit 5
                      - run: echo never-1
                      - {if: failure(), run: echo on-failure}
                      - {if: always(), run: echo in-any-case}
                      - {if: "true", run: echo never-2}
                  dependent: {needs: a, runs-on: ubuntu-latest, steps: [{run: echo never-3}]}
                  reporter:
                    needs: [a, dependent]
                    if: ${{ !success() }}
                    runs-on: ubuntu-latest
                    steps: [{run: "echo ${{ needs.a.result }}-${{ needs.dependent.result }}"}]
                """);
        assertThat(report.result()).isEqualTo(Result.FAILURE);
        assertThat(logs())
                .contains("soft-failure-success", "on-failure", "in-any-case", "failure-skipped")
                .doesNotContain("never");
    }

    @Test
    void aMatrixComesFromAnExpressionAndCanBeNarrowed() throws Exception {
        String text = """
                on: push
                jobs:
                  make:
                    runs-on: ubuntu-latest
                    outputs: {m: "${{ steps.x.outputs.m }}"}
                    steps: [{id: x, run: "echo 'm=[\\"p\\",\\"q\\"]' >> $GITHUB_OUTPUT"}]
                  use:
                    needs: make
                    name: use ${{ matrix.kind }}
                    runs-on: ubuntu-latest
                    strategy:
                      matrix:
                        kind: ${{ fromJSON(needs.make.outputs.m) }}
                        n: [1, 2]
                        exclude: [{kind: q, n: 2}]
                        include: [{kind: p, extra: yes-p}, {kind: r, n: 9}]
                    steps: [{run: "echo cell-${{ matrix.kind }}-${{ matrix.n }}-${{ matrix.extra }}"}]
                """;
        assertThat(runOne(text).nodes().keySet())
                .containsExactlyInAnyOrder(
                        "make", "use", "use (p, 1, yes-p)", "use (p, 2, yes-p)", "use (q, 1)", "use (r, 9)");
        assertThat(logs()).contains("cell-p-1-yes-p", "cell-r-9-");
        matrix.put("kind", "q");
        assertThat(runOne(text).nodes().keySet()).containsExactlyInAnyOrder("make", "use", "use (q, 1)");
    }

    @Test
    void compositeActionsHaveTheirOwnStepsInputsAndOutputs() throws Exception {
        write(".github/actions/greet/action.yml", """
                name: greet
                inputs: {who: {default: world}}
                outputs: {text: {value: "${{ steps.g.outputs.text }}"}}
                runs:
                  using: composite
                  steps:
                    - {id: g, shell: bash, run: 'echo "text=hi ${{ inputs.who }}" >> $GITHUB_OUTPUT'}
                    - {shell: bash, run: "test -f $GITHUB_ACTION_PATH/action.yml"}
                """);
        var report = runOne("""
                on: push
                jobs:
                  a:
                    runs-on: ubuntu-latest
                    steps:
                      - uses: actions/checkout@v4
                      - {id: x, uses: ./.github/actions/greet, with: {who: you}}
                      - run: echo "${{ steps.x.outputs.text }}|${{ steps.g.outputs.text }}|"
                """);
        assertThat(report.result()).isEqualTo(Result.SUCCESS);
        assertThat(logs()).contains("hi you||");
    }

    @Test
    void javaScriptActionsRunBeforeMainAndAfter() throws Exception {
        Assumptions.assumeTrue(Programs.find("node").isPresent(), "needs node on the path");
        write(
                "say/action.yml",
                "name: say\ninputs: {who: {default: x}}\nruns: {using: node20, pre: a.js, main: b.js, post: c.js}\n");
        write("say/a.js", "require('fs').appendFileSync(process.env.GITHUB_STATE, 'k=pre\\n')");
        write(
                "say/b.js",
                "require('fs').appendFileSync(process.env.GITHUB_OUTPUT, 'said=hi ' + process.env.INPUT_WHO + '\\n');"
                        + "console.log('::save-state name=j::main')");
        write("say/c.js", "console.log('after', process.env.STATE_k, process.env.STATE_j)");
        actions.put("acme/say@v1", root.resolve("say").toString());
        var report = runOne("""
                on: push
                jobs:
                  a:
                    runs-on: ubuntu-latest
                    steps:
                      - {id: s, uses: acme/say@v1, with: {who: me}}
                      - run: echo "[${{ steps.s.outputs.said }}]"
                """);
        assertThat(report.result()).isEqualTo(Result.SUCCESS);
        assertThat(logs()).contains("[hi me]", "after pre main");
    }

    @Test
    void calledWorkflowsTakeInputsAndSecretsAndGiveOutputs() throws Exception {
        secrets = "TOKEN=open-sesame-42\n";
        write(".github/workflows/called.yml", """
                on:
                  workflow_call:
                    inputs: {n: {type: number, required: true}}
                    secrets: {T: {required: true}}
                    outputs: {o: {value: "${{ jobs.x.outputs.r }}"}}
                jobs:
                  x:
                    runs-on: ubuntu-latest
                    outputs: {r: "${{ steps.a.outputs.r }}"}
                    steps:
                      - {id: a, run: 'echo "r=n${{ inputs.n }}" >> $GITHUB_OUTPUT; echo "secret ${{ secrets.T }}"'}
                """);
        var report = runOne("""
                on: push
                jobs:
                  call: {uses: ./.github/workflows/called.yml, with: {n: 5}, secrets: {T: "${{ secrets.TOKEN }}"}}
                  use: {needs: call, runs-on: ubuntu-latest, steps: [{run: "echo out-${{ needs.call.outputs.o }}"}]}
                """);
        assertThat(report.result()).isEqualTo(Result.SUCCESS);
        assertThat(report.nodes()).containsKey("call/x");
        assertThat(logs()).contains("out-n5", "secret ***");
    }

    @Test
    void noSecretIsInAnyFileThatARunLeaves() throws Exception {
        secrets = "CANARY=canary-7d1f-value\n";
        runOne("""
                on: push
                jobs:
                  a:
                    runs-on: ubuntu-latest
                    outputs: {leak: "${{ secrets.CANARY }}"}
                    env: {S: "${{ secrets.CANARY }}"}
                    steps:
                      - run: |
                          echo $S; echo $S | base64; printf '%s' "$S" | sed 's/-/\\n-/' > /dev/null
                          echo "::error title=$S::found $S"; echo "$S" >> $GITHUB_STEP_SUMMARY
                          for i in 1 2 3; do printf "${S:0:9}"; sleep 0.05; printf "${S:9}\\n"; done
                      - run: exit 1 # ${{ secrets.CANARY }}
                """);
        try (Stream<Path> all = Files.walk(root.resolve("home"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(text).as(file.toString()).doesNotContain("canary-7d1f-value", "Y2FuYXJ5LTdkMWYt");
            }
        }
    }

    @Test
    void artifactsAndCachesAreBuiltIn() throws Exception {
        String text = """
                on: push
                jobs:
                  a:
                    runs-on: ubuntu-latest
                    steps:
                      - {uses: actions/cache@v4, id: c, with: {path: deps, key: "d-${{ github.ref_name }}"}}
                      - run: echo hit=${{ steps.c.outputs.cache-hit }}; mkdir -p deps out/x; echo 1 > deps/d; echo 2 > out/x/f
                      - {uses: actions/upload-artifact@v4, with: {name: one, path: out/}}
                  b:
                    needs: a
                    runs-on: ubuntu-latest
                    steps:
                      - {uses: actions/download-artifact@v4, with: {name: one, path: got}}
                      - run: cat got/x/f
                """;
        assertThat(runOne(text).result()).isEqualTo(Result.SUCCESS);
        assertThat(logs()).contains("hit=false");
        assertThat(runOne(text).result()).isEqualTo(Result.SUCCESS);
        assertThat(logs()).contains("hit=true");
    }

    @Test
    void saysBeforeTheStartWhatItWillNotDo() throws Exception {
        var report = runOne("""
                on: push
                jobs:
                  mac: {runs-on: macos-14, steps: [{run: echo no}]}
                  win: {runs-on: windows-latest, steps: [{run: echo no}]}
                  db: {runs-on: ubuntu-latest, services: {pg: {image: postgres}}, steps: [{run: echo no}]}
                """);
        String foreign = System.getProperty("os.name").startsWith("Mac") ? "win" : "mac";
        assertThat(notices).anySatisfy(n -> assertThat(n.text()).contains("job db is skipped: service containers"));
        assertThat(Objects.requireNonNull(report.nodes().get(foreign)).settled().outcome())
                .isEqualTo(Result.SKIPPED);
        assertThat(Objects.requireNonNull(report.nodes().get("db")).settled().outcome())
                .isEqualTo(Result.SKIPPED);
    }

    @Test
    void onlyFilesThatTheEventStartsRun() throws Exception {
        write(".github/workflows/a.yml", "on: {push: {branches: ['release/**']}}\n" + JOB);
        write(".github/workflows/b.yml", "on: {push: {branches-ignore: [never]}}\n" + JOB);
        write(".github/workflows/c.yml", "on: workflow_dispatch\n" + JOB);
        assertThat(pipelines().run(options(Optional.empty()), watch()).keySet())
                .containsExactly(".github/workflows/b.yml");
        assertThat(notStarted).containsExactly(".github/workflows/a.yml", ".github/workflows/c.yml");
    }

    @Test
    void inputsAreCheckedAgainstWhatIsDeclared() throws Exception {
        event = "workflow_dispatch";
        inputs.put("levle", "high");
        String text = """
                on: {workflow_dispatch: {inputs: {level: {type: choice, options: [low, high], default: low}, dry: {type: boolean}}}}
                jobs:
                  a: {runs-on: ubuntu-latest, steps: [{run: "echo ${{ inputs.level }} ${{ inputs.dry == false }}"}]}
                """;
        assertThatThrownBy(() -> runOne(text))
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("levle");
        inputs.clear();
        inputs.put("level", "high");
        runOne(text);
        assertThat(logs()).contains("high true");
    }

    @Test
    void aRunIsTakenUpWhereItFailed() throws Exception {
        String text = """
                on: push
                jobs:
                  a:
                    runs-on: ubuntu-latest
                    outputs: {v: "${{ steps.s.outputs.v }}"}
                    steps: [{id: s, run: "echo v=kept >> $GITHUB_OUTPUT; echo ran-a >> %s/trace"}]
                  b: {needs: a, runs-on: ubuntu-latest, steps: [{run: "test -f %s/ok && echo ${{ needs.a.outputs.v }} >> %s/trace"}]}
                """.formatted(root, root, root);
        assertThat(runOne(text).result()).isEqualTo(Result.FAILURE);
        write("ok", "");
        again = "last";
        var report = pipelines().run(options(Optional.empty()), watch());
        assertThat(Objects.requireNonNull(report.get(".github/workflows/w.yml")).result())
                .isEqualTo(Result.SUCCESS);
        assertThat(Files.readAllLines(root.resolve("trace"))).containsExactly("ran-a", "kept");
        write(".github/workflows/w.yml", text + "# changed\n");
        assertThatThrownBy(() -> pipelines().run(options(Optional.empty()), watch()))
                .hasMessageContaining("has changed");
    }

    @Test
    void theStepsOfTheNewLanguageRunBesideEachOther() throws Exception {
        long begin = System.nanoTime();
        var report = runOne("""
                on: push
                jobs:
                  a:
                    runs-on: ubuntu-latest
                    steps:
                      - {id: bg, background: true, run: 'sleep 1; echo "q=late" >> $GITHUB_OUTPUT'}
                      - run: echo meanwhile
                      - parallel: [{run: sleep 1}, {run: sleep 1}]
                      - {wait: bg}
                      - run: echo "got-${{ steps.bg.outputs.q }}"
                      - {id: srv, background: true, run: sleep 60}
                      - {cancel: srv}
                """);
        assertThat(logs()).contains("got-late");
        assertThat(report.nodes()).containsKey("a");
        assertThat(System.nanoTime() - begin).isLessThan(20_000_000_000L);
    }

    @Test
    void aGitlabPipelineRunsWithItsTreeArtifactsAndReports() throws Exception {
        write("repo/.gitlab-ci.yml", """
                stages: [one, two]
                make:
                  stage: one
                  script: [mkdir -p out, "echo built > out/f", "echo V=1.2 > v.env", test -f .gitlab-ci.yml]
                  artifacts: {paths: [out], reports: {dotenv: v.env}}
                use: {stage: two, script: ['echo "$(cat out/f)-$V-$CI_JOB_STAGE"']}
                soft: {stage: two, script: ["exit 3"], allow_failure: {exit_codes: [3]}}
                again: {stage: two, script: ["test -f $MARK || { touch $MARK; exit 1; }"], retry: 1, variables: {MARK: %s}}
                hand: {stage: two, script: [echo no], when: manual, allow_failure: true}
                """.formatted(root.resolve("mark")));
        var report = Objects.requireNonNull(pipelines()
                .run(options(Optional.of(root.resolve("repo/.gitlab-ci.yml"))), watch())
                .get(".gitlab-ci.yml"));
        assertThat(report.result()).isEqualTo(Result.SUCCESS);
        assertThat(logs()).contains("built-1.2-");
        assertThat(Objects.requireNonNull(report.nodes().get("again")).settled().attempts())
                .isEqualTo(2);
        assertThat(Objects.requireNonNull(report.nodes().get("soft")).settled().outcome())
                .isEqualTo(Result.FAILURE);
        assertThat(Objects.requireNonNull(report.nodes().get("hand")).settled().outcome())
                .isEqualTo(Result.MANUAL);
    }

    @Test
    void aBrokenFileIsRefusedAndNotPassedOver() throws Exception {
        write(".github/workflows/w.yml", "on: push\njobs: {a: [\n");
        assertThatThrownBy(() -> pipelines().run(options(Optional.empty()), watch()))
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("expected the node content");
    }

    @Test
    void theExampleOfThePageRunsAsShown() throws Exception {
        String page = Files.readString(Path.of("docs/run.md"));
        String yaml = page.substring(page.indexOf("```yaml") + 8, page.indexOf("```", page.indexOf("```yaml") + 8));
        var report = runOne(yaml);
        assertThat(report.result()).isEqualTo(Result.SUCCESS);
        assertThat(report.nodes().keySet())
                .allSatisfy(n -> assertThat(page).containsPattern("  ok +" + java.util.regex.Pattern.quote(n) + " "));
        assertThat(page).contains("ok, " + report.nodes().size() + " jobs");
        assertThat(logs()).contains("testing 1.2 in shard 2");
    }

    private static final String JOB = "jobs: {a: {runs-on: ubuntu-latest, steps: [{run: echo}]}}\n";

    private FlowRun.Report runOne(String workflow) throws Exception {
        write(".github/workflows/w.yml", workflow);
        notices.clear();
        return Objects.requireNonNull(pipelines()
                .run(options(Optional.of(root.resolve("repo/.github/workflows/w.yml"))), watch())
                .get(".github/workflows/w.yml"));
    }

    private RunOptions options(Optional<Path> file) throws IOException {
        Optional<Path> secretFile = Optional.empty();
        if (!secrets.isEmpty()) {
            secretFile = Optional.of(Files.writeString(root.resolve("secrets.env"), secrets));
        }
        return new RunOptions(
                root.resolve("repo"),
                file,
                "",
                jobs,
                event,
                Optional.empty(),
                inputs,
                Map.of(),
                secretFile,
                matrix,
                actions,
                4,
                false,
                true,
                false,
                again,
                false);
    }

    private Pipelines pipelines() {
        return new Pipelines(
                new Home(root.resolve("home")),
                Clock.systemUTC(),
                prefix -> prefix + "-" + (1000 + ids++),
                new Processes(),
                Dialects.RUNNERS);
    }

    private Pipelines.Watch watch() {
        return new Pipelines.Watch() {
            @Override
            public FlowListener begin(String id, String file, RunDialect dialect, Path logs, List<Notice> all) {
                notices.addAll(all);
                return FlowListener.none();
            }

            @Override
            public void end(String file, FlowRun.Report report) {}

            @Override
            public void notStarted(String file, String event) {
                notStarted.add(file);
            }
        };
    }

    private void write(String path, String text) throws IOException {
        Path file = (path.startsWith(".github") ? root.resolve("repo") : root).resolve(path);
        Files.createDirectories(file.getParent());
        Files.createDirectories(root.resolve("repo/.git"));
        Files.writeString(file, text);
    }

    /** Of the newest run. */
    private String logs() throws IOException {
        Path logs = root.resolve("home/runs/run-" + (1000 + ids - 1) + "/logs");
        StringBuilder text = new StringBuilder();
        try (Stream<Path> all = Files.walk(logs)) {
            for (Path p :
                    all.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
                text.append(Files.readString(p));
            }
        }
        return text.toString();
    }
}
