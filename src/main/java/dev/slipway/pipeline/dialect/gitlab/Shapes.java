package dev.slipway.pipeline.dialect.gitlab;

import static java.util.Map.entry;

import dev.slipway.base.DidYouMean;
import dev.slipway.text.Node;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which keys there are and what form their values have (GitLab documentation, "CI/CD YAML syntax reference"). */
final class Shapes {
    /** Levels of nested lists in a script. */
    private static final int MAX_NESTING = 10;

    /** Forms of a value. */
    enum Shape {
        ANY,
        TEXT,
        BOOLEAN,
        SCRIPT,
        LIST,
        MAP,
        TEXT_OR_LIST,
        TEXT_OR_MAP,
        NUMBER_OR_MAP,
        BOOLEAN_OR_MAP,
        LIST_OR_MAP
    }

    static final Map<String, Shape> JOB = Map.ofEntries(
            entry("script", Shape.SCRIPT),
            entry("before_script", Shape.SCRIPT),
            entry("after_script", Shape.SCRIPT),
            entry("stage", Shape.TEXT),
            entry("image", Shape.TEXT_OR_MAP),
            entry("services", Shape.LIST),
            entry("variables", Shape.MAP),
            entry("inherit", Shape.MAP),
            entry("tags", Shape.LIST),
            entry("timeout", Shape.TEXT),
            entry("retry", Shape.NUMBER_OR_MAP),
            entry("interruptible", Shape.BOOLEAN),
            entry("hooks", Shape.MAP),
            entry("run", Shape.LIST),
            entry("inputs", Shape.MAP),
            entry("coverage", Shape.TEXT),
            entry("needs", Shape.LIST_OR_MAP),
            entry("dependencies", Shape.LIST),
            entry("rules", Shape.LIST),
            entry("when", Shape.TEXT),
            entry("start_in", Shape.TEXT),
            entry("allow_failure", Shape.BOOLEAN_OR_MAP),
            entry("parallel", Shape.NUMBER_OR_MAP),
            entry("extends", Shape.TEXT_OR_LIST),
            entry("only", Shape.ANY),
            entry("except", Shape.ANY),
            entry("trigger", Shape.TEXT_OR_MAP),
            entry("manual_confirmation", Shape.TEXT),
            entry("artifacts", Shape.MAP),
            entry("cache", Shape.LIST_OR_MAP),
            entry("release", Shape.MAP),
            entry("publish", Shape.TEXT),
            entry("pages", Shape.ANY),
            entry("environment", Shape.TEXT_OR_MAP),
            entry("resource_group", Shape.TEXT),
            entry("id_tokens", Shape.MAP),
            entry("secrets", Shape.MAP),
            entry("identity", Shape.TEXT),
            entry("dast_configuration", Shape.MAP));

    static final Set<String> DEFAULTS = Set.of(
            "image",
            "services",
            "before_script",
            "after_script",
            "cache",
            "artifacts",
            "retry",
            "timeout",
            "interruptible",
            "tags",
            "hooks",
            "id_tokens",
            "identity");

    /** Keys at the top that are no jobs. */
    static final Set<String> TOP = Set.of(
            "default",
            "include",
            "stages",
            "variables",
            "workflow",
            "image",
            "services",
            "before_script",
            "after_script",
            "cache",
            "spec");

    static final Set<String> RULE = Set.of(
            "if", "changes", "exists", "when", "allow_failure", "variables", "needs", "start_in", "interruptible");
    static final Set<String> NEED = Set.of("job", "artifacts", "optional", "project", "ref", "pipeline", "parallel");
    static final Set<String> ARTIFACTS = Set.of(
            "paths", "exclude", "when", "expire_in", "expose_as", "reports", "untracked", "name", "access", "public");
    static final Set<String> CACHE =
            Set.of("key", "paths", "policy", "when", "untracked", "unprotect", "fallback_keys");
    static final Set<String> RETRY = Set.of("max", "when", "exit_codes");
    static final Set<String> ENVIRONMENT =
            Set.of("name", "url", "action", "on_stop", "deployment_tier", "auto_stop_in", "kubernetes");
    static final Set<String> WHEN = Set.of("on_success", "on_failure", "always", "manual", "delayed", "never");
    static final Set<String> RETRY_WHEN = Set.of(
            "always",
            "unknown_failure",
            "script_failure",
            "api_failure",
            "stuck_or_timeout_failure",
            "runner_system_failure",
            "runner_unsupported",
            "stale_schedule",
            "job_execution_timeout",
            "archived_failure",
            "unmet_prerequisites",
            "scheduler_failure",
            "data_integrity_failure");

