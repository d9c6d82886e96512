package dev.slipway.pipeline.dialect.gitlab;

import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import dev.slipway.text.Yaml;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a file with all that it includes into one map (GitLab documentation, "Use CI/CD configuration from other files"): what
 * is included is merged in its order, the including file over it.
 */
final class Loader {
    /** Files of one configuration, GitLab's own limit. */
    static final int MAX_FILES = 150;

    /** The kind of what is missing here, but may be there for the service. */
    static final String NOT_AT_HAND = "not-at-hand";

    private final Trees trees;
    private final Sources sources;
    private final Map<String, String> variables;
    private final Deque<String> open = new ArrayDeque<>();
    private int files;

    Loader(Trees trees, Sources sources, Map<String, String> variables) {
        this.trees = trees;
        this.sources = sources;
        this.variables = variables;
    }

    /** Whose files {@code local} means: the repository's own, or those of a project at a ref. */
    private record Home(String repository, String ref) {
        static final Home OWN = new Home("", "");

        Optional<String> read(Sources sources, String path) {
            return repository.isEmpty() ? sources.local(path) : sources.foreign(repository, ref, path);
        }
    }

    Node.Mapping load(String path, String text, Map<String, Node> inputs) {
        return load(path, text, Home.OWN, inputs, Trees.empty());
    }

    private Node.Mapping load(String path, String text, Home home, Map<String, Node> inputs, Node at) {
        Parsed parsed = Yaml.parse(path, text);
        parsed.errors()
                .forEach(e ->
                        trees.wrong(new dev.slipway.base.Place(path, e.line(), e.column()), "syntax", e.message()));
        List<Node> documents = parsed.documents();
        documents.forEach(d -> trees.from(path, d));
        if (documents.isEmpty()) {
            return Trees.empty();
        }
        Node header = documents.size() > 1 ? documents.getFirst().at("spec").orElse(Trees.empty()) : Trees.empty();
        Node body = documents.size() > 1 ? documents.get(1) : documents.getFirst();
        if (body instanceof Node.Scalar s && s.kind() == Node.Kind.NULL) {
            return Trees.empty();
        }
        Node filled = Inputs.fill(trees, header, body, inputs, at == Trees.empty() ? body : at, variables);
        if (!(filled instanceof Node.Mapping m)) {
            trees.wrong(body, "type", "a map of jobs and keywords is expected at the top");
            return Trees.empty();
        }
        return included(path, m, home);
    }

    private Node.Mapping included(String path, Node.Mapping file, Home home) {
        Optional<Node> include = file.get("include");
        Node merged = Trees.empty();
        if (include.isPresent()) {
            open.push(home + path);
            Map<String, String> known = new LinkedHashMap<>(variables);
            file.entriesAt("variables")
                    .forEach(e ->
                            scalarOf(e.value()).ifPresent(v -> known.put(e.key().value(), v)));
            List<Node> items = include.get() instanceof Node.Sequence s ? s.items() : List.of(include.get());
            for (Node item : items) {
                merged = trees.merge(merged, one(item, home, known));
            }
            open.pop();
        }
        return (Node.Mapping) trees.merge(merged, trees.without(file, "include"));
    }

    static Optional<String> scalarOf(Node node) {
        return node instanceof Node.Scalar s ? Optional.of(s.value()) : node.textAt("value");
    }

    private Node one(Node item, Home home, Map<String, String> known) {
        switch (item) {
            case Node.Scalar s -> {
                String where = Variables.expandKnown(s.value(), known);
                return where.matches("https?://.*")
                        ? foreign(s, where, "", "", where, Map.of())
                        : local(s, where, home, Map.of());
            }
            case Node.Sequence s -> {
                trees.wrong(
                        s, "type", "an include is a path or a map with local, project, remote, template or component");
                return Trees.empty();
            }
            case Node.Mapping m -> {
                return one(m, home, known);
            }
        }
    }

    private Node one(Node.Mapping m, Home home, Map<String, String> known) {
        if (m.get("rules").isPresent() && !wanted(m, known)) {
            return Trees.empty();
        }
        Map<String, Node> inputs = new LinkedHashMap<>();
        m.entriesAt("inputs").forEach(e -> inputs.put(e.key().value(), e.value()));
        Optional<String> local = m.textAt("local").map(t -> Variables.expandKnown(t, known));
        if (local.isPresent()) {
            return local(m.get("local").orElse(m), local.get(), home, inputs);
        }
        Optional<String> remote = m.textAt("remote").map(t -> Variables.expandKnown(t, known));
        if (remote.isPresent()) {
            return foreign(m.get("remote").orElse(m), remote.get(), "", "", remote.get(), inputs);
        }
        Optional<String> template = m.textAt("template");
        if (template.isPresent()) {
            return foreign(m.get("template").orElse(m), "template", "", template.get(), template.get(), inputs);
        }
        Optional<String> component = m.textAt("component").map(t -> Variables.expandKnown(t, known));
        if (component.isPresent()) {
            return component(m.get("component").orElse(m), component.get(), inputs);
        }
        if (m.get("project").isPresent()) {
            return project(m, known, inputs);
        }
        trees.wrong(m, "missing-key", "an include names local, project, remote, template or component");
        return Trees.empty();
    }

