package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Fact;
import dev.slipway.assess.SourceText;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project of a Gradle build with what applies to it: its own script, convention plugins of {@code buildSrc} or
 * {@code build-logic}, and the blocks for all projects in the root script.
 *
 * @param root folder of the build
 * @param name as Gradle names it
 * @param projectPath {@code :} for the root, {@code :web} for a subproject
 * @param scripts strongest first
 */
record GradleProject(
        String root, String folder, String name, String projectPath, List<GradleScript> scripts, boolean wrapped) {
    private static final Pattern INCLUDE = Pattern.compile("[\"']:?([\\w.:-]+)[\"']");
    private static final Pattern ROOT_NAME = Pattern.compile("rootProject\\.name\\s*=\\s*[\"']([\\w .-]+)[\"']");
    private static final Pattern PROJECT_DIR = Pattern.compile(
            "project\\(\\s*[\"'](:[\\w:.-]+)[\"']\\s*\\)\\.projectDir\\s*=\\s*(?:new\\s+File|file)\\(\\s*(?:\\w+,\\s*)?[\"']([^\"']+)[\"']");
    private static final Pattern MAIN_CLASS =
            Pattern.compile("\\b(?:mainClass(?:Name)?|main)\\s*(?:=|\\.set\\(|\\()\\s*[\"']([\\w.$]+)[\"']");
    private static final List<Pattern> VERSIONS = List.of(
            Pattern.compile("JavaLanguageVersion\\.of\\(\\s*[\"']?(\\d{1,2})"),
            Pattern.compile("\\bjvmToolchain\\s*\\(?\\s*\\{?\\s*(\\d{1,2})"),
            Pattern.compile("\\brelease\\s*(?:=|\\.set\\()\\s*(\\d{1,2})"),
            Pattern.compile(
                    "(?:source|target)Compatibility\\s*=?\\s*(?:JavaVersion\\.VERSION_|[\"'])?(?:1[._])?(\\d{1,2})"));
    private static final Pattern VERSION = Pattern.compile("^\\s*version\\s*=?\\s*[\"']([\\w.+-]+)[\"']");

    /** The projects of all builds in the repository. */
    static List<GradleProject> all(Sources sources) {
        Map<String, GradleProject> projects = new LinkedHashMap<>();
        Set<String> roots = new LinkedHashSet<>();
        for (String name : List.of("settings.gradle", "settings.gradle.kts")) {
            sources.named(name).forEach(e -> roots.add(e.folder()));
        }
        roots.removeIf(r -> r.matches("(?:.*/)?(?:buildSrc|build-logic)(?:/.*)?"));
        for (String root : roots) {
            members(sources, root)
                    .forEach((path, folder) -> projects.putIfAbsent(folder, read(sources, root, folder, path)));
        }
        for (String name : List.of("build.gradle", "build.gradle.kts")) {
            sources.named(name).stream()
                    .filter(e -> !projects.containsKey(e.folder()))
                    .filter(e -> !e.path().matches("(?:.*/)?(?:buildSrc|build-logic)/.*"))
                    .forEach(e -> projects.put(e.folder(), read(sources, e.folder(), e.folder(), ":")));
        }
        return projects.values().stream().filter(p -> !p.scripts().isEmpty()).toList();
    }

    private static Optional<SourceText> script(Sources sources, String folder, String name) {
        return sources.text(Sources.path(folder, name + ".gradle.kts"))
                .or(() -> sources.text(Sources.path(folder, name + ".gradle")));
    }

    private static Map<String, String> members(Sources sources, String root) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put(":", root);
        script(sources, root, "settings").ifPresent(t -> {
            boolean list = false;
            for (String line : t.lines()) {
                boolean include = line.stripLeading().matches("include\\b(?!Build).*");
                list = include || (list && line.stripLeading().matches("[\"'].*"));
                if (list && line.length() <= SourceText.MAX_LINE) {
                    Matcher m = INCLUDE.matcher(line);
                    while (m.find()) {
                        members.put(
                                ":" + m.group(1), Sources.path(root, m.group(1).replace(':', '/')));
                    }
                }
                Matcher dir = PROJECT_DIR.matcher(line);
                if (line.length() <= SourceText.MAX_LINE && dir.find()) {
                    members.put(dir.group(1), MavenPom.join(root, dir.group(2)));
                }
            }
        });
        return members;
    }

    private static GradleProject read(Sources sources, String root, String folder, String projectPath) {
        GradleScript.Catalog catalog = GradleScript.Catalog.read(sources, root);
        List<GradleScript> scripts = new ArrayList<>();
        script(sources, folder, "build").ifPresent(t -> scripts.add(GradleScript.read(t, catalog)));
        boolean sub = !projectPath.equals(":");
        if (!scripts.isEmpty() || sub) {
            Optional<GradleScript> rootScript = script(sources, root, "build").map(t -> GradleScript.read(t, catalog));
            rootScript.ifPresent(r -> {
                if (sub) {
                    r.block("subprojects", catalog).ifPresent(scripts::add);
                }
                r.block("allprojects", catalog).filter(b -> sub).ifPresent(scripts::add);
            });
        }
        List<Dependency> applied =
                scripts.stream().flatMap(s -> s.plugins().stream()).toList();
        applied.forEach(
                p -> convention(sources, root, p.name()).ifPresent(t -> scripts.add(GradleScript.read(t, catalog))));
        String name = sub
                ? projectPath.substring(projectPath.lastIndexOf(':') + 1)
                : script(sources, root, "settings")
                        .flatMap(t -> t.first(ROOT_NAME))
                        .map(SourceText.Hit::value)
                        .orElse("app");
        return new GradleProject(
                root,
                folder,
                name,
                projectPath,
                scripts,
                sources.has(root, "gradlew") && sources.has(root, "gradle/wrapper/gradle-wrapper.properties"));
    }

    /** A convention plugin is a script of its name. */
    private static Optional<SourceText> convention(Sources sources, String root, String plugin) {
        return List.of(".gradle.kts", ".gradle").stream()
                .flatMap(end -> sources.named(plugin + end).stream())
                .filter(e -> Sources.within(e.path(), root) && e.path().matches("(?:.*/)?(?:buildSrc|build-logic)/.*"))
                .findFirst()
                .flatMap(e -> sources.text(e.path()));
    }

    List<Dependency> plugins() {
        return scripts.stream().flatMap(s -> s.plugins().stream()).toList();
    }

    List<Dependency> dependencies() {
        return scripts.stream().flatMap(s -> s.dependencies().stream()).toList();
    }

    List<String> projects() {
        return scripts.stream().flatMap(s -> s.projects().stream()).distinct().toList();
    }

    Optional<Dependency> plugin(String... ids) {
        return plugins().stream().filter(p -> List.of(ids).contains(p.name())).findFirst();
    }

    Fact.Evidence manifest() {
        return scripts.getFirst().text().evidence(1);
    }

    void claimMain(Claims<String> mains) {
        for (GradleScript s : scripts) {
            s.text()
                    .first(MAIN_CLASS)
                    .ifPresent(h -> mains.add(
                            Claims.Source.DECLARATION,
                            h.value(),
                            Confidence.CERTAIN,
                            s.text().evidence(h.line())));
        }
    }

    Fact<String> javaVersion(Sources sources) {
        Claims<String> claims = new Claims<>("gradle.version");
        for (GradleScript s : scripts) {
            for (Pattern p : VERSIONS) {
                s.text()
                        .first(p)
                        .ifPresent(h -> claims.add(
                                Claims.Source.DECLARATION,
                                h.value(),
                                s == scripts.getFirst() ? Confidence.CERTAIN : Confidence.HIGH,
                                s.text().evidence(h.line())));
            }
        }
        JvmVersion.claimFiles(sources, folder, claims);
        return JvmVersion.checked(sources, claims.choose("the build names no Java release", List.of()));
    }

    /** File name of the plain jar without its ending; empty when the version is computed. */
    Optional<String> jarName(Sources sources) {
        Optional<String> literal = scripts.stream()
                .flatMap(s -> s.text().first(VERSION).stream())
                .map(SourceText.Hit::value)
                .findFirst();
        Optional<String> property = List.of(folder, root).stream()
                .flatMap(f -> sources.properties(Sources.path(f, "gradle.properties")).textAt("version").stream())
                .findFirst();
        boolean computed = scripts.stream()
                .anyMatch(s -> s.text().lines().stream()
                        .anyMatch(l -> l.matches("\\s*(?:project\\.)?version\\s*=.*")
                                && !VERSION.matcher(l).find()));
        if (computed) {
            return Optional.empty();
        }
        return Optional.of(literal.or(() -> property).map(v -> name + "-" + v).orElse(name));
    }
}
