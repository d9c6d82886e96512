package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Detector;
import dev.slipway.assess.Fact;
import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.assess.Recipe;
import dev.slipway.assess.Recipe.How;
import dev.slipway.assess.Recipe.Layer;
import dev.slipway.assess.Recipe.Output;
import dev.slipway.assess.Recipe.Step;
import dev.slipway.assess.Recipe.Tool;
import dev.slipway.assess.Recipe.Use;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import dev.slipway.base.ServiceName;
import dev.slipway.exec.files.FileView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gradle builds, read as text: confidence is lower where convention plugins decide. */
public final class GradleDetector implements Detector {
    @Override
    public String id() {
        return "gradle";
    }

    @Override
    public List<Component> detect(Sources sources) {
        List<GradleProject> projects = GradleProject.all(sources);
        return projects.stream()
                .filter(p -> !sources.has(p.folder(), "pom.xml"))
                .filter(p -> jvm(sources, p))
                .map(p -> component(sources, projects, p))
                .toList();
    }

    /** A root that only configures others has neither sources nor applied plugins. */
    private static boolean jvm(Sources sources, GradleProject p) {
        boolean android =
                p.plugin("com.android.application", "com.android.library").isPresent();
        return !android
                && sources.own(p.folder()).stream()
                        .anyMatch(e ->
                                Sources.relative(e.path(), p.folder()).matches("src/.*\\.(?:java|kt|scala|groovy)"));
    }

    private Component component(Sources sources, List<GradleProject> all, GradleProject project) {
        Set<GradleProject> siblings = siblings(all, project);
        List<Dependency> dependencies = new ArrayList<>(project.dependencies());
        siblings.forEach(s -> dependencies.addAll(s.dependencies()));
        List<Dependency> markers = new ArrayList<>(project.plugins());
        markers.addAll(dependencies);
        Map<String, String> properties = new HashMap<>();
        sources.properties(Sources.path(project.root(), "gradle.properties"))
                .entriesAt()
                .forEach(e -> properties.put(
                        e.key().value(), e.value() instanceof dev.slipway.text.Node.Scalar s ? s.value() : ""));
        JvmTraits traits = JvmTraits.of(
                sources,
                new JvmTraits.Build(id(), project.folder(), dependencies, markers, properties, project.manifest()));
        project.claimMain(traits.mains());
        Fact<String> main = traits.mains().choose("no main class", List.of());
        Fact<String> version = project.javaVersion(sources);
        Recipe recipe = recipe(sources, project, siblings, dependencies, traits, main, version);
        String name = project.folder().equals(".")
                ? project.name()
                : project.folder().substring(project.folder().lastIndexOf('/') + 1);
        return new Component(
                ServiceName.slug(name),
                project.folder(),
                traits.language(),
                traits.frameworks(),
                version,
                traits.role(),
                traits.port(),
                traits.health(),
                Recipes.fact("gradle.build", "nothing to build", recipe.build(), Confidence.HIGH, project.manifest()),
                Recipes.fact("gradle.test", "no tests found", recipe.test(), Confidence.HIGH, project.manifest()),
                startFact(recipe, main, project),
                traits.needs(),
                "",
                recipe);
    }

    private static Fact<String> startFact(Recipe recipe, Fact<String> main, GradleProject project) {
        if (recipe.start().isEmpty()) {
            return Claims.unknown(
                    main.known().isPresent()
                            ? "a main class, but no plugin that packs its dependencies: apply the application plugin"
                            : "no main class",
                    "gradle.start");
        }
        String words = Recipes.words(recipe.start());
        return switch (main) {
            case Fact.Known<String> k ->
                new Fact.Known<>(words, k.confidence(), k.evidence(), "gradle.start", k.alternatives());
            case Fact.Unknown<String> u -> Claims.known(words, Confidence.HIGH, "gradle.start", project.manifest());
        };
    }

    private static Set<GradleProject> siblings(List<GradleProject> all, GradleProject project) {
        Set<GradleProject> found = new LinkedHashSet<>();
        List<GradleProject> open = new ArrayList<>(List.of(project));
        while (!open.isEmpty()) {
            GradleProject here = open.removeFirst();
            all.stream()
                    .filter(p ->
                            p.root().equals(project.root()) && here.projects().contains(p.projectPath()))
                    .filter(p -> p != project && found.add(p))
                    .forEach(open::add);
        }
        return found;
    }

    private record Packed(String task, List<Output> outputs, List<String> start) {}

