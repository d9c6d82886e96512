package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Detector;
import dev.slipway.assess.Fact;
import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.assess.Recipe;
import dev.slipway.assess.SourceText;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.base.ServiceName;
import dev.slipway.exec.files.FileView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Maven builds: every pom that is no mere aggregator is a component; one with an entry point is a service. */
public final class MavenDetector implements Detector {
    /** Poms of one repository that are read; more is generated or vendored code. */
    private static final int MAX_POMS = 1_000;

    @Override
    public String id() {
        return "maven";
    }

    @Override
    public List<Component> detect(Sources sources) {
        Map<String, MavenPom> poms = new TreeMap<>();
        sources.named("pom.xml").stream()
                .limit(MAX_POMS)
                .flatMap(e -> MavenPom.read(sources, e.path()).stream())
                .forEach(p -> poms.put(p.folder(), p));
        return poms.values().stream()
                .filter(p -> !p.packaging().equals("pom"))
                .map(p -> component(sources, poms, p))
                .toList();
    }

    private Component component(Sources sources, Map<String, MavenPom> poms, MavenPom pom) {
        Fact.Evidence manifest = sources.evidence(
                pom.path(),
                pom.project().child("artifactId").orElse(pom.project()).span().line());
        List<MavenPom> siblings = siblings(sources, poms, pom);
        List<Dependency> dependencies = new ArrayList<>(pom.dependencies(sources));
        siblings.forEach(s -> dependencies.addAll(s.dependencies(sources)));
        List<MavenPom.Plugin> plugins = pom.plugins(sources);
        List<Dependency> markers = new ArrayList<>(pom.remoteParent());
        markers.addAll(dependencies);
        plugins.forEach(p -> markers.add(new Dependency(p.name(), "", Dependency.Scope.RUNTIME, p.evidence())));
        JvmTraits traits = JvmTraits.of(
                sources, new JvmTraits.Build(id(), pom.folder(), dependencies, markers, pom.properties(), manifest));
        Fact<String> version = version(sources, pom, manifest);
        MavenReactor reactor = MavenReactor.of(sources, poms, pom);
        Recipe recipe = new MavenRecipe(
                        sources, pom, siblings, dependencies, plugins, traits, version, reactor, manifest)
                .recipe();
        Fact<String> start = start(traits, recipe, pom, manifest);
        String name = pom.folder().equals(".")
                ? pom.artifactId().orElse("app")
                : pom.folder().substring(pom.folder().lastIndexOf('/') + 1);
        return new Component(
                ServiceName.slug(name),
                pom.folder(),
                traits.language(),
                traits.frameworks(),
                version,
                pom.packaging().equals("war")
                        ? Claims.known(dev.slipway.intent.Intent.Role.WEB, Confidence.HIGH, "maven.role", manifest)
                        : traits.role(),
                traits.port(),
                traits.health(),
                Recipes.fact(
                        "maven.build",
                        "nothing to build",
                        MavenRecipe.shown(recipe.build()),
                        Confidence.HIGH,
                        manifest),
                Recipes.fact(
                        "maven.test",
                        "no tests found",
                        recipe.test(),
                        Confidence.HIGH,
                        testEvidence(sources, pom, siblings, manifest)),
                start,
                traits.needs(),
                "",
                recipe);
    }

    private static Fact<String> start(JvmTraits traits, Recipe recipe, MavenPom pom, Fact.Evidence manifest) {
        if (recipe.start().isEmpty()) {
            return Claims.unknown(
                    pom.packaging().equals("war")
                            ? "a war needs a servlet container: give a Dockerfile or repackage it as a jar"
                            : "no main class",
                    "maven.start");
        }
        String command = Recipes.words(recipe.start());
        Fact<String> main = traits.mains().choose("no main class", List.of());
        return switch (main) {
            case Fact.Known<String> k ->
                new Fact.Known<>(
                        command,
                        k.confidence(),
                        k.evidence(),
                        "maven.start",
                        k.alternatives().stream()
                                .map(a -> new Fact.Alternative<>(
                                        a.value(), a.confidence(), a.evidence(), a.whyNotChosen()))
                                .toList());
            case Fact.Unknown<String> u -> Claims.known(command, Confidence.HIGH, "maven.start", manifest);
        };
    }

    static Fact.Evidence testEvidence(Sources sources, MavenPom pom, List<MavenPom> siblings, Fact.Evidence otherwise) {
        return testFiles(sources, pom.folder()).stream()
                .findFirst()
                .or(() -> siblings.stream()
                        .flatMap(s -> testFiles(sources, s.folder()).stream())
                        .findFirst())
                .map(e -> sources.evidence(e.path(), 1))
                .orElse(otherwise);
    }

    /** Test classes that surefire or failsafe run by their default names. */
    static List<FileView.Entry> testFiles(Sources sources, String folder) {
        return sources.own(folder).stream()
                .filter(e -> Sources.relative(e.path(), folder).startsWith("src/test/"))
                .filter(
                        e -> e.name()
                                .matches(
                                        "(?:Test\\w*|\\w+Tests?|\\w+TestCase|\\w+Spec|IT\\w*|\\w+IT|\\w+ITCase)\\.(?:java|kt|groovy)"))
                .toList();
    }

    /** The modules of this repository that a module depends on, all the way down. */
    private static List<MavenPom> siblings(Sources sources, Map<String, MavenPom> poms, MavenPom pom) {
        Set<MavenPom> found = new LinkedHashSet<>();
        List<MavenPom> open = new ArrayList<>(List.of(pom));
        while (!open.isEmpty()) {
            MavenPom here = open.removeFirst();
            for (Dependency d : here.dependencies(sources)) {
                poms.values().stream()
                        .filter(p -> d.runtime()
                                && d.name()
                                        .equals(p.groupId() + ":"
                                                + p.artifactId().orElse("")))
                        .filter(p -> p != pom && found.add(p))
                        .forEach(open::add);
            }
        }
        return List.copyOf(found);
    }

    private static Fact<String> version(Sources sources, MavenPom pom, Fact.Evidence manifest) {
        Claims<String> claims = new Claims<>("maven.version");
        for (String key : List.of(
                "maven.compiler.release",
                "java.version",
                "maven.compiler.target",
                "maven.compiler.source",
                "release.version",
                "jdk.version")) {
            pom.property(key)
                    .ifPresent(hit -> pom.resolved(hit.value())
                            .ifPresent(v -> JvmVersion.claim(
                                    claims,
                                    sources,
                                    pom.propertyFile(key),
                                    new SourceText.Hit(v, hit.line()),
                                    Confidence.CERTAIN)));
        }
        for (String key : List.of("release", "target")) {
            pom.pluginSetting(sources, "maven-compiler-plugin", key)
                    .flatMap(JvmVersion::feature)
                    .ifPresent(v -> claims.add(Claims.Source.DECLARATION, v, Confidence.CERTAIN, manifest));
        }
        JvmVersion.claimFiles(sources, pom.folder(), claims);
        return JvmVersion.checked(sources, claims.choose("the build names no Java release", customary(pom)));
    }

    private static List<String> customary(MavenPom pom) {
        return pom.remoteParent().stream()
                .filter(d -> d.name().equals("org.springframework.boot:spring-boot-starter-parent"))
                .map(d -> d.version().startsWith("2.") || d.version().startsWith("1.") ? "8" : "17")
                .toList();
    }
}
