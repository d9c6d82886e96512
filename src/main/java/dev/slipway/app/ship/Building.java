package dev.slipway.app.ship;

import dev.slipway.app.Progress;
import dev.slipway.app.Rooms;
import dev.slipway.assess.ProjectModel;
import dev.slipway.assess.Recipe;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Toolbox;
import dev.slipway.intent.Intent;
import dev.slipway.pipeline.Job;
import dev.slipway.pipeline.Step;
import dev.slipway.pipeline.build.BuildPipeline;
import dev.slipway.pipeline.build.BuildResult;
import dev.slipway.pipeline.build.Component;
import dev.slipway.pipeline.build.Verdict;
import dev.slipway.pipeline.engine.RunListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Step 5: build and test through the pipeline engine, streaming. */
final class Building {
    /** Lines of a failed program that are shown. */
    private static final int EXCERPT = 25;

    /** Stands for our own test of a static site's links in a recipe. */
    private static final String SITE_TEST = "slipway-site-test";

    private final Rooms rooms;

    Building(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * What a build gave.
     *
     * @param outs scratch folder by component name
     */
    record Built(BuildResult result, Map<String, Path> outs) {
        Built {
            outs = Map.copyOf(outs);
        }

        Verdict verdict(String component) {
            return result.components().stream()
                    .filter(c -> c.name().equals(component))
                    .map(BuildResult.ComponentResult::verdict)
                    .findFirst()
                    .orElse(new Verdict.NoTests("nothing was built"));
        }
    }

    /** @throws SlipwayException (no) naming every component that failed, (surroundings) when a tool is missing */
    Built build(Assessed assessed, String run, Progress progress) throws InterruptedException {
        Map<String, Path> outs = new LinkedHashMap<>();
        List<Component> components = new ArrayList<>();
        for (ProjectModel.Component c : components(assessed).values()) {
            String name = c.name().value();
            Path out = rooms.home().cache().resolve("build").resolve(run).resolve(name);
            outs.put(name, out);
            components.add(new Component(name, c.path(), ours(c.recipe()), out, tools(c.recipe())));
        }
        BuildPipeline pipeline = BuildPipeline.inTree(
                rooms.processes(), assessed.directory(), Environment.trusted(), Map.of(), rooms.clock());
        BuildResult result = pipeline.run(components, new RunListener() {
            @Override
            public void stepStarted(Job job, Step step) {
                progress.accept(new Progress.Event.Now("test", job.id() + ": " + step.name()));
            }

            @Override
            public void line(Job job, Step step, String text) {
                progress.accept(new Progress.Event.Output("test", text));
            }
        });
        demand(result, progress);
        return new Built(result, outs);
    }

    /** A recipe with our own program in place of the word that stands for it. */
    private Recipe ours(Recipe recipe) {
        List<Recipe.Step> test = recipe.test().stream()
                .map(s -> s.arguments().getFirst().equals(SITE_TEST)
                        ? new Recipe.Step(s.name(), siteTest(s), s.folder(), s.environment(), s.limit(), s.why())
                        : s)
                .toList();
        return new Recipe(
                recipe.build(),
                test,
                recipe.collect(),
                recipe.junit(),
                recipe.outputs(),
                recipe.start(),
                recipe.environment(),
                recipe.tools());
    }

    private List<String> siteTest(Recipe.Step step) {
        List<String> command = new ArrayList<>(rooms.runtime().command("dev.slipway.proxy.SiteLinks"));
        command.addAll(step.arguments().subList(1, step.arguments().size()));
        return command;
    }

    /** The components that services of the intent run, once each. */
    static Map<String, ProjectModel.Component> components(Assessed assessed) {
        Map<String, ProjectModel.Component> wanted = new LinkedHashMap<>();
        for (Intent.Service service : assessed.intent().services()) {
            if (!service.component().isEmpty()) {
                wanted.computeIfAbsent(service.component(), name -> component(assessed, name));
            }
        }
        return wanted;
    }

    static ProjectModel.Component component(Assessed assessed, String name) {
        return assessed.model().services().stream()
                .filter(c -> c.name().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the intent names component " + name));
    }

    /** Every tool is asked for before anything runs; the JDK that satisfies the component's own fact becomes JAVA_HOME. */
    private Map<String, String> tools(Recipe recipe) throws InterruptedException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Recipe.Tool tool : recipe.tools()) {
            Toolbox.Tool found = rooms.toolbox().require(tool.name(), tool.version(), tool.why());
            if (tool.name().equals("java") && tool.use() != Recipe.Use.RUN) {
                Path bin = Objects.requireNonNull(found.path().getParent());
                environment.put(
                        "JAVA_HOME", Objects.requireNonNull(bin.getParent()).toString());
            }
        }
        return environment;
    }

    private static void demand(BuildResult result, Progress progress) {
        List<Problem> problems = new ArrayList<>();
        for (BuildResult.ComponentResult component : result.components()) {
            switch (component.verdict()) {
                case Verdict.Tested ok -> {}
                case Verdict.TestedByExit ok -> {}
                case Verdict.NoTests none -> {}
                case Verdict.TestsFailed failed -> {
                    failed.tests().failures().stream()
                            .limit(EXCERPT)
                            .forEach(f -> progress.accept(new Progress.Event.Excerpt(
                                    component.name(), List.of(f.suite() + " " + f.name() + ": " + f.message()))));
                    if (failed.tests().failures().isEmpty()) {
                        excerpt(component.name(), failed.step(), progress);
                    }
                    int bad = failed.tests().failed() + failed.tests().errors();
                    problems.add(problem(
                            component.name(), bad == 0 ? "the tests failed" : bad + " tests failed", failed.step()));
                }
                case Verdict.BuildFailed failed -> {
                    excerpt(component.name(), failed.step(), progress);
                    problems.add(problem(component.name(), "the build failed", failed.step()));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new SlipwayException(problems);
        }
    }

    private static void excerpt(String component, Verdict.StepFailure step, Progress progress) {
        int from = Math.max(0, step.tail().size() - EXCERPT);
        progress.accept(new Progress.Event.Excerpt(
                component, step.tail().subList(from, step.tail().size())));
    }

    private static Problem problem(String component, String what, Verdict.StepFailure step) {
        String why = step.note().isEmpty() ? "exit status " + step.status() : step.note();
        return new Problem(
                Exit.NO,
                component + ": " + what,
                step.line(),
                step.name() + ": " + why,
                "mend it and ship again; nothing was deployed");
    }
}
