package dev.slipway.pipeline.build;

import dev.slipway.assess.Recipe;
import dev.slipway.pipeline.Condition;
import dev.slipway.pipeline.Job;
import dev.slipway.pipeline.Step;
import dev.slipway.pipeline.Timeout;
import dev.slipway.pipeline.Tolerance;
import dev.slipway.pipeline.Work;
import dev.slipway.pipeline.Workflow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The build of components as a workflow: each component a chain of jobs, build, test, collect. Components that begin with the
 * same commands share those jobs: one Maven build for two services. Components whose folders lie in each other take turns.
 *
 * @param chains job ids by component, in order
 */
record BuildPlan(Workflow workflow, Map<String, List<Planned>> chains) {
    /** {@code pytest} exits with 5 when it found no test (its documentation, "Exit codes"). */
    static final int PYTEST_FOUND_NOTHING = 5;

    /** What a job is for. */
    enum Phase {
        BUILD,
        TEST,
        COLLECT
    }

    /** A job of a component's chain. */
    record Planned(String job, Phase phase) {}

    /** Jobs are the same when they do the same after the same. */
    private record Key(String after, Step step) {}

    static BuildPlan of(List<Component> components, String searchPath) {
        Map<Key, Job> jobs = new LinkedHashMap<>();
        Map<String, List<Planned>> chains = new LinkedHashMap<>();
        Map<String, String> locks = locks(components);
        for (Component component : components) {
            List<Planned> chain = new ArrayList<>();
            add(component, Phase.BUILD, component.recipe().build(), searchPath, locks, jobs, chain);
            add(component, Phase.TEST, component.recipe().test(), searchPath, locks, jobs, chain);
            add(component, Phase.COLLECT, component.recipe().collect(), searchPath, locks, jobs, chain);
            chains.put(component.name(), chain);
        }
        return new BuildPlan(new Workflow("build", List.copyOf(jobs.values())), chains);
    }

    private static void add(
            Component component,
            Phase phase,
            List<Recipe.Step> steps,
            String searchPath,
            Map<String, String> locks,
            Map<Key, Job> jobs,
            List<Planned> chain) {
        for (int i = 0; i < steps.size(); i++) {
            String after = chain.isEmpty() ? "" : chain.getLast().job();
            Step step = step(component, steps.get(i), searchPath);
            String id = component.name() + "/" + phase.name().toLowerCase(java.util.Locale.ROOT)
                    + (i == 0 ? "" : "-" + (i + 1));
            Job job = jobs.computeIfAbsent(
                    new Key(after, step),
                    k -> new Job(
                            id,
                            after.isEmpty() ? List.of() : List.of(after),
                            Condition.byDefault(),
                            List.of(step),
                            Map.of(),
                            Timeout.none(),
                            locks.getOrDefault(component.name(), ""),
                            1,
                            false));
            chain.add(new Planned(job.id(), phase));
        }
    }

    private static Step step(Component component, Recipe.Step step, String searchPath) {
        Map<String, String> environment = new HashMap<>(component.environment());
        step.environment().forEach((name, value) -> environment.put(name, expand(component, value)));
        String javaHome = environment.get("JAVA_HOME");
        if (javaHome != null) {
            // Tools that call java without looking at JAVA_HOME get the same one.
            environment.put("PATH", Path.of(javaHome, "bin") + ":" + environment.getOrDefault("PATH", searchPath));
        }
        List<String> arguments =
                step.arguments().stream().map(a -> expand(component, a)).toList();
        boolean pytest = arguments.stream().anyMatch(a -> a.equals("pytest") || a.endsWith("/pytest"));
        return new Step(
                step.name(),
                new Work.Program(arguments),
                expand(component, step.folder()),
                environment,
                Condition.byDefault(),
                step.limit().isPositive() ? new Timeout.After(step.limit()) : Timeout.none(),
                pytest ? new Tolerance.Statuses(Set.of(PYTEST_FOUND_NOTHING)) : Tolerance.none());
    }

    static String expand(Component component, String text) {
        return text.replace("${OUT}", component.out().toString());
    }

    /** Components whose folders, or steps' folders, are the same or lie in each other share a lock. */
    private static Map<String, String> locks(List<Component> components) {
        Map<String, String> groupOf = new LinkedHashMap<>();
        for (Component component : components) {
            String group = component.name();
            for (Component other : components) {
                String theirs = groupOf.get(other.name());
                if (theirs != null && !theirs.equals(group) && meet(component, other)) {
                    String mine = group;
                    groupOf.replaceAll((name, g) -> g.equals(mine) ? theirs : g);
                    group = theirs;
                }
            }
            groupOf.put(component.name(), group);
        }
        return groupOf;
    }

    private static boolean meet(Component a, Component b) {
        return folders(a).stream().anyMatch(x -> folders(b).stream().anyMatch(y -> x.startsWith(y) || y.startsWith(x)));
    }

    /** With a root of their own, so that {@code .} holds every other. */
    private static List<Path> folders(Component component) {
        List<Path> folders =
                new ArrayList<>(List.of(Path.of("/", component.folder()).normalize()));
        Recipe recipe = component.recipe();
        for (List<Recipe.Step> steps : List.of(recipe.build(), recipe.test(), recipe.collect())) {
            steps.stream()
                    .map(Recipe.Step::folder)
                    .filter(f -> !f.contains("${OUT}"))
                    .forEach(f -> folders.add(Path.of("/", f).normalize()));
        }
        return folders;
    }
}
