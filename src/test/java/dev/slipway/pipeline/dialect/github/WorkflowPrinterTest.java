package dev.slipway.pipeline.dialect.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.dialect.github.plan.GithubEvent;
import dev.slipway.pipeline.dialect.github.plan.GithubPlanner;
import dev.slipway.pipeline.dialect.github.plan.PlanJson;
import dev.slipway.pipeline.dialect.github.plan.PlanRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class WorkflowPrinterTest {
    private static final String WORKFLOW = """
            name: CI
            on:
              push:
                branches: [main, 'v*']
              schedule:
                - cron: '17 3 * * *'
              workflow_dispatch:
                inputs:
                  dry: {type: boolean, default: true}
            concurrency: {group: "${{ github.ref }}", cancel-in-progress: true}
            env: {PORT: '8080', FLAG: 'yes', N: 1.50, EMPTY: ''}
            jobs:
              build:
                strategy:
                  matrix:
                    node: [18, '20', 3.10]
                    include: [{node: 18, extra: "a: b # c"}]
                runs-on: [self-hosted, linux]
                steps:
                  - run: |
                      echo "one"

                      echo two
                  - run: "tab\\there\\n"
                    if: 0
                  - uses: actions/checkout@v4
                    with: {fetch-depth: 0}
                  - wait-all:
              deploy:
                needs: build
                uses: ./.github/workflows/d.yml
                secrets: inherit
            """;

    @Test
    void whatIsPrintedReadsAsTheSameWorkflow() {
        String why = difference("ci.yml", WORKFLOW);
        assertThat(why).isEmpty();
        String printed = WorkflowPrinter.print(GithubWorkflow.parse("ci.yml", WORKFLOW));
        assertThat(printed).contains("on:\n  push:\n", "PORT: '8080'", "run: |\n", "- if: '0'");
    }

    @Test
    void realWorkflowsSurviveARoundTrip() throws IOException {
        Path folder = Path.of(System.getProperty("slipway.shared", "../shared")).resolve("corpora/github-workflows");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no corpus at " + folder);
        List<String> wrong = new ArrayList<>();
        for (String name : List.of("starter-workflows/ci", "actionlint/ok")) {
            try (Stream<Path> files = Files.list(folder.resolve(name))) {
                for (Path file :
                        files.filter(f -> f.toString().matches(".*\\.ya?ml")).toList()) {
                    String why = difference(file.getFileName().toString(), Files.readString(file));
                    if (!why.isEmpty()) {
                        wrong.add(file.getFileName() + ": " + why);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String difference(String file, String text) {
        GithubWorkflow first = GithubWorkflow.parse(file, text);
        String printed = WorkflowPrinter.print(first);
        GithubWorkflow second = GithubWorkflow.parse(file, printed);
        PlanRequest push = PlanRequest.of(GithubEvent.push("main"));
        String a = PlanJson.write(GithubPlanner.plan(first, push, Sources.none()))
                .replaceAll("\"(line|column)\":\\d+", "");
        String b = PlanJson.write(GithubPlanner.plan(second, push, Sources.none()))
                .replaceAll("\"(line|column)\":\\d+", "");
        if (!a.equals(b)) {
            return "the plans differ\n" + a + "\n" + b + "\n" + printed;
        }
        if (!WorkflowPrinter.print(second).equals(printed)) {
            return "the texts differ\n" + printed;
        }
        List<Mistake> mistakes =
                GithubWorkflow.read(file, printed, Sources.none()).mistakes();
        List<Mistake> before = GithubWorkflow.read(file, text, Sources.none()).mistakes();
        return mistakes.size() > before.size() ? "new mistakes " + mistakes + "\n" + printed : "";
    }
}
