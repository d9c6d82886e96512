package dev.slipway.pipeline.build;

import dev.slipway.base.Secret;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.process.Processes;
import dev.slipway.pipeline.build.BuildPlan.Phase;
import dev.slipway.pipeline.build.BuildPlan.Planned;
import dev.slipway.pipeline.build.Verdict.StepFailure;
import dev.slipway.pipeline.engine.Engine;
import dev.slipway.pipeline.engine.RunListener;
import dev.slipway.pipeline.engine.RunResult;
import dev.slipway.pipeline.junit.JUnitReports;
import dev.slipway.pipeline.junit.TestSummary;
import dev.slipway.pipeline.runner.Runner;
import dev.slipway.pipeline.runner.process.ProcessRunner;
import dev.slipway.pipeline.schedule.Outcome;
import dev.slipway.pipeline.schedule.RunPolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds and tests components of a tree on this machine and says of each what came of it. */
public final class BuildPipeline {
    /** Components at a time: their build tools use several cores themselves. */
    private static final int MAX_PARALLEL = 2;

    private final Runner runner;
    private final Path root;
    private final String searchPath;
    private final InstantSource clock;

    BuildPipeline(Runner runner, Path root, String searchPath, InstantSource clock) {
        this.runner = runner;
        this.root = root.toAbsolutePath().normalize();
        this.searchPath = searchPath;
        this.clock = clock;
    }

    /**
     * Builds in the working tree, trusted.
     *
     * @param environment the whole environment of the steps, as {@code Environment.trusted()} gives it
     * @param secrets given to every step, masked in all output
     */
    public static BuildPipeline inTree(
            Processes processes,
            Path root,
            Map<String, String> environment,
            Map<String, Secret> secrets,
            InstantSource clock) {
        String searchPath = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return new BuildPipeline(new ProcessRunner(processes, root, environment, secrets), root, searchPath, clock);
    }

    /**
     * Builds, tests and collects. A failure of one component does not stop the others: all that is wrong is said at once.
     *
     * @throws InterruptedException when interrupted; all processes have ended by then
     */
    public BuildResult run(List<Component> components, RunListener listener) throws InterruptedException {
        for (Component component : components) {
            if (component.out().toAbsolutePath().normalize().startsWith(root)) {
                throw new IllegalArgumentException(component.out() + " lies in the tree");
            }
            DurableFiles.privateFolder(component.out());
        }
        BuildPlan plan = BuildPlan.of(components, searchPath);
        Instant since = clock.instant();
        RunResult run = new Engine(runner).run(plan.workflow(), RunPolicy.parallel(MAX_PARALLEL), listener);
        List<BuildResult.ComponentResult> results = new ArrayList<>();
        for (Component component : components) {
            List<Planned> chain = plan.chains().getOrDefault(component.name(), List.of());
            Verdict verdict = verdict(component, chain, plan, run, since);
            List<RunResult.StepResult> steps = chain.stream()
                    .map(p -> run.job(p.job()).steps())
                    .filter(s -> !s.isEmpty())
                    .map(List::getFirst)
                    .toList();
            results.add(new BuildResult.ComponentResult(component.name(), verdict, steps));
        }
        return new BuildResult(run, results);
    }

    private Verdict verdict(Component component, List<Planned> chain, BuildPlan plan, RunResult run, Instant since) {
        Optional<Planned> failed = chain.stream()
                .filter(p -> run.job(p.job()).conclusion().failed()
                        || run.job(p.job()).conclusion() == Outcome.CANCELLED)
                .findFirst();
        if (failed.isPresent()) {
            StepFailure failure = failure(plan, run.job(failed.get().job()));
            return failed.get().phase() == Phase.TEST
                    ? new Verdict.TestsFailed(reports(component, since), failure)
                    : new Verdict.BuildFailed(failure);
        }
        List<Planned> tests =
                chain.stream().filter(p -> p.phase() == Phase.TEST).toList();
        if (tests.isEmpty()) {
            return new Verdict.NoTests("no tests were found in " + component.folder());
        }
        RunResult.JobResult last = run.job(tests.getLast().job());
        if (last.steps().stream().anyMatch(s -> s.status() == BuildPlan.PYTEST_FOUND_NOTHING)) {
            return new Verdict.NoTests("pytest collected no tests");
        }
        if (component.recipe().junit().isEmpty()) {
            return new Verdict.TestedByExit();
        }
        return byReports(reports(component, since), failure(plan, last));
    }

    private static Verdict byReports(TestSummary tests, StepFailure step) {
        if (tests.failed() + tests.errors() > 0) {
            return new Verdict.TestsFailed(tests, step);
        }
        if (tests.ran() > 0) {
            return new Verdict.Tested(tests);
        }
        if (!tests.unreadable().isEmpty()) {
            return new Verdict.NoTests(
                    "the test reports cannot be read: " + tests.unreadable().getFirst());
        }
        if (tests.stale() > 0) {
            return new Verdict.NoTests("the test reports are older than this run: the tests were not run again");
        }
        return new Verdict.NoTests(
                tests.skipped() > 0 ? "all " + tests.skipped() + " tests were skipped" : "no test report was written");
    }

    private TestSummary reports(Component component, Instant since) {
        List<String> globs = component.recipe().junit().stream()
                .map(g -> BuildPlan.expand(component, g))
                .toList();
        return JUnitReports.read(root.resolve(component.folder()).normalize(), globs, since);
    }

    private static StepFailure failure(BuildPlan plan, RunResult.JobResult job) {
        String line = plan.workflow().job(job.id()).steps().getFirst().work().line();
        RunResult.StepResult step = job.steps().getFirst();
        String note = step.outcome() == Outcome.TIMED_OUT && step.note().isEmpty()
                ? "took longer than " + step.took().toSeconds() + " s"
                : step.note();
        return new StepFailure(step.name(), line, step.status(), note, step.tail());
    }
}
