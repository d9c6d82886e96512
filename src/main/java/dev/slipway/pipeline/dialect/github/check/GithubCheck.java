package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import dev.slipway.text.Yaml;
import java.util.List;

/** Everything that is wrong in a workflow or action file, by place. */
public final class GithubCheck {
    /** Characters of a file (the service refuses a workflow above about a megabyte). */
    private static final int MAX_FILE = 1 << 20;

    private GithubCheck() {}

    /** Checks a workflow. */
    public static List<Mistake> workflow(String file, String text, Sources sources) {
        return workflow(parse(file, text), sources);
    }

    /** The tree of a workflow or action; one that is too long is not parsed. */
    public static Parsed parse(String file, String text) {
        return text.length() <= MAX_FILE
                ? Yaml.parseWithoutMerge(file, text)
                : new Parsed(
                        file,
                        List.of(),
                        List.of(new Parsed.SyntaxError(1, 1, "the file is longer than " + MAX_FILE + " characters")));
    }

    /** Checks a workflow that was parsed by {@link #parse}. */
    public static List<Mistake> workflow(Parsed parsed, Sources sources) {
        Report report = new Report(parsed.file());
        syntax(parsed, report);
        if (parsed.errors().isEmpty()) {
            workflow(parsed, sources, report);
        }
        return report.sorted();
    }

    /** Checks the metadata of an action. */
    public static List<Mistake> action(String file, String text, Sources sources) {
        Parsed parsed = parse(file, text);
        Report report = new Report(file);
        syntax(parsed, report);
        if (parsed.errors().isEmpty()) {
            action(parsed, sources, report);
        }
        return report.sorted();
    }

    private static void action(Parsed parsed, Sources sources, Report report) {
        Node root = parsed.root();
        if (!(root instanceof Node.Mapping)) {
            report.add(1, 1, Kinds.TYPE, "an action is a map with 'name' and 'runs'");
            return;
        }
        mergeKeys(root, report);
        ShapeWalk walk = new ShapeWalk(report);
        walk.walk(root, ActionShape.ROOT, Availability.NONE, List.of());
        ActionContextTypes types = new ActionContextTypes(root, sources);
        ExpressionCheck expressions = new ExpressionCheck(report, types::at);
        walk.templates().forEach(expressions::check);
        List<Node> steps = root.at("runs").map(Workflows::steps).orElse(List.of());
        new StepRules(report, new JobRules(report)).steps(steps, List.of());
        new ActionInputRules(report, sources).steps(steps);
    }

    private static void syntax(Parsed parsed, Report report) {
        parsed.errors().forEach(e -> report.add(e.line(), e.column(), Kinds.SYNTAX, e.message()));
    }

    private static void workflow(Parsed parsed, Sources sources, Report report) {
        if (isEmpty(parsed)) {
            report.add(1, 1, Kinds.SYNTAX, "the workflow is empty");
            return;
        }
        Node root = parsed.root();
        if (!(root instanceof Node.Mapping)) {
            report.add(root, Kinds.TYPE, "a workflow is a map with 'on' and 'jobs'");
            return;
        }
        mergeKeys(root, report);
        ShapeWalk walk = new ShapeWalk(report);
        walk.walk(root, WorkflowShape.ROOT, Availability.NONE, List.of());
        ContextTypes types = new ContextTypes(root, sources);
        ExpressionCheck expressions = new ExpressionCheck(report, types::at);
        walk.templates().forEach(expressions::check);
        JobRules jobs = new JobRules(report);
        new EventRules(report).check(root);
        jobs.check(root);
        new MatrixRules(report).check(root);
        new StepRules(report, jobs).check(root);
        new RunnerRules(report).check(root);
        new ActionInputRules(report, sources).check(root);
        new CallRules(report, sources).check(root);
    }

    private static boolean isEmpty(Parsed parsed) {
        return parsed.documents().isEmpty() || parsed.root() instanceof Node.Scalar s && s.kind() == Node.Kind.NULL;
    }

    private static void mergeKeys(Node node, Report report) {
        switch (node) {
            case Node.Scalar s -> {}
            case Node.Sequence s -> s.items().forEach(i -> mergeKeys(i, report));
            case Node.Mapping m -> {
                for (Node.Entry e : m.entries()) {
                    if (e.key().value().equals("<<")) {
                        report.add(e.key(), Kinds.SYNTAX, "the merge key '<<' is not supported by GitHub Actions");
                    }
                    mergeKeys(e.value(), report);
                }
            }
        }
    }
}