    private static Recipe recipe(
            Sources sources,
            GradleProject project,
            Set<GradleProject> siblings,
            List<Dependency> dependencies,
            JvmTraits traits,
            Fact<String> main,
            Fact<String> version) {
        Place why = project.manifest().place();
        Packed packed = packed(sources, project, dependencies, main);
        List<Step> build = List.of(Recipes.build("assemble", project.root(), why, gradle(project, packed.task())));
        boolean tested = tests(sources, project) || siblings.stream().anyMatch(s -> tests(sources, s));
        // Gradle skips tests that nothing changed for; a result counts only when it was seen now.
        List<Step> test = tested
                ? List.of(Recipes.test(project.root(), why, Map.of(), gradle(project, "cleanTest", "check")))
                : List.of();
        boolean runs = !packed.start().isEmpty();
        List<Tool> tools = new ArrayList<>();
        Place versionPlace = version instanceof Fact.Known<String> k
                ? k.evidence().getFirst().place()
                : why;
        tools.add(new Tool("java", version.known().orElse(""), Use.BOTH, versionPlace));
        if (!project.wrapped()) {
            tools.add(new Tool("gradle", "", Use.BUILD, why));
        }
        return new Recipe(
                build,
                test,
                List.of(),
                List.of("build/test-results/**/*.xml"),
                packed.outputs(),
                packed.start(),
                runs ? traits.environment() : Map.of(),
                tools);
    }

    private static List<String> gradle(GradleProject project, String... tasks) {
        List<String> words = new ArrayList<>(project.wrapped() ? List.of("sh", "./gradlew") : List.of("gradle"));
        words.addAll(List.of("--no-daemon", "--console=plain"));
        String path = project.projectPath().equals(":") ? ":" : project.projectPath() + ":";
        for (String task : tasks) {
            words.add(path + task);
        }
        return words;
    }

    private static Packed packed(
            Sources sources, GradleProject project, List<Dependency> dependencies, Fact<String> main) {
        if (project.plugin("org.springframework.boot").isPresent()) {
            return new Packed(
                    "assemble",
                    List.of(new Output(
                            "build/libs/*.jar",
                            "/app",
                            Layer.APPLICATION,
                            How.EXPLODE_BOOT_JAR,
                            MavenRecipe.OTHER_JARS)),
                    List.of("java", "-cp", "/app/classes:/app/lib/*", "${MAIN}"));
        }
        if (project.plugin("io.quarkus").isPresent()) {
            String app = "build/quarkus-app";
            return new Packed(
                    "assemble",
                    List.of(
                            new Output(app + "/lib", "/app/lib", Layer.DEPENDENCIES, How.COPY, List.of()),
                            new Output(
                                    app + "/quarkus",
                                    "/app/quarkus",
                                    Layer.APPLICATION,
                                    How.COPY,
                                    List.of("build-system.properties")),
                            new Output(app + "/app", "/app/app", Layer.APPLICATION, How.COPY, List.of()),
                            new Output(
                                    app + "/quarkus-run.jar",
                                    "/app/quarkus-run.jar",
                                    Layer.APPLICATION,
                                    How.COPY,
                                    List.of())),
                    List.of("java", "-jar", "/app/quarkus-run.jar"));
        }
        Optional<String> type = main.known();
        if (type.isEmpty()) {
            return new Packed("assemble", List.of(), List.of());
        }
        boolean application = project.plugin("application", "io.micronaut.application", "io.ktor.plugin")
                .isPresent();
        if (application) {
            return installed(sources, project, type.get());
        }
        if (project.plugin("com.github.johnrengelman.shadow", "com.gradleup.shadow")
                .isPresent()) {
            return new Packed(
                    "shadowJar",
                    List.of(new Output(
                            "build/libs/*-all.jar", "/app/classes", Layer.APPLICATION, How.EXPLODE_JAR, List.of())),
                    List.of("java", "-cp", "/app/classes", type.get()));
        }
        if (dependencies.stream().noneMatch(Dependency::runtime)) {
            return new Packed(
                    "assemble",
                    List.of(new Output(
                            "build/libs/*.jar",
                            "/app/classes",
                            Layer.APPLICATION,
                            How.EXPLODE_JAR,
                            MavenRecipe.OTHER_JARS)),
                    List.of("java", "-cp", "/app/classes", type.get()));
        }
        return new Packed("assemble", List.of(), List.of());
    }

    /** The application plugin's own layout; the project's jar is exploded where its name is certain. */
    private static Packed installed(Sources sources, GradleProject project, String main) {
        String lib = "build/install/" + project.name() + "/lib";
        List<String> start = List.of("java", "-cp", "/app/classes:/app/lib/*", main);
        return project.jarName(sources)
                .map(jar -> new Packed(
                        "installDist",
                        List.of(
                                new Output(lib, "/app/lib", Layer.DEPENDENCIES, How.COPY, List.of(jar + ".jar")),
                                new Output(
                                        lib + "/" + jar + ".jar",
                                        "/app/classes",
                                        Layer.APPLICATION,
                                        How.EXPLODE_JAR,
                                        List.of())),
                        start))
                .orElseGet(() -> new Packed(
                        "installDist",
                        List.of(new Output(lib, "/app/lib", Layer.APPLICATION, How.COPY, List.of())),
                        List.of("java", "-cp", "/app/lib/*", main)));
    }

    private static boolean tests(Sources sources, GradleProject project) {
        return sources.own(project.folder()).stream()
                .map(FileView.Entry::path)
                .anyMatch(p ->
                        Sources.relative(p, project.folder()).matches("src/\\w*[tT]est/.*\\.(?:java|kt|groovy|scala)"));
    }
}