    private boolean wanted(Node.Mapping m, Map<String, String> known) {
        for (Node rule : m.listAt("rules")) {
            boolean met = true;
            Optional<String> condition = rule.textAt("if");
            if (condition.isPresent()) {
                try {
                    met = Expression.evaluate(condition.get(), known).holds();
                } catch (Expression.Malformed e) {
                    trees.wrong(rule.at("if").orElse(rule), "expression", String.valueOf(e.getMessage()));
                    met = false;
                }
            }
            if (met && rule.at("exists").isPresent()) {
                Node exists = rule.at("exists").orElse(rule);
                List<Node> globs = exists instanceof Node.Sequence s ? s.items() : exists.listAt("paths");
                List<Node> all = globs.isEmpty() ? List.of(exists) : globs;
                met = all.stream()
                        .anyMatch(g -> g instanceof Node.Scalar s
                                && (sources.local(s.value()).isPresent()
                                        || !sources.matching(s.value()).isEmpty()));
            }
            if (met) {
                return !rule.textAt("when").orElse("").equals("never");
            }
        }
        return false;
    }

    private Node project(Node.Mapping m, Map<String, String> known, Map<String, Node> inputs) {
        String project = Variables.expandKnown(m.textAt("project").orElse(""), known);
        String ref = Variables.expandKnown(m.textAt("ref").orElse(""), known);
        Node file = m.get("file").orElse(m);
        if (file == m) {
            trees.wrong(m, "missing-key", "an include of a project names a file");
            return Trees.empty();
        }
        Node merged = Trees.empty();
        for (Node f : file instanceof Node.Sequence s ? s.items() : List.of(file)) {
            String path = scalarOf(f).map(t -> Variables.expandKnown(t, known)).orElse("");
            merged = trees.merge(merged, foreign(f, project, ref, stripped(path), project + ":" + path, inputs));
        }
        return merged;
    }

    /** {@code host/group/project/name@version}: its template is one of two files of that project. */
    private Node component(Node at, String address, Map<String, Node> inputs) {
        int version = address.lastIndexOf('@');
        int name = address.lastIndexOf('/', version < 0 ? address.length() : version);
        int host = address.indexOf('/');
        if (version < 0 || name <= host) {
            trees.wrong(at, "value", "a component is written HOST/PROJECT/NAME@VERSION");
            return Trees.empty();
        }
        String project = address.substring(host + 1, name);
        String ref = address.substring(version + 1);
        String component = address.substring(name + 1, version);
        for (String path : List.of("templates/" + component + ".yml", "templates/" + component + "/template.yml")) {
            Home home = new Home(project, ref);
            Optional<String> text = home.read(sources, path);
            if (text.isPresent()) {
                return file(at, path, text.get(), home, inputs);
            }
        }
        trees.wrong(at, NOT_AT_HAND, "component " + address + " is not at hand");
        return Trees.empty();
    }

    private Node foreign(Node at, String repository, String ref, String path, String shown, Map<String, Node> inputs) {
        Home home = new Home(repository, ref);
        Optional<String> text = home.read(sources, path);
        if (text.isEmpty()) {
            trees.wrong(at, NOT_AT_HAND, "included file " + shown + " is not at hand");
            return Trees.empty();
        }
        return file(at, path.isEmpty() ? repository : path, text.get(), home, inputs);
    }

    private Node local(Node at, String written, Home home, Map<String, Node> inputs) {
        String path = stripped(written);
        if (path.contains("*")) {
            Node merged = Trees.empty();
            for (String match : home.repository().isEmpty() ? sources.matching(path) : List.<String>of()) {
                merged =
                        trees.merge(merged, file(at, match, sources.local(match).orElse(""), home, inputs));
            }
            return merged;
        }
        Optional<String> text = home.read(sources, path);
        if (text.isEmpty()) {
            trees.wrong(at, "reference", "there is no file " + written);
            return Trees.empty();
        }
        return file(at, path, text.get(), home, inputs);
    }

    private static String stripped(String path) {
        return path.replaceFirst("^(\\./|/)+", "");
    }

    private Node file(Node at, String path, String text, Home home, Map<String, Node> inputs) {
        if (++files > MAX_FILES) {
            if (files == MAX_FILES + 1) {
                trees.wrong(at, "limit", "more than " + MAX_FILES + " included files");
            }
            return Trees.empty();
        }
        if (open.contains(home + path)) {
            trees.wrong(
                    at,
                    "cycle",
                    path + " includes itself: "
                            + String.join(
                                    " in ",
                                    open.stream()
                                            .map(o -> o.substring(o.lastIndexOf(']') + 1))
                                            .toList()));
            return Trees.empty();
        }
        return load(path, text, home, inputs, at);
    }
}
