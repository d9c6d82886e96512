package dev.slipway.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.assess.Recipe;
import dev.slipway.base.Place;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Processes;
import dev.slipway.pipeline.Job;
import dev.slipway.pipeline.Step;
import dev.slipway.pipeline.engine.RunListener;
import dev.slipway.pipeline.junit.TestSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildPipelineTest {
    private static final String REPORT = "<testsuite name=\"s\"><testcase name=\"t\"/></testsuite>";

    @TempDir
    Path root;

    @TempDir
    Path outs;

    private static Recipe.Step sh(String name, String folder, String script) {
        return new Recipe.Step(
                name, List.of("sh", "-c", script), folder, Map.of(), Duration.ofSeconds(20), Place.of("pom.xml"));
    }

    private static Recipe recipe(
            List<Recipe.Step> build, List<Recipe.Step> test, List<Recipe.Step> collect, String... junit) {
        return new Recipe(build, test, collect, Arrays.asList(junit), List.of(), List.of(), Map.of(), List.of());
    }

    private Component component(String name, String folder, Recipe recipe) throws IOException {
        Files.createDirectories(root.resolve(folder));
        return new Component(name, folder, recipe, outs.resolve(name), Map.of());
    }

    private BuildResult run(Component... components) throws InterruptedException {
        return BuildPipeline.inTree(
                        new Processes(), root, Map.of("PATH", Environment.path()), Map.of(), InstantSource.system())
                .run(List.of(components), RunListener.none());
    }

    private Verdict verdict(Recipe recipe) throws Exception {
        return run(component("web", "web", recipe)).components().getFirst().verdict();
    }

    @Test
    void buildsTestsAndCollectsInOrder() throws Exception {
        Component web = component(
                "web",
                "web",
                recipe(
                        List.of(sh("build", "web", "echo built > artifact")),
                        List.of(sh("test", "web", "test -f artifact && echo '" + REPORT + "' > TEST-a.xml")),
                        List.of(sh("collect", "web", "cp artifact '${OUT}/'")),
                        "TEST-*.xml"));
        BuildResult result = run(web);
        assertThat(result.good()).isTrue();
        assertThat(result.components().getFirst().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Tested.class,
                        t -> assertThat(t.tests().passed()).isEqualTo(1));
        assertThat(outs.resolve("web/artifact")).exists();
        assertThat(result.components().getFirst().steps()).hasSize(3);
    }

    @Test
    void sharedFirstStepsRunOnce() throws Exception {
        List<Recipe.Step> build = List.of(sh("build", ".", "echo x >> count"));
        List<Recipe.Step> test = List.of(sh("test", ".", "echo t >> count"));
        BuildResult result = run(
                component("web", "web", recipe(build, test, List.of(sh("c", ".", "touch '${OUT}/a'")))),
                component("worker", "worker", recipe(build, test, List.of(sh("c", ".", "touch '${OUT}/a'")))));
        assertThat(result.good()).isTrue();
        assertThat(root.resolve("count")).hasContent("x\nt");
        assertThat(outs.resolve("web/a")).exists();
        assertThat(outs.resolve("worker/a")).exists();
        assertThat(result.run().jobs()).hasSize(4);
    }

    @Test
    void failingTestsAreTheReportsAndStopTheCollecting() throws Exception {
        String report = "<testsuite name=\"s\"><testcase name=\"t\"><failure message=\"no\"/></testcase></testsuite>";
        Verdict verdict = verdict(recipe(
                List.of(),
                List.of(sh("test", "web", "echo boom; echo '" + report + "' > TEST-a.xml; exit 1")),
                List.of(sh("collect", "web", "touch '${OUT}/never'")),
                "TEST-*.xml"));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.TestsFailed.class, f -> {
            assertThat(f.tests().failures()).containsExactly(new TestSummary.Failure("s", "t", "no"));
            assertThat(f.step().status()).isEqualTo(1);
            assertThat(f.step().tail()).containsExactly("boom");
        });
        assertThat(outs.resolve("web/never")).doesNotExist();
    }

    @Test
    void failuresThatTheBuildToolIgnoresAreStillFailures() throws Exception {
        String report = "<testsuite name=\"s\"><testcase name=\"t\"><error/></testcase></testsuite>";
        assertThat(verdict(recipe(
                        List.of(),
                        List.of(sh("test", "web", "echo '" + report + "' > TEST-a.xml")),
                        List.of(),
                        "TEST-*.xml")))
                .isInstanceOf(Verdict.TestsFailed.class);
    }

    @Test
    void noTestsIsAVerdictOfItsOwn() throws Exception {
        assertThat(verdict(recipe(List.of(sh("build", "web", "true")), List.of(), List.of())))
                .isInstanceOf(Verdict.NoTests.class);
        assertThat(verdict(recipe(List.of(), List.of(sh("test", "web", "true")), List.of(), "TEST-*.xml")))
                .isEqualTo(new Verdict.NoTests("no test report was written"));
    }

    @Test
    void reportsOfAnEarlierRunProveNothing() throws Exception {
        Path old = Files.createDirectories(root.resolve("web")).resolve("TEST-a.xml");
        Files.writeString(old, REPORT);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(60)));
        assertThat(verdict(recipe(List.of(), List.of(sh("test", "web", "true")), List.of(), "TEST-*.xml")))
                .isInstanceOfSatisfying(
                        Verdict.NoTests.class, n -> assertThat(n.why()).contains("older than this run"));
    }

    @Test
    void withoutReportsTheExitDecides() throws Exception {
        assertThat(verdict(recipe(List.of(), List.of(sh("test", "web", "true")), List.of())))
                .isInstanceOf(Verdict.TestedByExit.class);
        assertThat(verdict(recipe(List.of(), List.of(sh("test", "web", "exit 2")), List.of())))
                .isInstanceOf(Verdict.TestsFailed.class);
    }

    @Test
    void pytestWithoutTestsIsNoFailureAndPacksOn() throws Exception {
        Path pytest = Files.createDirectories(root.resolve("web")).resolve("pytest");
        Files.writeString(pytest, "#!/bin/sh\nexit 5\n");
        assertThat(pytest.toFile().setExecutable(true)).isTrue();
        Recipe.Step test = new Recipe.Step(
                "test", List.of("./pytest"), "web", Map.of(), Duration.ofSeconds(20), Place.of("pyproject.toml"));
        assertThat(verdict(recipe(List.of(), List.of(test), List.of(sh("c", "web", "touch '${OUT}/a'")), "r.xml")))
                .isEqualTo(new Verdict.NoTests("pytest collected no tests"));
        assertThat(outs.resolve("web/a")).exists();
    }

    @Test
    void oneBrokenComponentDoesNotHideTheOthers() throws Exception {
        BuildResult result = run(
                component("bad", "bad", recipe(List.of(sh("build", "bad", "exit 3")), List.of(), List.of())),
                component("good", "good", recipe(List.of(), List.of(sh("t", "good", "true")), List.of())));
        assertThat(result.good()).isFalse();
        assertThat(result.components().getFirst().verdict())
                .isInstanceOfSatisfying(
                        Verdict.BuildFailed.class,
                        b -> assertThat(b.step().status()).isEqualTo(3));
        assertThat(result.components().getLast().verdict()).isInstanceOf(Verdict.TestedByExit.class);
    }

    @Test
    void aStepThatTakesTooLongIsEndedAndSaysSo() throws Exception {
        Recipe.Step slow = new Recipe.Step(
                "slow", List.of("sleep", "600"), "web", Map.of(), Duration.ofMillis(300), Place.of("pom.xml"));
        assertThat(verdict(recipe(List.of(slow), List.of(), List.of())))
                .isInstanceOfSatisfying(
                        Verdict.BuildFailed.class,
                        b -> assertThat(b.step().note()).startsWith("took longer"));
    }

    @Test
    void disjointFoldersRunTogetherAndNestedOnesTakeTurns() throws Exception {
        String meeting =
                "touch '%s'; i=0; while [ ! -e '%s' ]; do i=$((i+1)); [ $i -gt 200 ] && exit 9; sleep 0.02; done";
        Component a = component(
                "a",
                "a",
                recipe(List.of(sh("x", "a", meeting.formatted(outs + "/1", outs + "/2"))), List.of(), List.of()));
        Component b = component(
                "b",
                "b",
                recipe(List.of(sh("x", "b", meeting.formatted(outs + "/2", outs + "/1"))), List.of(), List.of()));
        assertThat(run(a, b).good()).isTrue();
        BuildPlan nested = BuildPlan.of(
                List.of(
                        component("root", ".", recipe(List.of(sh("x", ".", "true")), List.of(), List.of())),
                        component("in", "in", recipe(List.of(sh("y", "in", "true")), List.of(), List.of()))),
                "/bin");
        assertThat(nested.workflow().jobs()).extracting(Job::lock).containsExactly("root", "root");
    }

    @Test
    void theJdkOfAComponentIsItsJavaHomeAndFirstOnItsPath() throws Exception {
        Recipe recipe = recipe(List.of(sh("build", "web", "echo \"$JAVA_HOME $PATH\"")), List.of(), List.of());
        Files.createDirectories(root.resolve("web"));
        List<String> lines = new ArrayList<>();
        BuildPipeline.inTree(
                        new Processes(), root, Map.of("PATH", Environment.path()), Map.of(), InstantSource.system())
                .run(
                        List.of(new Component("web", "web", recipe, outs.resolve("web"), Map.of("JAVA_HOME", "/jdk"))),
                        new RunListener() {
                            @Override
                            public void line(Job job, Step step, String text) {
                                lines.add(text);
                            }
                        });
        assertThat(lines).containsExactly("/jdk /jdk/bin:" + Environment.path());
    }

    @Test
    void theScratchFolderMustLieOutsideTheTree() {
        assertThatThrownBy(() -> run(new Component(
                        "web", ".", recipe(List.of(), List.of(), List.of()), root.resolve("out"), Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
