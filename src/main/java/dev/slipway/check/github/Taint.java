package dev.slipway.check.github;

import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.pipeline.dialect.github.expr.Expr;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.text.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose text an expression holds: follows it through environment variables, outputs of steps and jobs, and matrices to the
 * fields of events that strangers write (provider's page "Script injections").
 */
public final class Taint {
    /** Steps of the way that are followed: a file may refer in circles. */
    private static final int MAX_WAY = 8;

    private static final List<Pattern> STRANGERS = List.of(
            Pattern.compile("github\\.head_ref"),
            Pattern.compile("github\\.event\\.(issue|discussion|pull_request)\\.(title|body)"),
            Pattern.compile("github\\.event\\.(comment|review|review_comment)\\.body"),
            Pattern.compile(
                    "github\\.event\\.pull_request\\.head\\.(ref|label|repo\\.(default_branch|description|homepage|name|full_name))"),
            Pattern.compile("github\\.event\\.pages\\.[*\\d]+\\.page_name"),
            Pattern.compile("github\\.event\\.commits\\.[*\\d]+\\.(message|author\\.(email|name))"),
            Pattern.compile("github\\.event\\.head_commit\\.(message|(author|committer)\\.(email|name))"),
            Pattern.compile(
                    "github\\.event\\.workflow_run\\.(display_title|head_branch|head_commit\\.(message|author\\.(email|name))"
                            + "|head_repository\\.description|pull_requests\\.[*\\d]+\\.head\\.ref)"),
            Pattern.compile("github\\.event\\.issue\\.pull_request\\.head\\.ref"),
            Pattern.compile("github\\.event\\.changes\\.(title|body)\\.from"));

    /** Whole objects of an event hold such fields. */
    private static final Set<String> OBJECTS = Set.of(
            "github",
            "github.event",
            "github.event.issue",
            "github.event.pull_request",
            "github.event.pull_request.head",
            "github.event.comment",
            "github.event.review",
            "github.event.discussion",
            "github.event.commits",
            "github.event.head_commit",
            "github.event.workflow_run");

    /** Outputs of actions that hold names of branches or files of a pull request, from the actions' documentation. */
    private static final Map<String, Pattern> OUTPUTS = Map.of(
            "tj-actions/changed-files", Pattern.compile("(?!.*(_count|any_\\w+|only_\\w+)$).*files.*"),
            "dorny/paths-filter", Pattern.compile(".*_files"),
            "tj-actions/branch-names", Pattern.compile("(current_branch|head_ref_branch|ref_branch)"),
            "xt0rted/pull-request-branch", Pattern.compile("head_ref"),
            "xt0rted/pull-request-comment-branch", Pattern.compile("head_ref"),
            "jitterbit/get-changed-files", Pattern.compile(".*"),
            "trilom/file-changes-action", Pattern.compile("files.*"),
            "peter-murray/issue-body-parser-action", Pattern.compile(".*"),
            "stefanbuck/github-issue-parser", Pattern.compile("(jsonstring|issueparser_.*)"));

    private final Flow flow;

    public Taint(Flow flow) {
        this.flow = flow;
    }

    /** How a stranger's text came to where it stands. */
    public enum Way {
        DIRECT,
        ENVIRONMENT,
        OUTPUT,
        INPUT
    }

    /**
     * The field that holds it at first, and its way.
     *
     * @param field for example {@code github.event.issue.title}
     */
    public record Source(String field, Way way) {}

    /** Whose text this expression holds where it stands. */
    public Optional<Source> of(Expr expr, Job job, Step step) {
        return find(expr, job, step, 0);
    }

    /** The environment variables that a step sees and that hold a stranger's text. */
    public Map<String, Source> environment(Job job, Step step) {
        Map<String, Source> found = new HashMap<>();
        for (Node holder : List.of(flow.root(), job.node(), step.node())) {
            for (Node.Entry e : holder.entriesAt("env")) {
                found.remove(e.key().value());
                if (e.value() instanceof Node.Scalar s) {
                    inText(s.value(), job, step, 1)
                            .ifPresent(src -> found.put(e.key().value(), src));
                }
            }
        }
        return found;
    }

    private Optional<Source> inText(String text, Job job, Step step, int way) {
        return Templates.split(text).parts().stream()
                .flatMap(p -> Pasted.parse(p.text()).stream())
                .flatMap(e -> find(e, job, step, way).stream())
                .findFirst();
    }

    private Optional<Source> find(Expr expr, Job job, Step step, int way) {
        if (way > MAX_WAY) {
            return Optional.empty();
        }
        Optional<String> path = path(expr).map(p -> p.toLowerCase(Locale.ROOT));
        if (path.isPresent()) {
            return ofPath(path.get(), job, step, way);
        }
        if (expr instanceof Expr.Call call) {
            return ofCall(call, job, step, way);
        }
        boolean harmless = expr instanceof Expr.Compare || expr instanceof Expr.Not;
        List<Expr> parts =
                expr instanceof Expr.Logical l && l.and() ? List.of(l.operands().getLast()) : expr.parts();
        return harmless
                ? Optional.empty()
                : parts.stream()
                        .flatMap(p -> find(p, job, step, way + 1).stream())
                        .findFirst();
    }

    private Optional<Source> ofCall(Expr.Call call, Job job, Step step, int way) {
        String function = call.function().toLowerCase(Locale.ROOT);
        if (List.of("contains", "startswith", "endswith", "hashfiles", "always", "success", "failure", "cancelled")
                .contains(function)) {
            return Optional.empty();
        }
        for (Expr argument : call.arguments()) {
            Optional<String> object = path(argument).map(p -> p.toLowerCase(Locale.ROOT));
            if (function.equals("tojson") && object.filter(OBJECTS::contains).isPresent()) {
                return Optional.of(new Source(object.get(), Way.DIRECT));
            }
        }
        return call.arguments().stream()
                .flatMap(a -> find(a, job, step, way + 1).stream())
                .findFirst();
    }

    private Optional<Source> ofPath(String path, Job job, Step step, int way) {
        if (STRANGERS.stream().anyMatch(p -> p.matcher(path).matches())) {
            return Optional.of(new Source(path, Way.DIRECT));
        }
        String[] parts = path.split("\\.", -1);
        return switch (parts[0]) {
            case "env" -> parts.length == 2 ? ofEnvironment(parts[1], job, step, way) : Optional.empty();
            case "steps" ->
                parts.length == 4 && parts[2].equals("outputs")
                        ? ofStep(parts[1], parts[3], job, way)
                        : Optional.empty();
            case "needs" ->
                parts.length == 4 && parts[2].equals("outputs") ? ofJob(parts[1], parts[3], way) : Optional.empty();
            case "matrix" ->
                parts.length >= 2
                        ? job.node()
                                .textAt("strategy", "matrix", parts[1])
                                .flatMap(t -> output(inText(t, job, step, way + 1)))
                        : Optional.empty();
            case "inputs" -> parts.length == 2 ? ofInput(parts[1]) : Optional.empty();
            case "github" ->
                path.startsWith("github.event.inputs.") && parts.length == 4 ? ofInput(parts[3]) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Source> ofEnvironment(String name, Job job, Step step, int way) {
        for (Node holder : List.of(step.node(), job.node(), flow.root())) {
            for (Node.Entry e : holder.entriesAt("env")) {
                if (e.key().value().equalsIgnoreCase(name) && e.value() instanceof Node.Scalar s) {
                    return inText(s.value(), job, step, way + 1)
                            .map(src -> src.way() == Way.INPUT ? src : new Source(src.field(), Way.ENVIRONMENT));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Source> ofStep(String id, String output, Job job, int way) {
        for (Step step : job.steps()) {
            if (step.id().equals(id)) {
                String action = step.uses().map(Uses::name).orElse("");
                Pattern outputs = OUTPUTS.get(action);
                if (outputs != null && outputs.matcher(output).matches()) {
                    return Optional.of(new Source("the output " + output + " of " + action, Way.OUTPUT));
                }
                return output(written(step, output, job, way));
            }
        }
        return Optional.empty();
    }

    /** What a script writes to its output of this name. */
    private Optional<Source> written(Step step, String output, Job job, int way) {
        String script = step.run();
        if (!script.contains("GITHUB_OUTPUT") && !script.contains("::set-output")) {
            return Optional.empty();
        }
        Map<String, Source> environment = way < MAX_WAY / 2 ? environment(job, step) : Map.of();
        String lower = script.toLowerCase(Locale.ROOT);
        boolean block = lower.contains(output + "<<");
        for (String line : script.split("\n", -1)) {
            String low = line.toLowerCase(Locale.ROOT);
            if (block || low.contains(output + "=") || low.contains("name=" + output + "::")) {
                Optional<Source> direct = inText(line, job, step, way + 1);
                Optional<Source> through = environment.entrySet().stream()
                        .filter(e -> line.contains("$" + e.getKey()) || line.contains("${" + e.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
                if (direct.or(() -> through).isPresent()) {
                    return direct.or(() -> through);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Source> ofJob(String id, String output, int way) {
        for (Job job : flow.jobs()) {
            if (job.id().equals(id)) {
                for (Node.Entry e : job.node().entriesAt("outputs")) {
                    if (e.key().value().equalsIgnoreCase(output) && e.value() instanceof Node.Scalar s) {
                        return output(inText(s.value(), job, new Step(job.node()), way + 1));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Source> output(Optional<Source> source) {
        return source.map(s -> s.way() == Way.INPUT ? s : new Source(s.field(), Way.OUTPUT));
    }

    /** Texts that callers give; choices, numbers and switches cannot hold a program. */
    private Optional<Source> ofInput(String name) {
        List<Node> declared = java.util.stream.Stream.of("workflow_dispatch", "workflow_call")
                .flatMap(t -> flow.trigger(t).stream())
                .flatMap(t -> t.entriesAt("inputs").stream())
                .filter(e -> e.key().value().equalsIgnoreCase(name))
                .map(Node.Entry::value)
                .toList();
        boolean typed = !declared.isEmpty()
                && declared.stream()
                        .allMatch(d -> d.textAt("type")
                                .filter(t -> List.of("boolean", "number", "choice", "environment")
                                        .contains(t))
                                .isPresent());
        return typed ? Optional.empty() : Optional.of(new Source("inputs." + name, Way.INPUT));
    }

    /** The dotted path of an expression; indexes that are no constant as a star. */
    public static Optional<String> path(Expr expr) {
        return switch (expr) {
            case Expr.Context c -> Optional.of(c.name());
            case Expr.Star s -> path(s.target()).map(p -> p + ".*");
            case Expr.Index i -> path(i.target()).map(p -> p + "." + index(i.index()));
            case Expr.Literal l -> Optional.empty();
            case Expr.Not n -> Optional.empty();
            case Expr.Compare c -> Optional.empty();
            case Expr.Logical l -> Optional.empty();
            case Expr.Call c -> Optional.empty();
        };
    }

    private static String index(Expr index) {
        return index instanceof Expr.Literal l && l.value() instanceof Value.Text t ? t.value() : "*";
    }
}
