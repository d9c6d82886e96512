package dev.slipway.pipeline.dialect.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.dialect.github.expr.Expressions;
import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.pipeline.dialect.github.plan.GithubEvent;
import dev.slipway.pipeline.dialect.github.plan.GithubPlanner;
import dev.slipway.pipeline.dialect.github.plan.PlanJson;
import dev.slipway.pipeline.dialect.github.plan.PlanRequest;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged workflows and expressions: an answer each, never an exception, and in time. A failing seed is in the message. */
class GithubFuzzTest {
    private static final int ROUNDS = 3_000;
    private static final int EXPRESSIONS = 20_000;
    private static final long LIMIT_MILLIS_EACH = 3_000;

    private static final String SEED_WORKFLOW = """
            name: x
            on:
              push: {branches: [main, "v[0-9]+"], paths: ['**/a?']}
              workflow_call:
                inputs: {a: {type: number, default: 1}}
                outputs: {o: {value: "${{ jobs.a.outputs.x }}"}}
              schedule: [{cron: '*/5 * * * *'}]
            env: &env
              A: ${{ github.ref }}
            permissions: {contents: read}
            jobs:
              a:
                strategy:
                  matrix:
                    os: [ubuntu-latest, windows-latest]
                    n: ${{ fromJSON('[1,2,3]') }}
                    include: [{os: ubuntu-latest, x: {y: 1}}]
                    exclude: [{n: 2}]
                runs-on: ${{ matrix.os }}
                outputs: {x: "${{ steps.s.outputs.v }}"}
                container: {image: "node:20", credentials: {username: u, password: "${{ secrets.P }}"}}
                steps:
                  - id: s
                    if: ${{ !cancelled() && contains(fromJSON('["a"]'), github.actor) }}
                    run: |
                      echo ${{ format('{0} {{x}}', matrix.x.y) }}
                    env: *env
                  - uses: actions/checkout@v4
                    with: {fetch-depth: 0}
                  - parallel: [{run: a}, {uses: ./b}]
              b:
                needs: [a]
                if: needs.a.result == 'success' || github.event.head_commit.message
                uses: ./.github/workflows/x.yml
                with: {a: "${{ github.run_number }}"}
                secrets: inherit
            """;

    private static final List<String> SCRAPS = List.of(
            "${{",
            "}}",
            "'",
            "\"",
            "{",
            "}",
            "[",
            "]",
            ":",
            "- ",
            "&a ",
            "*a",
            "<<: *env",
            "|",
            ">",
            "#",
            "!",
            "~",
            "null",
            "true",
            "1e999",
            "0x",
            "-",
            "\n",
            "\t",
            "  ",
            "\u0000",
            "\ud800",
            "☃",
            "needs",
            "matrix",
            "if: ",
            "include",
            "uses: ",
            "${{ insert }}: ",
            "*",
            ".",
            "&&",
            "||",
            "(",
            ")",
            "case(true, 1, 2)",
            "hashFiles('**')",
            "github.",
            "%s",
            "\\",
            "a".repeat(200),
            "[".repeat(60),
            "(".repeat(60));

    @Test
    void damagedWorkflowsAreAnswered() {
        long seed = 20261124;
        for (int i = 0; i < ROUNDS; i++) {
            Random random = new Random(seed + i);
            String text = damaged(SEED_WORKFLOW, random);
            long start = System.nanoTime();
            try {
                GithubWorkflow.Read read = GithubWorkflow.read("w.yml", text, Sources.none());
                var plan = GithubPlanner.plan(
                        read.workflow(),
                        PlanRequest.of(GithubEvent.push("main").changing(List.of("x/ab"))),
                        Sources.none());
                PlanJson.write(plan);
                GithubWorkflow.parse("w.yml", WorkflowPrinter.print(read.workflow()));
                new GithubLinter().lint("action.yml", text, Sources.none());
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + (seed + i) + "\n" + text, e);
            }
            assertThat((System.nanoTime() - start) / 1_000_000)
                    .as("seed %d", seed + i)
                    .isLessThan(LIMIT_MILLIS_EACH);
        }
    }

    @Test
    void damagedExpressionsAreAnswered() {
        long seed = 42;
        Value contexts = JsonValues.read("{\"github\":{\"a\":[1,{\"b\":\"x\"}]},\"env\":{\"A\":\"b\"}}")
                .orElseThrow();
        Map<String, Value> known = ((Value.Obj) contexts).fields();
        String start =
                "!(github.a.*.b == 'x''y') && format('{0}', env['A']) || contains(github.a, 1.5e3) < toJSON(github)";
        for (int i = 0; i < EXPRESSIONS; i++) {
            String text = damaged(start, new Random(seed + i));
            try {
                Expressions.evaluate(text, known);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + (seed + i) + "\n" + text, e);
            }
        }
    }

    @Test
    void nestedFormatsStayBounded() {
        String expr = "'0123456789'";
        for (int i = 0; i < 20; i++) {
            expr = "format('{0}{0}{0}{0}', " + expr + ")";
        }
        assertThat(Expressions.evaluate(expr, Map.of())).isInstanceOf(Expressions.Outcome.Failed.class);
    }

    private static String damaged(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int n = 1 + random.nextInt(6); n > 0; n--) {
            int at = random.nextInt(out.length() + 1);
            int length = Math.min(out.length() - at, random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> out.delete(at, at + length);
                case 1, 2 -> out.insert(at, SCRAPS.get(random.nextInt(SCRAPS.size())));
                case 3 -> out.insert(at, out.substring(at, at + length));
                default -> {
                    int from = random.nextInt(out.length() + 1);
                    String piece = out.substring(from, Math.min(out.length(), from + random.nextInt(80)));
                    out.insert(at, piece);
                }
            }
            if (out.isEmpty()) {
                out.append("on:");
            }
        }
        return out.toString();
    }
}
