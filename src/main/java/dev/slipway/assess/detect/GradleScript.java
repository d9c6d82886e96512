package dev.slipway.assess.detect;

import dev.slipway.assess.SourceText;
import dev.slipway.assess.Sources;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Gradle build script read as text, Groovy and Kotlin alike: plugins, dependencies, and settings by pattern. What a script
 * computes stays unknown.
 *
 * @param plugins applied here, by id; those with {@code apply false} are not
 * @param projects paths of other projects it depends on, such as {@code :core}
 */
record GradleScript(
        String path, SourceText text, List<Dependency> plugins, List<Dependency> dependencies, List<String> projects) {
    private static final Pattern PLUGIN = Pattern.compile("\\bid\\s*\\(?\\s*[\"']([\\w.-]+)[\"']");
    private static final Pattern KOTLIN_PLUGIN = Pattern.compile("^\\s*kotlin\\(\"([\\w.]+)\"\\)");
    private static final Pattern ALIAS = Pattern.compile("\\balias\\s*\\(?\\s*libs\\.plugins\\.([\\w.]+)");
    private static final Pattern APPLY = Pattern.compile("\\bapply\\s*\\(?\\s*plugin\\s*[:=]\\s*[\"']([\\w.-]+)[\"']");
    private static final Pattern BARE = Pattern.compile("^\\s*`?(application|java|war|java-library)`?\\s*$");
    private static final String CONFIGURATION =
            "^\\s*(\\w*(?:[iI]mplementation|[aA]pi|runtimeOnly|RuntimeOnly|compileOnly|CompileOnly|developmentOnly|annotationProcessor|AnnotationProcessor))";
    private static final Pattern COORDINATES = Pattern.compile(CONFIGURATION
            + "\\s*\\(?\\s*(?:(?:enforcedP|p)latform\\s*\\(?\\s*)?[\"']([\\w.-]+:[\\w.-]+)(?::([^\"'@]*))?[@\"']");
    private static final Pattern MAP_FORM = Pattern.compile(CONFIGURATION
            + "\\s*\\(?\\s*group\\s*[:=]\\s*[\"']([\\w.-]+)[\"']\\s*,\\s*name\\s*[:=]\\s*[\"']([\\w.-]+)[\"']");
    private static final Pattern CATALOG =
            Pattern.compile(CONFIGURATION + "\\s*\\(?\\s*(?:platform\\s*\\(\\s*)?libs\\.([\\w.]+)");
    private static final Pattern PROJECT = Pattern.compile(
            CONFIGURATION + "\\s*\\(?\\s*project\\s*\\(\\s*(?:path\\s*[:=]\\s*)?[\"'](:[\\w:.-]+)[\"']");

    /** Aliases of gradle/libs.versions.toml: library accessors to coordinates, plugin accessors to ids. */
    record Catalog(Map<String, String> libraries, Map<String, String> plugins, Map<String, List<String>> bundles) {
        static Catalog read(Sources sources, String root) {
            Node toml = sources.toml(Sources.path(root, "gradle/libs.versions.toml"));
            Map<String, String> libraries = new HashMap<>();
            toml.entriesAt("libraries").forEach(e -> {
                String module = e.value() instanceof Node.Scalar s
                        ? s.value()
                        : e.value()
                                .textAt("module")
                                .orElseGet(() -> e.value().textAt("group").orElse("") + ":"
                                        + e.value().textAt("name").orElse(""));
                String[] parts = module.split(":");
                libraries.put(accessor(e.key().value()), parts.length > 1 ? parts[0] + ":" + parts[1] : module);
            });
            Map<String, String> plugins = new HashMap<>();
            toml.entriesAt("plugins").forEach(e -> {
                String id = e.value() instanceof Node.Scalar s
                        ? s.value().replaceFirst(":.*", "")
                        : e.value().textAt("id").orElse("");
                plugins.put(accessor(e.key().value()), id);
            });
            Map<String, List<String>> bundles = new HashMap<>();
            toml.entriesAt("bundles")
                    .forEach(e -> bundles.put(
                            "bundles." + accessor(e.key().value()),
                            e.value() instanceof Node.Sequence s
                                    ? s.items().stream()
                                            .map(n -> n instanceof Node.Scalar x ? accessor(x.value()) : "")
                                            .toList()
                                    : List.of()));
            return new Catalog(libraries, plugins, bundles);
        }

        private static String accessor(String alias) {
            return alias.replace('-', '.').replace('_', '.');
        }
    }

    static GradleScript read(SourceText text, Catalog catalog) {
        List<Dependency> plugins = new ArrayList<>();
        List<Dependency> dependencies = new ArrayList<>();
        List<String> projects = new ArrayList<>();
        int pluginBlock = 0;
        for (int i = 1; i <= text.lines().size(); i++) {
            String line = text.line(i);
            if (line.length() > SourceText.MAX_LINE || line.stripLeading().startsWith("//")) {
                continue;
            }
            if (line.matches("\\s*plugins\\s*\\{.*")) {
                pluginBlock = 1;
            }
            plugin(line, pluginBlock == 1, catalog)
                    .filter(p -> !line.matches(".*\\bapply\\s*\\(?\\s*false.*"))
                    .ifPresent(add(plugins, text, i, Dependency.Scope.RUNTIME));
            if (pluginBlock == 1 && line.contains("}")) {
                pluginBlock = 2;
            }
            dependency(line, text, i, catalog, dependencies);
            Matcher project = PROJECT.matcher(line);
            if (project.find() && scope(project.group(1)) == Dependency.Scope.RUNTIME) {
                projects.add(project.group(2));
            }
        }
        return new GradleScript(text.path(), text, plugins, dependencies, projects);
    }

    private static java.util.function.Consumer<String> add(
            List<Dependency> list, SourceText text, int line, Dependency.Scope scope) {
        return name -> list.add(new Dependency(name, "", scope, text.evidence(line)));
    }

    private static Optional<String> plugin(String line, boolean inBlock, Catalog catalog) {
        Matcher m = PLUGIN.matcher(line);
        if (m.find()) {
            return Optional.of(m.group(1));
        }
        Matcher alias = ALIAS.matcher(line);
        if (alias.find()) {
            return Optional.ofNullable(catalog.plugins().get(alias.group(1)));
        }
        Matcher kotlin = KOTLIN_PLUGIN.matcher(line);
        if (inBlock && kotlin.find()) {
            return Optional.of("org.jetbrains.kotlin." + kotlin.group(1));
        }
        Matcher apply = APPLY.matcher(line);
        if (apply.find()) {
            return Optional.of(apply.group(1));
        }
        Matcher bare = BARE.matcher(line);
        return inBlock && bare.find() ? Optional.of(bare.group(1)) : Optional.empty();
    }

    private static void dependency(String line, SourceText text, int number, Catalog catalog, List<Dependency> all) {
        Matcher m = COORDINATES.matcher(line);
        if (m.find()) {
            String version = m.group(3) == null ? "" : m.group(3);
            all.add(new Dependency(m.group(2), version, scope(m.group(1)), text.evidence(number)));
            return;
        }
        Matcher map = MAP_FORM.matcher(line);
        if (map.find()) {
            all.add(new Dependency(map.group(2) + ":" + map.group(3), "", scope(map.group(1)), text.evidence(number)));
            return;
        }
        Matcher c = CATALOG.matcher(line);
        if (c.find()) {
            List<String> names = catalog.bundles().getOrDefault(c.group(2), List.of(c.group(2)));
            names.stream()
                    .flatMap(n -> Optional.ofNullable(catalog.libraries().get(n)).stream())
                    .forEach(n -> all.add(new Dependency(n, "", scope(c.group(1)), text.evidence(number))));
        }
    }

    private static Dependency.Scope scope(String configuration) {
        String c = configuration.toLowerCase(java.util.Locale.ROOT);
        if (c.contains("test")) {
            return Dependency.Scope.TEST;
        }
        return c.contains("compileonly") || c.contains("development") || c.contains("processor")
                ? Dependency.Scope.DEVELOPMENT
                : Dependency.Scope.RUNTIME;
    }

    /** The lines of a block such as {@code subprojects { ... }} as a script of its own; empty when there is none. */
    Optional<GradleScript> block(String name, Catalog catalog) {
        int start = 0;
        for (int i = 1; i <= text.lines().size(); i++) {
            if (text.line(i).matches("\\s*" + name + "\\s*\\{.*")) {
                start = i;
                break;
            }
        }
        if (start == 0) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        for (int i = 1; i < start; i++) {
            lines.add("");
        }
        int depth = 0;
        for (int i = start; i <= text.lines().size(); i++) {
            String line = text.line(i);
            lines.add(line);
            depth += (int) line.chars().filter(c -> c == '{').count()
                    - (int) line.chars().filter(c -> c == '}').count();
            if (depth <= 0) {
                break;
            }
        }
        return Optional.of(read(new SourceText(path, lines), catalog));
    }
}
