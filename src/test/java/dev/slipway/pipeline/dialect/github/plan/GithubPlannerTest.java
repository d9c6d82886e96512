package dev.slipway.pipeline.dialect.github.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.dialect.github.GithubWorkflow;
import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GithubPlannerTest {
    private static GithubPlan plan(String text, GithubEvent event) {
        return GithubPlanner.plan(GithubWorkflow.parse("ci.yml", text), PlanRequest.of(event), Sources.none());
    }

    private static GithubPlan plan(String text) {
        return plan(text, GithubEvent.push("main"));
    }

    private static GithubEvent event(String name, String payload) {
        return GithubEvent.of(name, (Value.Obj) JsonValues.read(payload).orElseThrow());
    }

    private static List<String> ids(GithubPlan plan) {
        return plan.jobs().stream().map(GithubPlan.Job::id).toList();
    }

    private static String on(String filters) {
        return "on:\n" + filters + "\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: true\n";
    }

    @Test
    void branchesAndTagsDecideAboutAPush() {
        String main = on("  push:\n    branches: [main, 'release/**', '!release/old']");
        assertThat(plan(main, GithubEvent.push("main")).triggered()).isTrue();
        assertThat(plan(main, GithubEvent.push("release/1/2")).triggered()).isTrue();
        assertThat(plan(main, GithubEvent.push("release/old")).triggered()).isFalse();
        assertThat(plan(main, GithubEvent.push("dev")).reason()).contains("'dev' matches none");
        assertThat(plan(main, event("push", "{\"ref\":\"refs/tags/v1\"}")).triggered())
                .isFalse();
        String tags = on("  push:\n    tags: ['v[0-9]+.*']");
        assertThat(plan(tags, event("push", "{\"ref\":\"refs/tags/v12.0\"}")).triggered())
                .isTrue();
        assertThat(plan(tags, event("push", "{\"ref\":\"refs/tags/vx\"}")).triggered())
                .isFalse();
        assertThat(plan(tags, GithubEvent.push("main")).triggered()).isFalse();
        assertThat(plan(on("  push:\n    branches-ignore: [wip/*]"), GithubEvent.push("wip/a"))
                        .triggered())
                .isFalse();
    }

    @Test
    void pathsDecideWhereTheChangesAreKnown() {
        String docs = on("  push:\n    paths: ['docs/**', '**/*.md']");
        assertThat(plan(docs, GithubEvent.push("main")).triggered()).isTrue();
        assertThat(plan(docs, GithubEvent.push("main").changing(List.of("src/A.java")))
                        .triggered())
                .isFalse();
        assertThat(plan(docs, GithubEvent.push("main").changing(List.of("README.md")))
                        .triggered())
                .isTrue();
        assertThat(plan(docs, GithubEvent.push("main").changing(List.of("docs/a/b")))
                        .triggered())
                .isTrue();
        String code = on("  push:\n    paths-ignore: ['docs/**']");
        assertThat(plan(code, GithubEvent.push("main").changing(List.of("docs/a")))
                        .triggered())
                .isFalse();
        assertThat(plan(code, GithubEvent.push("main").changing(List.of("docs/a", "b")))
                        .triggered())
                .isTrue();
    }

    @Test
    void typesAndBasesDecideAboutAPullRequest() {
        String any = on("  pull_request:\n    branches: [main]");
        String opened = "{\"action\":\"opened\",\"number\":7,\"pull_request\":{\"base\":{\"ref\":\"main\"}}}";
        assertThat(plan(any, event("pull_request", opened)).triggered()).isTrue();
        assertThat(plan(any, event("pull_request", opened.replace("main", "dev")))
                        .triggered())
                .isFalse();
        assertThat(plan(any, event("pull_request", opened.replace("opened", "labeled")))
                        .triggered())
                .isFalse();
        assertThat(plan(any, event("pull_request", opened))
                        .github()
                        .get("ref")
                        .orElseThrow()
                        .text())
                .isEqualTo("refs/pull/7/merge");
    }

    @Test
    void aMatrixIsExcludedFirstAndIncludedThen() {
        GithubPlan plan = plan("""
                on: push
                jobs:
                  build:
                    strategy:
                      matrix:
                        os: [linux, windows]
                        node: [18, 20]
                        exclude:
                          - {os: windows, node: 18}
                        include:
                          - {node: 20, fast: true}
                          - {color: green}
                          - {os: macos, node: 22}
                    runs-on: ${{ matrix.os }}
                    steps:
                      - run: echo
                  after:
                    needs: build
                    runs-on: x
                    steps: []
                """);
        assertThat(ids(plan))
                .containsExactly(
                        "build (linux, 18, green)",
                        "build (linux, 20, true, green)",
                        "build (windows, 20, true, green)",
                        "build (macos, 22)",
                        "after");
        assertThat(plan.jobs().get(2).runsOn().text()).isEqualTo("windows");
        assertThat(plan.jobs().getLast().needs()).hasSize(4);
    }

    @Test
    void aMatrixFromAnExpressionIsMadeOrLeftToTheRun() {
        GithubPlan plan = plan("""
                on: push
                jobs:
                  a:
                    strategy:
                      matrix:
                        x: ${{ fromJSON('[1,2]') }}
                    runs-on: ubuntu-latest
                    steps: []
                  b:
                    needs: a
                    strategy:
                      matrix: ${{ fromJSON(needs.a.outputs.m) }}
                    runs-on: ubuntu-latest
                    steps: []
                """);
        assertThat(ids(plan)).containsExactly("a (1)", "a (2)", "b");
        assertThat(plan.jobs().getLast().fanout()).contains("needs.a.outputs.m");
    }

    @Test
    void conditionsAreForeseenWhereOnlyTheEventDecides() {
        GithubPlan plan = plan("""
                on: push
                jobs:
                  yes: {if: github.ref == 'refs/heads/main', runs-on: x, steps: []}
                  no: {if: "${{ github.event_name == 'release' && needs.yes.result == 'success' }}", runs-on: x, steps: []}
                  open: {needs: yes, if: needs.yes.outputs.go == 'true', runs-on: x, steps: []}
                  failed: {needs: yes, if: failure(), runs-on: x, steps: []}
                """);
        assertThat(plan.jobs().stream().map(GithubPlan.Job::foreseen))
                .containsExactly(
                        GithubPlan.Foreseen.RUN,
                        GithubPlan.Foreseen.SKIP,
                        GithubPlan.Foreseen.OPEN,
                        GithubPlan.Foreseen.OPEN);
    }

    @Test
    void aCalledWorkflowIsMadeIntoItsJobs() {
        Sources sources = new Sources() {
            @Override
            public Optional<String> local(String path) {
                return Optional.of("""
                        on:
                          workflow_call:
                            inputs:
                              env: {type: string, required: true}
                              dry: {type: boolean, default: true}
                        jobs:
                          first:
                            name: To ${{ inputs.env }}
                            runs-on: ubuntu-latest
                            steps: [{run: deploy}]
                          second:
                            needs: first
                            if: ${{ !inputs.dry }}
                            runs-on: ubuntu-latest
                            steps: []
                        """);
            }

            @Override
            public Optional<String> foreign(String repository, String ref, String path) {
                return Optional.empty();
            }
        };
        GithubWorkflow caller = GithubWorkflow.parse("ci.yml", """
                on: push
                jobs:
                  test: {runs-on: x, steps: []}
                  deploy:
                    needs: test
                    uses: ./.github/workflows/deploy.yml
                    with: {env: prod}
                  done: {needs: deploy, runs-on: x, steps: []}
                """);
        GithubPlan plan = GithubPlanner.plan(caller, PlanRequest.of(GithubEvent.push("main")), sources);
        assertThat(ids(plan)).containsExactly("test", "deploy/first", "deploy/second", "done");
        assertThat(plan.jobs().get(1).name()).isEqualTo("deploy / To prod");
        assertThat(plan.jobs().get(1).needs()).containsExactly("test");
        assertThat(plan.jobs().get(2).needs()).containsExactly("deploy/first");
        assertThat(plan.jobs().get(2).foreseen()).isEqualTo(GithubPlan.Foreseen.SKIP);
        assertThat(plan.jobs().get(3).needs()).containsExactly("deploy/first", "deploy/second");
    }

    @Test
    void aWorkflowThatCallsItselfEnds() {
        String text = "on: workflow_call\njobs:\n  a: {uses: ./a.yml}\n  b: {uses: ./a.yml}\n";
        Sources self = new Sources() {
            @Override
            public Optional<String> local(String path) {
                return Optional.of(text);
            }

            @Override
            public Optional<String> foreign(String repository, String ref, String path) {
                return Optional.empty();
            }
        };
        GithubPlan plan = GithubPlanner.plan(
                GithubWorkflow.parse("a.yml", text), PlanRequest.of(event("workflow_call", "{}")), self);
        assertThat(plan.mistakes()).anyMatch(m -> m.kind().equals("cycle"));
    }

    @Test
    void inputsTakeTheTypesThatAreDeclared() {
        GithubWorkflow workflow = GithubWorkflow.parse("d.yml", """
                on:
                  workflow_dispatch:
                    inputs:
                      dry: {type: boolean, default: false}
                      count: {type: number, default: 3}
                      where: {type: choice, options: [a, b]}
                jobs:
                  j: {runs-on: x, if: "inputs.dry && inputs.count == 5", steps: []}
                """);
        GithubPlan plan = GithubPlanner.plan(
                workflow,
                new PlanRequest(
                        event("workflow_dispatch", "{}"),
                        Map.of(),
                        Map.of("dry", Value.of("true"), "count", Value.of("5")),
                        Map.of()),
                Sources.none());
        assertThat(plan.inputs().get("dry")).contains(Value.of(true));
        assertThat(plan.inputs().get("where")).contains(Value.of("a"));
        assertThat(plan.jobs().getFirst().foreseen()).isEqualTo(GithubPlan.Foreseen.RUN);
        assertThat(plan.mistakes()).isEmpty();
    }

    @Test
    void jsonTellsTheGraph() {
        String json = PlanJson.write(plan(on("  push:")));
        Value.Obj read = (Value.Obj) JsonValues.read(json).orElseThrow();
        Value.Obj job =
                (Value.Obj) ((Value.Arr) read.get("jobs").orElseThrow()).items().getFirst();
        assertThat(job.fields()).containsKeys("id", "stage", "needs", "matrix", "condition", "steps");
        assertThat(JsonValues.write(job.get("steps").orElseThrow())).contains("__run");
    }

    @Test
    void aPatternOfManyStarsTakesNoTime() {
        Patterns patterns = new Patterns();
        String name = "a/".repeat(1_000) + "b";
        assertThat(patterns.matches(List.of("**/".repeat(60) + "*?*+*c"), name)).isFalse();
        assertThat(patterns.matches(List.of("*.jsx?"), "page.js")).isTrue();
        assertThat(patterns.matches(List.of("*.jsx?"), "page.jsx")).isTrue();
        assertThat(patterns.matches(List.of("**.js"), "js/page.js")).isTrue();
        assertThat(patterns.matches(List.of("*"), "a/b")).isFalse();
        assertThat(patterns.matches(List.of("**/docs/**"), "docs/hello.md")).isTrue();
        assertThat(patterns.matches(List.of("**/migrate-*.sql"), "db/sept/migrate-v1.sql"))
                .isTrue();
        assertThat(patterns.matches(List.of("v[12].[0-9]+.[0-9]+"), "v1.10.1")).isTrue();
    }
}
