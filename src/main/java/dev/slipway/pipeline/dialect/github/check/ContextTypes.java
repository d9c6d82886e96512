package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.text.Node;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types of the contexts at a place of a workflow (provider's page "Contexts reference"). */
final class ContextTypes {
    private static final Type STRINGS = Type.open(Map.of(), Type.TEXT);
    private static final Map<String, Type> GITHUB = github();
    private static final Type RUNNER = texts("name os arch temp tool_cache debug environment workspace".split(" "));
    private static final Type JOB = job();
    private static final Type STRATEGY = Type.strict(
            Map.of("fail-fast", Type.BOOL, "job-index", Type.NUM, "job-total", Type.NUM, "max-parallel", Type.NUM));

    private final Node root;
    private final Actions actions;
    private final CalledWorkflows called;

    ContextTypes(Node root, Sources sources) {
        this.root = root;
        this.actions = new Actions(sources);
        this.called = new CalledWorkflows(sources);
    }

    private static Map<String, Type> github() {
        Map<String, Type> all = new LinkedHashMap<>();
        for (String name : ("action action_path action_ref action_repository action_status actor actor_id api_url"
                        + " artifact_cache_size_limit base_ref env event_name event_path graphql_url head_ref job output"
                        + " path ref ref_name ref_type repository repository_id repository_owner repository_owner_id"
                        + " repository_visibility repositoryurl run_attempt run_id run_number secret_source"
                        + " server_url sha state step_summary token triggering_actor workflow workflow_ref"
                        + " workflow_sha workspace")
                .split(" ")) {
            all.put(name, Type.TEXT);
        }
        all.put("event", Type.loose());
        all.put("ref_protected", Type.BOOL);
        all.put("retention_days", Type.NUM);
        return all;
    }

    /** The types of contexts that are the same everywhere; {@code any} for the others. */
    static Type common(String context) {
        return switch (context) {
            case "github" -> Type.strict(GITHUB);
            case "env", "vars", "secrets" -> STRINGS;
            case "runner" -> RUNNER;
            case "job" -> JOB;
            case "strategy" -> STRATEGY;
            default -> Type.ANY;
        };
    }

    private static Type job() {
        Type service = Type.strict(Map.of("id", Type.TEXT, "network", Type.TEXT, "ports", STRINGS));
        Map<String, Type> all = new LinkedHashMap<>();
        all.put("status", Type.TEXT);
        all.put("check_run_id", Type.NUM);
        all.put("container", Type.strict(Map.of("id", Type.TEXT, "network", Type.TEXT)));
        all.put("services", Type.open(Map.of(), service));
        for (String name : "workflow_ref workflow_sha workflow_repository workflow_file_path".split(" ")) {
            all.put(name, Type.TEXT);
        }
        return Type.strict(all);
    }

    private static Type texts(String... names) {
        Map<String, Type> all = new LinkedHashMap<>();
        for (String name : names) {
            all.put(name, Type.TEXT);
        }
        return Type.strict(all);
    }

    /** The type of a context, in lower case, for a text at a path of a workflow. */
    Type at(String context, List<String> path) {
        Optional<Node> job =
                path.size() > 2 && path.getFirst().equals("jobs") ? root.at("jobs", path.get(1)) : Optional.empty();
        return switch (context) {
            case "github" -> githubWithInputs();
            case "inputs" -> inputs();
            case "secrets" -> secrets();
            case "matrix" -> job.map(this::matrix).orElse(Type.ANY);
            case "needs" -> job.map(this::needs).orElse(Type.ANY);
            case "steps" -> job.map(j -> steps(j, path)).orElse(Type.ANY);
            case "jobs" -> jobs();
            default -> common(context);
        };
    }

    private Type githubWithInputs() {
        Map<String, Type> all = new LinkedHashMap<>(GITHUB);
        Optional<Node> dispatch = root.at("on", "workflow_dispatch");
        if (dispatch.isPresent()) {
            Map<String, Type> inputs = new LinkedHashMap<>();
            root.entriesAt("on", "workflow_dispatch", "inputs")
                    .forEach(e -> inputs.put(lower(e.key().value()), Type.TEXT));
            boolean alone = root.entriesAt("on").size() == 1;
            all.put(
                    "event",
                    Type.open(Map.of("inputs", alone || !inputs.isEmpty() ? Type.strict(inputs) : Type.ANY), Type.ANY));
        }
        return Type.strict(all);
    }

    /** A workflow that is only ever called knows the secrets that it declares; without a declaration it inherits. */
    private Type secrets() {
        List<Node.Entry> declared = root.entriesAt("on", "workflow_call", "secrets");
        if (declared.isEmpty() || root.entriesAt("on").size() > 1) {
            return STRINGS;
        }
        Map<String, Type> all = new LinkedHashMap<>();
        declared.forEach(e -> all.put(lower(e.key().value()), Type.TEXT));
        for (String always : List.of("github_token", "actions_step_debug", "actions_runner_debug")) {
            all.put(always, Type.TEXT);
        }
        return Type.strict(all);
    }

    private Type inputs() {
        Map<String, Type> all = new LinkedHashMap<>();
        for (String event : List.of("workflow_dispatch", "workflow_call")) {
            for (Node.Entry e : root.entriesAt("on", event, "inputs")) {
                Type type = switch (e.value().textAt("type").orElse("")) {
                    case "boolean" -> Type.BOOL;
                    case "number" -> Type.NUM;
                    case "string", "choice", "environment" -> Type.TEXT;
                    default -> event.equals("workflow_dispatch") ? Type.TEXT : Type.ANY;
                };
                all.merge(lower(e.key().value()), type, Type::merge);
            }
        }
        return Type.strict(all);
    }

    /** The properties of all cells: axes and whatever {@code include} adds. */
    private Type matrix(Node job) {
        Optional<Node> matrix = job.at("strategy", "matrix");
        if (matrix.isEmpty()) {
            return Type.strict(Map.of());
        }
        if (!(matrix.get() instanceof Node.Mapping m)) {
            return Type.ANY;
        }
        Map<String, Type> all = new LinkedHashMap<>();
        for (Node.Entry e : m.entries()) {
            String key = e.key().value();
            if (Templates.isTemplate(key)) {
                return Type.ANY;
            }
            if (key.equals("include")) {
                if (!include(e.value(), all)) {
                    return Type.ANY;
                }
            } else if (!key.equals("exclude")) {
                all.merge(lower(key), axis(e.value()), Type::merge);
            }
        }
        return Type.strict(all);
    }

    private boolean include(Node rows, Map<String, Type> all) {
        if (!(rows instanceof Node.Sequence s)) {
            return false;
        }
        for (Node row : s.items()) {
            if (!(row instanceof Node.Mapping m)) {
                return false;
            }
            m.entries().forEach(e -> all.merge(lower(e.key().value()), value(e.value()), Type::merge));
        }
        return true;
    }

    private Type axis(Node values) {
        return values instanceof Node.Sequence s
                ? s.items().stream().map(this::value).reduce(Type::merge).orElse(Type.ANY)
                : Type.ANY;
    }

    private Type value(Node node) {
        return switch (node) {
            case Node.Scalar s -> {
                if (!Templates.isTemplate(s.value())) {
                    yield Type.of(JsonValues.of(s));
                }
                yield Templates.whole(s.value())
                        .map(p -> ExpressionCheck.silentType(p.text(), c -> at(c, List.of())))
                        .orElse(Type.TEXT);
            }
            case Node.Sequence s ->
                Type.arr(s.items().stream().map(this::value).reduce(Type::merge).orElse(Type.ANY));
            case Node.Mapping m -> {
                Map<String, Type> known = new LinkedHashMap<>();
                m.entries().forEach(e -> known.merge(lower(e.key().value()), value(e.value()), Type::merge));
                yield Type.strict(known);
            }
        };
    }

    private Type needs(Node job) {
        Map<String, Type> all = new LinkedHashMap<>();
        for (String id : needed(job)) {
            jobNode(id)
                    .ifPresent(
                            n -> all.put(lower(id), Type.strict(Map.of("outputs", outputs(n), "result", Type.TEXT))));
        }
        return Type.strict(all);
    }

    /** The jobs that a job names in {@code needs}. */
    static List<String> needed(Node job) {
        Set<String> ids = new LinkedHashSet<>();
        job.textAt("needs").ifPresent(ids::add);
        job.listAt("needs").forEach(n -> n.textAt().ifPresent(ids::add));
        return List.copyOf(ids);
    }

    private Optional<Node> jobNode(String id) {
        return root.entriesAt("jobs").stream()
                .filter(e -> e.key().value().equalsIgnoreCase(id))
                .map(Node.Entry::value)
                .findFirst();
    }

    private Type outputs(Node job) {
        Optional<String> uses = job.textAt("uses");
        if (uses.isPresent()) {
            return called.outputs(uses.get()).orElse(STRINGS);
        }
        if (job.at("outputs").filter(o -> !(o instanceof Node.Mapping)).isPresent()) {
            return STRINGS;
        }
        Map<String, Type> all = new LinkedHashMap<>();
        job.entriesAt("outputs").forEach(e -> all.put(lower(e.key().value()), Type.TEXT));
        return Type.strict(all);
    }

    /** Steps before this one; all of them for the job's outputs and environment. */
    private Type steps(Node job, List<String> path) {
        int before =
                path.size() > 3 && path.get(2).equals("steps") && path.get(3).matches("\\d+")
                        ? Integer.parseInt(path.get(3))
                        : Integer.MAX_VALUE;
        Map<String, Type> all = new LinkedHashMap<>();
        List<Node> steps = job.listAt("steps");
        for (int i = 0; i < Math.min(before, steps.size()); i++) {
            step(steps.get(i), all);
        }
        return Type.strict(all);
    }

    private void step(Node step, Map<String, Type> all) {
        step.listAt("parallel").forEach(s -> step(s, all));
        Optional<String> id = step.textAt("id");
        if (id.isPresent()) {
            Type outputs = step.textAt("uses").flatMap(actions::outputs).orElse(STRINGS);
            all.put(
                    lower(id.get()),
                    Type.strict(Map.of("outputs", outputs, "outcome", Type.TEXT, "conclusion", Type.TEXT)));
        }
    }

    private Type jobs() {
        Map<String, Type> all = new LinkedHashMap<>();
        root.entriesAt("jobs")
                .forEach(e -> all.put(
                        lower(e.key().value()),
                        Type.strict(Map.of("outputs", outputs(e.value()), "result", Type.TEXT))));
        return Type.strict(all);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
