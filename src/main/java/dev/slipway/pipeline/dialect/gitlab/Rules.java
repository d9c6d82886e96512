package dev.slipway.pipeline.dialect.gitlab;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.slipway.text.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides {@code rules}, {@code only} and {@code except}: of rules the first that matches. */
final class Rules {
    private final GitlabContext context;

    Rules(GitlabContext context) {
        this.context = context;
    }

    /**
     * What a list of rules says.
     *
     * @param when empty when the rule names none
     */
    record Decision(
            boolean matched,
            String when,
            String startIn,
            Optional<Boolean> allowFailure,
            Map<String, String> variables,
            Optional<Node> needs) {
        static final Decision NONE = new Decision(false, "", "", Optional.empty(), Map.of(), Optional.empty());
    }

    Decision decide(Node rules, Map<String, String> variables) {
        for (Node rule : Validation.flat(rules)) {
            if (matches(rule, variables)) {
                Map<String, String> own = new LinkedHashMap<>();
                rule.entriesAt("variables")
                        .forEach(e -> Loader.scalarOf(e.value())
                                .ifPresent(v -> own.put(e.key().value(), v)));
                return new Decision(
                        true,
                        rule.textAt("when").orElse(""),
                        rule.textAt("start_in").orElse(""),
                        rule.textAt("allow_failure").map(Boolean::parseBoolean),
                        own,
                        rule.at("needs"));
            }
        }
        return Decision.NONE;
    }

    private boolean matches(Node rule, Map<String, String> variables) {
        Optional<String> condition = rule.textAt("if");
        if (condition.isPresent() && !holds(condition.get(), variables)) {
            return false;
        }
        return rule.at("changes").map(c -> changes(c, variables)).orElse(true)
                && rule.at("exists").map(e -> exists(e, variables)).orElse(true);
    }

    private static boolean holds(String condition, Map<String, String> variables) {
        try {
            return Expression.evaluate(condition, variables).holds();
        } catch (Expression.Malformed e) {
            return false;
        }
    }

    private boolean changes(Node changes, Map<String, String> variables) {
        if (context.changed().isEmpty()) {
            return true;
        }
        List<String> globs = Shapes.lines(changes.at("paths").orElse(changes)).stream()
                .map(g -> Variables.expand(g, variables))
                .toList();
        return context.changed().get().stream().anyMatch(path -> globs.stream().anyMatch(g -> Globs.matches(g, path)));
    }

    private boolean exists(Node exists, Map<String, String> variables) {
        return Shapes.lines(exists.at("paths").orElse(exists)).stream()
                .map(g -> Variables.expand(g, variables))
                .anyMatch(g -> context.exists().test(g));
    }

    /** The older form: branches, tags, patterns, sources and conditions. A job without either runs. */
    boolean onlyExcept(Node.Mapping job, Map<String, String> variables) {
        Optional<Node> only = job.get("only");
        Optional<Node> except = job.get("except");
        return (only.isEmpty() || meets(only.get(), variables, true))
                && (except.isEmpty() || !meets(except.get(), variables, false));
    }

    private boolean meets(Node spec, Map<String, String> variables, boolean all) {
        if (!(spec instanceof Node.Mapping m)) {
            return Shapes.lines(spec).stream().anyMatch(r -> ref(r, variables));
        }
        boolean every = true;
        boolean any = false;
        for (Node.Entry e : m.entries()) {
            boolean met = switch (e.key().value()) {
                case "refs" -> Shapes.lines(e.value()).stream().anyMatch(r -> ref(r, variables));
                case "variables" -> Shapes.lines(e.value()).stream().anyMatch(c -> holds(c, variables));
                case "changes" -> changes(e.value(), variables);
                default -> false;
            };
            every &= met;
            any |= met;
        }
        return all ? every : any;
    }

    private static boolean ref(String written, Map<String, String> variables) {
        String name = variables.getOrDefault("CI_COMMIT_REF_NAME", "");
        String source = variables.getOrDefault("CI_PIPELINE_SOURCE", "push");
        return switch (written.replaceFirst("@.*", "")) {
            case "branches" -> variables.containsKey("CI_COMMIT_BRANCH");
            case "tags" -> variables.containsKey("CI_COMMIT_TAG");
            case "merge_requests" -> source.equals("merge_request_event");
            case "pushes" -> source.equals("push");
            case "schedules" -> source.equals("schedule");
            case "web" -> source.equals("web");
            case "api" -> source.equals("api");
            case "triggers" -> source.equals("trigger");
            case "pipelines" -> source.equals("pipeline");
            case "external" -> source.equals("external");
            case "chat" -> source.equals("chat");
            default -> {
                if (written.startsWith("/") && written.lastIndexOf('/') > 0) {
                    int last = written.lastIndexOf('/');
                    try {
                        int flags = written.substring(last).contains("i") ? Pattern.CASE_INSENSITIVE : 0;
                        yield Pattern.compile(written.substring(1, last), flags)
                                .matcher(name)
                                .find();
                    } catch (PatternSyntaxException e) {
                        yield false;
                    }
                }
                yield written.equals(name);
            }
        };
    }
}