    private Shapes() {}

    static boolean fits(Node node, Shape shape) {
        return switch (shape) {
            case ANY -> true;
            case TEXT -> node instanceof Node.Scalar s && s.kind() != Node.Kind.NULL;
            case BOOLEAN -> node instanceof Node.Scalar s && s.kind() == Node.Kind.BOOLEAN;
            case SCRIPT ->
                node instanceof Node.Scalar s && s.kind() == Node.Kind.TEXT
                        || node instanceof Node.Sequence l && script(l, 1);
            case LIST -> node instanceof Node.Sequence;
            case MAP -> node instanceof Node.Mapping;
            case TEXT_OR_LIST -> fits(node, Shape.TEXT) || node instanceof Node.Sequence;
            case TEXT_OR_MAP -> fits(node, Shape.TEXT) || node instanceof Node.Mapping;
            case NUMBER_OR_MAP ->
                node instanceof Node.Mapping
                        || node instanceof Node.Scalar s && s.value().matches("\\d{1,4}");
            case BOOLEAN_OR_MAP -> fits(node, Shape.BOOLEAN) || node instanceof Node.Mapping;
            case LIST_OR_MAP -> node instanceof Node.Sequence || node instanceof Node.Mapping;
        };
    }

    private static boolean script(Node.Sequence list, int level) {
        return level <= MAX_NESTING
                && list.items().stream()
                        .allMatch(i -> i instanceof Node.Scalar s && s.kind() == Node.Kind.TEXT
                                || i instanceof Node.Sequence l && script(l, level + 1));
    }

    static String words(Shape shape) {
        return switch (shape) {
            case ANY -> "anything";
            case TEXT -> "a string";
            case BOOLEAN -> "true or false";
            case SCRIPT -> "a string or a nested list of strings up to " + MAX_NESTING + " levels deep";
            case LIST -> "a list";
            case MAP -> "a map";
            case TEXT_OR_LIST -> "a string or a list";
            case TEXT_OR_MAP -> "a string or a map";
            case NUMBER_OR_MAP -> "a number or a map";
            case BOOLEAN_OR_MAP -> "true, false or a map";
            case LIST_OR_MAP -> "a list or a map";
        };
    }

    /** Tells keys of a map that are not known. */
    static void keys(Trees trees, Node map, Collection<String> known, String of) {
        for (Node.Entry e : map.entriesAt()) {
            String key = e.key().value();
            if (!known.contains(key)) {
                trees.wrong(
                        e.key(),
                        "unknown-key",
                        "unknown key `" + key + "` of " + of
                                + DidYouMean.nearest(key, known)
                                        .map(n -> "; did you mean `" + n + "`?")
                                        .orElse(""));
            }
        }
    }

    /** Tells a value that is none of a few words. */
    static void word(Trees trees, Node value, Collection<String> known, String of) {
        if (value instanceof Node.Scalar s
                && !known.contains(s.value())
                && !s.value().contains("$")) {
            trees.wrong(
                    s,
                    "value",
                    "`" + s.value() + "` is no value of " + of + "; allowed are "
                            + String.join(", ", known.stream().sorted().toList()));
        }
    }

    /** The strings of a script, nested lists laid flat. */
    static List<String> lines(Node script) {
        return switch (script) {
            case Node.Scalar s -> s.kind() == Node.Kind.NULL ? List.of() : List.of(s.value());
            case Node.Sequence s ->
                s.items().stream().flatMap(i -> lines(i).stream()).toList();
            case Node.Mapping m -> List.of();
        };
    }
}
