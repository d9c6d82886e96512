package dev.slipway.assess.detect;

import dev.slipway.assess.Fact;
import dev.slipway.assess.SourceText;
import dev.slipway.assess.Sources;
import dev.slipway.text.Xml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pom with what it inherits from parents in the repository: never from the network, so what a remote parent says stays
 * unknown.
 *
 * @param parent the parent in the repository
 * @param remoteParent coordinates of the nearest parent outside it, as a marker
 */
record MavenPom(
        String path, String folder, Xml.Element project, Optional<MavenPom> parent, List<Dependency> remoteParent) {
    /** Parents of parents; deeper chains are made on purpose. */
    private static final int MAX_PARENTS = 12;

    private static final int MAX_RESOLVE = 8;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^${}]{1,100})}");

    /** A build plugin with its configuration. */
    record Plugin(String name, Xml.Element element, Fact.Evidence evidence) {
        Optional<String> setting(String key) {
            Optional<String> own = element.textAt("configuration", key);
            return own.or(() -> element.at("executions").stream()
                    .flatMap(e -> e.children("execution").stream())
                    .flatMap(e -> e.textAt("configuration", key).stream())
                    .findFirst());
        }

        boolean hasGoal(String goal) {
            return element.at("executions").stream()
                    .flatMap(e -> e.children("execution").stream())
                    .flatMap(e -> e.at("goals").stream())
                    .flatMap(g -> g.children("goal").stream())
                    .anyMatch(g -> g.text().equals(goal));
        }
    }

    /** Reads a pom; empty when it cannot be read. */
    static Optional<MavenPom> read(Sources sources, String path) {
        return read(sources, path, 0);
    }

    private static Optional<MavenPom> read(Sources sources, String path, int depth) {
        if (depth > MAX_PARENTS) {
            return Optional.empty();
        }
        return sources.xml(path).filter(e -> e.name().equals("project")).map(project -> {
            String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : ".";
            Optional<Xml.Element> declared = project.child("parent");
            Optional<MavenPom> local = declared.flatMap(p -> parentPath(sources, folder, p))
                    .filter(p -> !p.equals(path))
                    .flatMap(p -> read(sources, p, depth + 1))
                    .filter(p -> declared.flatMap(d -> d.textAt("artifactId"))
                            .equals(p.project().textAt("artifactId")));
            List<Dependency> remote = local.map(MavenPom::remoteParent)
                    .orElseGet(() -> declared.map(p -> coordinates(sources, path, p)).stream()
                            .toList());
            return new MavenPom(path, folder, project, local, remote);
        });
    }

    private static Optional<String> parentPath(Sources sources, String folder, Xml.Element parent) {
        String relative = parent.child("relativePath").map(Xml.Element::text).orElse("../pom.xml");
        if (relative.isEmpty()) {
            return Optional.empty();
        }
        String joined = join(folder, relative);
        return List.of(joined, Sources.path(joined, "pom.xml")).stream()
                .filter(p -> p.endsWith(".xml") && sources.has(p))
                .findFirst();
    }

    /** A relative path from a folder; {@code ?} when it leaves the repository. */
    static String join(String folder, String relative) {
        List<String> parts = new ArrayList<>(folder.equals(".") ? List.of() : List.of(folder.split("/")));
        for (String part : relative.replace('\\', '/').split("/")) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return "?";
                }
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts.isEmpty() ? "." : String.join("/", parts);
    }

    private static Dependency coordinates(Sources sources, String path, Xml.Element e) {
        return new Dependency(
                e.textAt("groupId").orElse("") + ":" + e.textAt("artifactId").orElse(""),
                e.textAt("version").orElse(""),
                Dependency.Scope.RUNTIME,
                sources.evidence(path, e.child("artifactId").orElse(e).span().line()));
    }

    Optional<String> artifactId() {
        return project.textAt("artifactId").flatMap(this::resolved);
    }

    String groupId() {
        return project.textAt("groupId")
                .or(() -> project.textAt("parent", "groupId"))
                .flatMap(this::resolved)
                .orElse("");
    }

    private Optional<String> version() {
        return project.textAt("version")
                .or(() -> project.textAt("parent", "version"))
                .flatMap(this::resolved);
    }

    String packaging() {
        return project.textAt("packaging").flatMap(this::resolved).orElse("jar");
    }

    /** Folders of the modules, of the pom and of its profiles. */
    List<String> modules() {
        List<Xml.Element> lists = new ArrayList<>();
        project.child("modules").ifPresent(lists::add);
        project.child("subprojects").ifPresent(lists::add);
        project.at("profiles").stream()
                .flatMap(p -> p.children("profile").stream())
                .forEach(p -> p.child("modules").ifPresent(lists::add));
        return lists.stream()
                .flatMap(l -> l.children().stream())
                .map(Xml.Element::text)
                .map(m -> join(folder, m.endsWith("pom.xml") ? m.substring(0, m.length() - 7) : m))
                .distinct()
                .toList();
    }

    /** A property with the file and line that sets it, nearest first. */
    Optional<SourceText.Hit> property(String name) {
        Optional<SourceText.Hit> own = project.at("properties", name)
                .filter(e -> !e.text().isEmpty())
                .map(e -> new SourceText.Hit(e.text(), e.span().line()));
        return own.or(() -> parent.flatMap(p -> p.property(name)));
    }

    /** The pom of this chain that sets the property. */
    String propertyFile(String name) {
        boolean own =
                project.at("properties", name).filter(e -> !e.text().isEmpty()).isPresent();
        return own ? path : parent.map(p -> p.propertyFile(name)).orElse(path);
    }

    /** All properties of the chain. */
    Map<String, String> properties() {
        Map<String, String> all = new HashMap<>(parent.map(MavenPom::properties).orElse(Map.of()));
        project.child("properties").ifPresent(p -> p.children().forEach(e -> all.put(e.name(), e.text())));
        return all;
    }

    /** A text with its properties filled in; empty when one is unknown. */
    Optional<String> resolved(String text) {
        String here = text;
        for (int i = 0; i < MAX_RESOLVE && here.contains("${") && here.length() < 2_000; i++) {
            Matcher m = PLACEHOLDER.matcher(here);
            StringBuilder out = new StringBuilder();
            while (m.find()) {
                String value = lookup(m.group(1)).orElse(m.group());
                m.appendReplacement(out, Matcher.quoteReplacement(value));
            }
            m.appendTail(out);
            here = out.toString();
        }
        return here.contains("${") ? Optional.empty() : Optional.of(here);
    }

    private Optional<String> lookup(String name) {
        return switch (name) {
            case "project.artifactId", "artifactId" -> project.textAt("artifactId");
            case "project.version", "version" ->
                project.textAt("version").or(() -> project.textAt("parent", "version"));
            case "project.groupId", "groupId" ->
                project.textAt("groupId").or(() -> project.textAt("parent", "groupId"));
            case "project.parent.version" -> project.textAt("parent", "version");
            default -> property(name).map(SourceText.Hit::value);
        };
    }

    /** Dependencies of the chain; managed versions are not looked up, managed scopes are. */
    List<Dependency> dependencies(Sources sources) {
        Map<String, Dependency> all = new LinkedHashMap<>();
        parent.ifPresent(p -> p.dependencies(sources).forEach(d -> all.put(d.name(), d)));
        project.at("dependencies").stream()
                .flatMap(d -> d.children("dependency").stream())
                .forEach(e -> {
                    Dependency raw = coordinates(sources, path, e);
                    String name = resolved(raw.name()).orElse(raw.name());
                    String scope =
                            e.textAt("scope").or(() -> managedScope(name)).orElse("compile");
                    Dependency.Scope when = switch (scope) {
                        case "test" -> Dependency.Scope.TEST;
                        case "provided", "system", "import" -> Dependency.Scope.DEVELOPMENT;
                        default -> Dependency.Scope.RUNTIME;
                    };
                    all.put(name, new Dependency(name, resolved(raw.version()).orElse(""), when, raw.evidence()));
                });
        return List.copyOf(all.values());
    }

    private Optional<String> managedScope(String name) {
        Optional<String> own = project.at("dependencyManagement", "dependencies").stream()
                .flatMap(d -> d.children("dependency").stream())
                .filter(d -> (d.textAt("groupId").orElse("") + ":"
                                + d.textAt("artifactId").orElse(""))
                        .equals(name))
                .flatMap(d -> d.textAt("scope").stream())
                .findFirst();
        return own.or(() -> parent.flatMap(p -> p.managedScope(name)));
    }

    /** Plugins of the chain that take part in the build (not merely managed), nearest configuration first. */
    List<Plugin> plugins(Sources sources) {
        List<Plugin> all = new ArrayList<>();
        project.at("build", "plugins").stream()
                .flatMap(p -> p.children("plugin").stream())
                .forEach(e -> all.add(new Plugin(
                        e.textAt("groupId").orElse("org.apache.maven.plugins") + ":"
                                + e.textAt("artifactId").orElse(""),
                        e,
                        sources.evidence(
                                path, e.child("artifactId").orElse(e).span().line()))));
        parent.ifPresent(p -> all.addAll(p.plugins(sources)));
        return all;
    }

    /** The value of a plugin's setting, managed or not, nearest first. */
    Optional<String> pluginSetting(Sources sources, String artifact, String key) {
        Optional<String> own =
                List.of(project.at("build", "plugins"), project.at("build", "pluginManagement", "plugins")).stream()
                        .flatMap(Optional::stream)
                        .flatMap(p -> p.children("plugin").stream())
                        .filter(p -> p.textAt("artifactId").orElse("").equals(artifact))
                        .flatMap(e -> new Plugin(
                                        artifact,
                                        e,
                                        sources.evidence(path, e.span().line()))
                                .setting(key).stream())
                        .flatMap(v -> resolved(v).stream())
                        .findFirst();
        return own.or(() -> parent.flatMap(p -> p.pluginSetting(sources, artifact, key)));
    }

    /** The name of the main artifact without its ending; empty when a remote parent or an unknown property decides. */
    Optional<String> finalName() {
        Optional<String> declared = project.textAt("build", "finalName")
                .or(() -> parent.flatMap(p -> p.project().textAt("build", "finalName")));
        if (declared.isPresent()) {
            return declared.flatMap(this::resolved);
        }
        return artifactId().flatMap(a -> version().map(v -> a + "-" + v));
    }
}
