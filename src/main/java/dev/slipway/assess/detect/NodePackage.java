package dev.slipway.assess.detect;

import dev.slipway.assess.Fact;
import dev.slipway.assess.Sources;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A package.json.
 *
 * @param workspace folder of the workspace root that has it as a member; its own folder when it is none
 */
record NodePackage(
        String path,
        String folder,
        Node root,
        List<Dependency> dependencies,
        Map<String, Script> scripts,
        String workspace) {
    /** A script and where it stands. */
    record Script(String command, Fact.Evidence evidence) {}

    static NodePackage read(Sources sources, String path, String workspace) {
        Node root = sources.json(path);
        List<Dependency> dependencies = new ArrayList<>();
        for (String group : List.of("dependencies", "optionalDependencies", "devDependencies")) {
            Dependency.Scope scope =
                    group.equals("devDependencies") ? Dependency.Scope.DEVELOPMENT : Dependency.Scope.RUNTIME;
            root.entriesAt(group)
                    .forEach(e -> dependencies.add(new Dependency(
                            e.key().value(),
                            e.value() instanceof Node.Scalar s ? s.value() : "",
                            scope,
                            sources.evidence(path, e.key().span().line()))));
        }
        Map<String, Script> scripts = new LinkedHashMap<>();
        root.entriesAt("scripts").forEach(e -> {
            if (e.value() instanceof Node.Scalar s) {
                scripts.put(
                        e.key().value(),
                        new Script(
                                s.value(), sources.evidence(path, e.key().span().line())));
            }
        });
        String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : ".";
        return new NodePackage(path, folder, root, dependencies, scripts, workspace);
    }

    /** Globs of the members; empty when it is no workspace root. */
    static List<String> members(Sources sources, String folder) {
        List<String> globs = new ArrayList<>();
        Node root = sources.json(Sources.path(folder, "package.json"));
        List<Node> listed =
                root.listAt("workspaces").isEmpty() ? root.listAt("workspaces", "packages") : root.listAt("workspaces");
        listed.forEach(n -> globs.add(n instanceof Node.Scalar s ? s.value() : ""));
        if (sources.has(folder, "pnpm-workspace.yaml")) {
            sources.yaml(Sources.path(folder, "pnpm-workspace.yaml")).stream()
                    .flatMap(d -> d.listAt("packages").stream())
                    .forEach(n -> globs.add(n instanceof Node.Scalar s ? s.value() : ""));
        }
        return globs.stream().filter(g -> !g.isBlank()).toList();
    }

    /** Whether a member glob (only {@code *} and {@code **}) names this folder, relative to the workspace root. */
    static boolean isMember(List<String> globs, String relative) {
        List<String> path = List.of(relative.split("/"));
        boolean listed = globs.stream().filter(g -> !g.startsWith("!")).anyMatch(g -> matches(segments(g), path));
        return listed
                && globs.stream()
                        .filter(g -> g.startsWith("!"))
                        .noneMatch(g -> matches(segments(g.substring(1)), path));
    }

    private static List<String> segments(String glob) {
        return List.of(glob.replaceFirst("^\\./", "").split("/"));
    }

    /** Segment by segment, in quadratic time whatever the glob: reach[i] says that the segments so far can end before i. */
    private static boolean matches(List<String> glob, List<String> path) {
        boolean[] reach = new boolean[path.size() + 1];
        reach[0] = true;
        for (String segment : glob) {
            boolean[] next = new boolean[path.size() + 1];
            for (int i = 0; i <= path.size(); i++) {
                if (!reach[i]) {
                    continue;
                }
                if (segment.equals("**")) {
                    java.util.Arrays.fill(next, i, path.size() + 1, true);
                } else if (i < path.size() && segmentMatches(segment, path.get(i))) {
                    next[i + 1] = true;
                }
            }
            reach = next;
        }
        return reach[path.size()];
    }

    private static boolean segmentMatches(String glob, String name) {
        int star = glob.indexOf('*');
        if (star < 0) {
            return glob.equals(name);
        }
        String head = glob.substring(0, star);
        String tail = glob.substring(glob.lastIndexOf('*') + 1);
        return name.length() >= head.length() + tail.length() && name.startsWith(head) && name.endsWith(tail);
    }

    Optional<String> name() {
        return root.textAt("name");
    }

    Fact.Evidence evidence(Sources sources) {
        int line = root instanceof Node.Mapping m
                ? m.entry("name").map(e -> e.key().span().line()).orElse(1)
                : 1;
        return sources.evidence(path, line);
    }

    Optional<Dependency> runtime(String name) {
        return dependencies.stream()
                .filter(d -> d.runtime() && d.name().equals(name))
                .findFirst();
    }

    Optional<Dependency> any(String name) {
        return dependencies.stream().filter(d -> d.name().equals(name)).findFirst();
    }

    Optional<Script> script(String name) {
        return Optional.ofNullable(scripts.get(name));
    }
}
