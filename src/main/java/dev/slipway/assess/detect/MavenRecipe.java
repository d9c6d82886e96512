package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Fact;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a Maven module is built, packed and started: the kind of artifact decides. */
record MavenRecipe(
        Sources sources,
        MavenPom pom,
        List<MavenPom> siblings,
        List<Dependency> dependencies,
        List<MavenPom.Plugin> plugins,
        JvmTraits traits,
        Fact<String> version,
        MavenReactor reactor,
        Fact.Evidence manifest) {
    private static final String COPY_DEPENDENCIES =
            "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies";

    /** Jars beside the main one. */
    static final List<String> OTHER_JARS = List.of(
            "*-sources.jar", "*-javadoc.jar", "original-*.jar", "*-plain.jar", "*-tests.jar", "*-test-sources.jar");

    private static final List<String> LAUNCHERS =
            List.of("io.vertx.core.Launcher", "io.vertx.launcher.application.VertxApplication");

    /** What the build leaves in {@code target}. */
    private sealed interface Artifact {
        record Boot(String jar) implements Artifact {}

        record QuarkusApp() implements Artifact {}

        record Fat(String jar) implements Artifact {}

        record Plain(String jar) implements Artifact {}

        record War() implements Artifact {}
    }

    Recipe recipe() {
        claimDeclaredMain();
        Artifact artifact = artifact();
        Optional<String> main = traits.mains().choose("", List.of()).known();
        List<Step> build = List.of(Recipes.build("package", reactor.root(), why(), maven("-DskipTests", "package")));
        Packed packed = switch (artifact) {
            case Artifact.Boot boot ->
                new Packed(
                        List.of(),
                        List.of(new Output(boot.jar(), "/app", Layer.APPLICATION, How.EXPLODE_BOOT_JAR, OTHER_JARS)),
                        List.of("java", "-cp", "/app/classes:/app/lib/*", "${MAIN}"));
            case Artifact.QuarkusApp q -> quarkus();
            case Artifact.Fat fat ->
                new Packed(
                        List.of(),
                        List.of(new Output(fat.jar(), "/app/classes", Layer.APPLICATION, How.EXPLODE_JAR, OTHER_JARS)),
                        main.map(m -> start("/app/classes", m)).orElse(List.of()));
            case Artifact.Plain plain -> plain(plain.jar(), main);
            case Artifact.War war -> new Packed(List.of(), List.of(), List.of());
        };
        boolean runs = !packed.start().isEmpty();
        // One start of Maven less where the jars can be gathered by the run that packages.
        boolean together = runs && siblings.isEmpty() && !packed.collect().isEmpty();
        return new Recipe(
                together ? packageAndCollect() : build,
                test(),
                // The folder has to be there even where a module turns out to have no dependencies at all.
                together ? packed.collect().subList(0, 1) : runs ? packed.collect() : List.of(),
                junit(),
                runs ? packed.outputs() : List.of(),
                packed.start(),
                runs ? traits.environment() : Map.of(),
                tools());
    }

    private List<Step> packageAndCollect() {
        List<String> goals = new ArrayList<>(List.of("-DskipTests", "package"));
        goals.addAll(copyDependencyGoals("${OUT}/lib"));
        return List.of(Recipes.build("package", reactor.root(), why(), maven(goals.toArray(String[]::new))));
    }

    /** The build as a person would type it: what it gathers for the image besides is left out. */
    static List<Step> shown(List<Step> build) {
        List<String> gathering = copyDependencyGoals("${OUT}/lib");
        return build.stream()
                .map(s -> new Step(
                        s.name(),
                        s.arguments().stream()
                                .filter(a -> !gathering.contains(a))
                                .toList(),
                        s.folder(),
                        s.environment(),
                        s.limit(),
                        s.why()))
                .toList();
    }

    private record Packed(List<Step> collect, List<Output> outputs, List<String> start) {}

    private Place why() {
        return manifest.place();
    }

    private Optional<MavenPom.Plugin> plugin(String artifact) {
        return plugins.stream().filter(p -> p.name().endsWith(":" + artifact)).findFirst();
    }

    private Artifact artifact() {
        String name = pom.finalName().map(n -> "target/" + n).orElse("target/*");
        if (pom.packaging().equals("war")) {
            return new Artifact.War();
        }
        if (bootJar()) {
            String classifier = plugin("spring-boot-maven-plugin")
                    .flatMap(p -> p.setting("classifier"))
                    .map(c -> "-" + c)
                    .orElse("");
            return new Artifact.Boot(name + classifier + ".jar");
        }
        if (plugin("quarkus-maven-plugin").isPresent() || pom.packaging().equals("quarkus")) {
            return new Artifact.QuarkusApp();
        }
        boolean micronaut = pom.remoteParent().stream().anyMatch(d -> d.name().endsWith(":micronaut-parent"));
        Optional<MavenPom.Plugin> shade = plugin("maven-shade-plugin");
        if (micronaut || shade.isPresent()) {
            String suffix = shade.filter(s -> s.setting("shadedArtifactAttached")
                            .filter("true"::equals)
                            .isPresent())
                    .map(s -> "-" + s.setting("shadedClassifierName").orElse("shaded"))
                    .orElse("");
            return new Artifact.Fat(name + suffix + ".jar");
        }
        if (plugin("maven-assembly-plugin").filter(p -> p.hasGoal("single")).isPresent()) {
            return new Artifact.Plain(name + ".jar");
        }
        return new Artifact.Plain(name + ".jar");
    }

    /** Repackaged when the plugin runs that goal: by its own executions, or by those of Boot's parent. */
    private boolean bootJar() {
        boolean bootParent = pom.remoteParent().stream()
                .anyMatch(d -> d.name().equals("org.springframework.boot:spring-boot-starter-parent"));
        return plugin("spring-boot-maven-plugin")
                .filter(p -> p.setting("skip").filter("true"::equals).isEmpty())
                .filter(p -> bootParent || !pom.remoteParent().isEmpty() || repackages())
                .isPresent();
    }

    private boolean repackages() {
        return plugins.stream().anyMatch(p -> p.name().endsWith(":spring-boot-maven-plugin") && p.hasGoal("repackage"));
    }

    private static Packed quarkus() {
        String app = "target/quarkus-app";
        return new Packed(
                List.of(),
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

    private Packed plain(String jar, Optional<String> main) {
        if (main.isEmpty()) {
            return new Packed(List.of(), List.of(), List.of());
        }
        List<Output> outputs = new ArrayList<>();
        outputs.add(new Output(jar, "/app/classes", Layer.APPLICATION, How.EXPLODE_JAR, OTHER_JARS));
        boolean needsJars = dependencies.stream().anyMatch(Dependency::runtime)
                || !pom.remoteParent().isEmpty();
        if (!needsJars) {
            return new Packed(List.of(), outputs, start("/app/classes", main.get()));
        }
        String folder = siblings.isEmpty() ? "${OUT}/lib" : "${OUT}/lib/${project.artifactId}";
        String taken = siblings.isEmpty()
                ? "${OUT}/lib"
                : "${OUT}/lib/" + pom.artifactId().orElse("");
        List<Step> collect = List.of(
                Recipes.build("make the folder", reactor.root(), why(), List.of("mkdir", "-p", taken)),
                Recipes.build("dependencies", reactor.root(), why(), copyDependencies(folder)));
        outputs.addFirst(new Output(taken, "/app/lib", Layer.DEPENDENCIES, How.COPY, List.of()));
        return new Packed(collect, outputs, start("/app/classes:/app/lib/*", main.get()));
    }

    /** With modules of the repository among the dependencies their jars must come from the same run. */
    private List<String> copyDependencies(String folder) {
        List<String> goals = new ArrayList<>();
        if (!siblings.isEmpty()) {
            goals.add("-DskipTests");
            goals.add("package");
        }
        goals.addAll(copyDependencyGoals(folder));
        return maven(goals.toArray(String[]::new));
    }

    private static List<String> copyDependencyGoals(String folder) {
        return List.of(COPY_DEPENDENCIES, "-DincludeScope=runtime", "-DoutputDirectory=" + folder);
    }

    private List<String> start(String classpath, String main) {
        List<String> start = new ArrayList<>(List.of("java", "-cp", classpath, main));
        if (LAUNCHERS.contains(main)) {
            verticle().ifPresent(v -> {
                if (main.equals(LAUNCHERS.getFirst())) {
                    start.add("run");
                }
                start.add(v);
            });
        }
        return start;
    }

    private Optional<String> verticle() {
        return List.of("main.verticle", "vertx.verticle").stream()
                .flatMap(k -> pom.property(k).stream())
                .flatMap(h -> pom.resolved(h.value()).stream())
                .findFirst();
    }

    /** Main classes that the build names; they outrank what the code shows. */
    private void claimDeclaredMain() {
        for (String key :
                List.of("exec.mainClass", "mainClass", "main.class", "start-class", "vertx.main", "app.main.class")) {
            pom.property(key)
                    .ifPresent(hit -> pom.resolved(hit.value())
                            .filter(MavenRecipe::className)
                            .ifPresent(v -> traits.mains()
                                    .add(
                                            Claims.Source.DECLARATION,
                                            v,
                                            Confidence.HIGH,
                                            sources.evidence(pom.propertyFile(key), hit.line()))));
        }
        for (MavenPom.Plugin p : plugins) {
            p.element().at("configuration").stream().forEach(c -> mains(c, p, 0));
            p.element().at("executions").stream()
                    .flatMap(e -> e.children("execution").stream())
                    .forEach(e -> mains(e, p, 0));
        }
    }

    private void mains(dev.slipway.text.Xml.Element e, MavenPom.Plugin plugin, int depth) {
        boolean names = e.name().equals("mainClass") || e.name().equals("Main-Class");
        if (names) {
            pom.resolved(e.text())
                    .filter(MavenRecipe::className)
                    .ifPresent(v -> traits.mains()
                            .add(
                                    Claims.Source.DECLARATION,
                                    v,
                                    Confidence.CERTAIN,
                                    sources.evidence(
                                            plugin.evidence().place().file(),
                                            e.span().line())));
        } else if (depth < 8) {
            e.children().forEach(c -> mains(c, plugin, depth + 1));
        }
    }

    private static boolean className(String text) {
        return text.matches("[A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)*");
    }

    private List<Step> test() {
        boolean any = !MavenDetector.testFiles(sources, pom.folder()).isEmpty()
                || siblings.stream()
                        .anyMatch(s ->
                                !MavenDetector.testFiles(sources, s.folder()).isEmpty());
        if (!any) {
            return List.of();
        }
        return List.of(Recipes.test(reactor.root(), why(), Map.of(), maven(integrationTests() ? "verify" : "test")));
    }

    private boolean integrationTests() {
        return plugin("maven-failsafe-plugin").isPresent()
                && MavenDetector.testFiles(sources, pom.folder()).stream()
                        .anyMatch(e -> e.name().matches("(?:IT\\w*|\\w+IT|\\w+ITCase)\\.\\w+"));
    }

    /** Reports of the module, and of the modules that are tested along with it. */
    private List<String> junit() {
        List<String> globs = new ArrayList<>();
        List<String> folders = new ArrayList<>(List.of(""));
        String up = pom.folder().equals(".") ? "" : "../".repeat(pom.folder().split("/").length);
        siblings.forEach(s -> folders.add(up + (s.folder().equals(".") ? "" : s.folder() + "/")));
        for (String folder : folders) {
            globs.add(folder + "target/surefire-reports/*.xml");
            if (plugin("maven-failsafe-plugin").isPresent()) {
                globs.add(folder + "target/failsafe-reports/*.xml");
            }
        }
        return globs;
    }

    private List<String> maven(String... goals) {
        List<String> words = new ArrayList<>(reactor.program());
        words.add("-B");
        words.add("-ntp");
        if (!reactor.module().equals(".")) {
            words.addAll(List.of("-pl", reactor.module(), "-am"));
        }
        words.addAll(List.of(goals));
        return words;
    }

    private List<Tool> tools() {
        String release = version.orCustomary().orElse("");
        Place place = version instanceof Fact.Known<String> k
                ? k.evidence().getFirst().place()
                : why();
        List<Tool> tools = new ArrayList<>();
        tools.add(new Tool("java", release, Use.BOTH, place));
        if (!reactor.wrapped()) {
            tools.add(new Tool("mvn", "", Use.BUILD, why()));
        }
        return tools;
    }
}
