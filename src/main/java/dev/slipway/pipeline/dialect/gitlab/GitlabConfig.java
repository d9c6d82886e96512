package dev.slipway.pipeline.dialect.gitlab;

import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration with everything put in: includes, inputs, extends, references, defaults.
 *
 * @param root the merged map
 * @param stages in their order, {@code .pre} first and {@code .post} last
 * @param jobs by name, in the order written; hidden ones left out
 * @param variables of the file
 * @param raw names of those that are not expanded
 * @param mistakes everything that GitLab would refuse, in the order of the places
 */
public record GitlabConfig(
        Node.Mapping root,
        List<String> stages,
        Map<String, GitlabJob> jobs,
        Map<String, String> variables,
        List<String> raw,
        List<Mistake> mistakes) {
    /** Stages of a file that names none. */
    private static final List<String> STAGES = List.of("build", "test", "deploy");

    /** Jobs of one file. */
    private static final int MAX_JOBS = 100_000;

    /**
     * Reads a file. Never throws for bad input.
     *
     * @param inputs of the pipeline by name
     * @param variables that includes may name
     */
    public static GitlabConfig read(
            String path, String text, Sources sources, Map<String, Node> inputs, Map<String, String> variables) {
        Trees trees = new Trees(path);
        try {
            Node.Mapping loaded = new Loader(trees, sources, variables).load(path, text, inputs);
            Node.Mapping root = Resolver.resolve(trees, loaded);
            return new Reading(trees, root).config();
        } catch (StackOverflowError e) {
            trees.wrong(Trees.empty(), "limit", "nested too deeply");
            return new GitlabConfig(Trees.empty(), STAGES, Map.of(), Map.of(), List.of(), trees.mistakes());
        }
    }

    /** Whether GitLab would take it. */
    public boolean ok() {
        return mistakes.isEmpty();
    }

    /** The whole configuration with everything put in, as the service would see it. */
    public Node.Mapping expanded() {
        List<Node.Entry> entries = new ArrayList<>();
        entries.add(new Node.Entry(
                Trees.text("stages"),
                new Node.Sequence(stages.stream().map(s -> (Node) Trees.text(s)).toList(), root.span())));
        for (String key : List.of("variables", "workflow")) {
            root.entry(key).ifPresent(entries::add);
        }
        jobs.values().forEach(j -> entries.add(new Node.Entry(Trees.text(j.name()), normal(j.node()))));
        return new Node.Mapping(entries, root.span());
    }

    /** Scripts as flat lists, an image as a map, nothing that is null. */
    private static Node normal(Node.Mapping job) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry e : job.entries()) {
            Node value = e.value();
            if (value instanceof Node.Scalar s && s.kind() == Node.Kind.NULL) {
                continue;
            }
            Node written = switch (e.key().value()) {
                case "script", "before_script", "after_script" ->
                    new Node.Sequence(
                            Shapes.lines(value).stream()
                                    .map(l -> (Node) Trees.text(l))
                                    .toList(),
                            value.span());
                case "image" ->
                    value instanceof Node.Scalar
                            ? new Node.Mapping(List.of(new Node.Entry(Trees.text("name"), value)), value.span())
                            : value;
                case "rules" -> new Node.Sequence(Validation.flat(value), value.span());
                case "cache" -> value instanceof Node.Mapping ? new Node.Sequence(List.of(value), value.span()) : value;
                default -> value;
            };
            entries.add(new Node.Entry(e.key(), written));
        }
        return new Node.Mapping(entries, job.span());
    }

    /** The jobs of a resolved map. */
    private static final class Reading {
        private final Trees trees;
        private final Node.Mapping root;
        private final Node defaults;

        Reading(Trees trees, Node.Mapping root) {
            this.trees = trees;
            this.root = root;
            Node globals = Trees.empty();
            for (String key : List.of("image", "services", "before_script", "after_script", "cache")) {
                if (root.get(key).isPresent()) {
                    globals = trees.with(
                            (Node.Mapping) globals, key, root.get(key).get());
                }
            }
            this.defaults = trees.merge(globals, root.get("default").orElse(Trees.empty()));
        }

        GitlabConfig config() {
            List<String> stages = new ArrayList<>(List.of(".pre"));
            List<String> named = root.listAt("stages").stream()
                    .map(s -> s instanceof Node.Scalar t ? t.value() : "")
                    .filter(s -> !s.equals(".pre") && !s.equals(".post"))
                    .distinct()
                    .toList();
            stages.addAll(root.get("stages").isPresent() ? named : STAGES);
            stages.add(".post");
            Map<String, GitlabJob> jobs = new LinkedHashMap<>();
            for (Node.Entry e : root.entries()) {
                String name = e.key().value();
                if (!Shapes.TOP.contains(name) && !name.startsWith(".") && jobs.size() < MAX_JOBS) {
                    if (e.value() instanceof Node.Mapping m) {
                        jobs.put(name, job(name, e.key(), m));
                    } else {
                        trees.wrong(e.key(), "type", "job `" + name + "` is a map that has script, run or trigger");
                    }
                }
            }
            Validation.check(trees, root, stages, jobs);
            List<String> raw = new ArrayList<>();
            Map<String, String> variables = variables(root.get("variables").orElse(Trees.empty()), raw);
            return new GitlabConfig(root, List.copyOf(stages), jobs, variables, raw, trees.mistakes());
        }

        private GitlabJob job(String name, Node.Scalar key, Node.Mapping written) {
            Node.Mapping node = written;
            for (Node.Entry d : defaults.entriesAt()) {
                String k = d.key().value();
                if (Shapes.DEFAULTS.contains(k) && written.get(k).isEmpty() && takesDefault(written, k)) {
                    node = trees.with(node, k, d.value());
                }
            }
            List<String> raw = new ArrayList<>();
            Map<String, String> variables = variables(node.get("variables").orElse(Trees.empty()), raw);
            return new GitlabJob(
                    name, trees.place(key), node, node.textAt("stage").orElse("test"), variables, raw, inherits(node));
        }

        private static boolean takesDefault(Node.Mapping job, String key) {
            Node said = job.at("inherit", "default").orElse(Trees.empty());
            return switch (said) {
                case Node.Scalar s -> !s.value().equals("false");
                case Node.Sequence s ->
                    s.items().stream()
                            .anyMatch(
                                    i -> i instanceof Node.Scalar t && t.value().equals(key));
                case Node.Mapping m -> true;
            };
        }

        private static GitlabJob.Inherited inherits(Node.Mapping job) {
            return switch (job.at("inherit", "variables").orElse(Trees.empty())) {
                case Node.Scalar s when s.value().equals("false") -> new GitlabJob.Inherited.Only(List.of());
                case Node.Sequence s -> new GitlabJob.Inherited.Only(Shapes.lines(s));
                case Node.Scalar s -> new GitlabJob.Inherited.All();
                case Node.Mapping m -> new GitlabJob.Inherited.All();
            };
        }

        private static Map<String, String> variables(Node map, List<String> raw) {
            Map<String, String> variables = new LinkedHashMap<>();
            for (Node.Entry e : map.entriesAt()) {
                Loader.scalarOf(e.value()).ifPresent(v -> variables.put(e.key().value(), v));
                if (e.value().textAt("expand").orElse("").equals("false")) {
                    raw.add(e.key().value());
                }
            }
            return variables;
        }
    }
}
