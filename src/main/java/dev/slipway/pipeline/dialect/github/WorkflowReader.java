package dev.slipway.pipeline.dialect.github;

import dev.slipway.base.Place;
import dev.slipway.pipeline.dialect.github.GithubJob.Concurrency;
import dev.slipway.pipeline.dialect.github.GithubJob.Defaults;
import dev.slipway.pipeline.dialect.github.GithubJob.Strategy;
import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tree to model. */
final class WorkflowReader {
    private final String file;

    WorkflowReader(String file) {
        this.file = file;
    }

    GithubWorkflow read(Node root) {
        List<GithubJob> jobs = new ArrayList<>();
        root.entriesAt("jobs").forEach(e -> jobs.add(job(e)));
        return new GithubWorkflow(
                file,
                template(root, "name"),
                template(root, "run-name"),
                triggers(root),
                template(root, "permissions"),
                template(root, "env"),
                defaults(root),
                concurrency(root),
                jobs);
    }

    private Template template(Node node, String... path) {
        return node.at(path).map(n -> new Template(JsonValues.of(n), place(n))).orElse(Template.ABSENT);
    }

    private Place place(Node node) {
        return node.span().in(file);
    }

    private Defaults defaults(Node node) {
        return node.at("defaults", "run").isEmpty()
                ? Defaults.NONE
                : new Defaults(
                        template(node, "defaults", "run", "shell"),
                        template(node, "defaults", "run", "working-directory"));
    }

    private Concurrency concurrency(Node node) {
        Optional<Node> here = node.at("concurrency");
        if (here.isEmpty()) {
            return Concurrency.NONE;
        }
        return here.get() instanceof Node.Mapping m
                ? new Concurrency(template(m, "group"), template(m, "cancel-in-progress"), template(m, "queue"))
                : new Concurrency(template(node, "concurrency"), Template.ABSENT, Template.ABSENT);
    }

    // --- events ------------------------------------------------------------------------------------------------------

    private List<Trigger> triggers(Node root) {
        List<Trigger> all = new ArrayList<>();
        Optional<Node> on = root.at("on");
        if (on.isPresent() && on.get() instanceof Node.Mapping m) {
            m.entries().forEach(e -> all.add(trigger(e)));
        } else {
            on.ifPresent(n -> strings(n)
                    .forEach(event -> all.add(
                            new Trigger(event, Map.of(), List.of(), List.of(), List.of(), List.of(), place(n)))));
        }
        return all;
    }

    private Trigger trigger(Node.Entry entry) {
        Node node = entry.value();
        Map<String, List<String>> filters = new LinkedHashMap<>();
        List<Trigger.Schedule> schedules = new ArrayList<>();
        List<Trigger.Input> inputs = new ArrayList<>();
        List<Trigger.Secret> secrets = new ArrayList<>();
        List<Trigger.Output> outputs = new ArrayList<>();
        for (Node.Entry e : node.entriesAt()) {
            String key = e.key().value();
            switch (key) {
                case "inputs" -> e.value().entriesAt().forEach(i -> inputs.add(input(i)));
                case "secrets" ->
                    e.value()
                            .entriesAt()
                            .forEach(s -> secrets.add(new Trigger.Secret(
                                    s.key().value(), isTrue(s.value(), "required"), text(s.value(), "description"))));
                case "outputs" ->
                    e.value()
                            .entriesAt()
                            .forEach(o -> outputs.add(new Trigger.Output(
                                    o.key().value(), template(o.value(), "value"), text(o.value(), "description"))));
                default -> filters.put(key, strings(e.value()));
            }
        }
        node.listAt().forEach(s -> schedules.add(new Trigger.Schedule(text(s, "cron"), text(s, "timezone"))));
        return new Trigger(entry.key().value(), filters, schedules, inputs, secrets, outputs, place(entry.key()));
    }

    private Trigger.Input input(Node.Entry entry) {
        Node node = entry.value();
        return new Trigger.Input(
                entry.key().value(),
                node.textAt("type").orElse("string"),
                isTrue(node, "required"),
                template(node, "default"),
                node.at("options").map(WorkflowReader::strings).orElse(List.of()),
                text(node, "description"));
    }

    private static boolean isTrue(Node node, String key) {
        return node.textAt(key).filter(v -> v.equalsIgnoreCase("true")).isPresent();
    }

    private static String text(Node node, String key) {
        return node.textAt(key).orElse("");
    }

    private static List<String> strings(Node node) {
        List<String> all = new ArrayList<>();
        if (node instanceof Node.Scalar s && s.kind() != Node.Kind.NULL) {
            all.add(s.value());
        } else if (node instanceof Node.Sequence seq) {
            seq.items().forEach(i -> all.addAll(strings(i)));
        }
        return all;
    }

    // --- jobs --------------------------------------------------------------------------------------------------------

    private GithubJob job(Node.Entry entry) {
        Node node = entry.value();
        return new GithubJob(
                entry.key().value(),
                template(node, "name"),
                node.at("needs").map(WorkflowReader::strings).orElse(List.of()),
                condition(node),
                new Strategy(
                        template(node, "strategy", "fail-fast"),
                        template(node, "strategy", "max-parallel"),
                        matrix(node)),
                template(node, "permissions"),
                concurrency(node),
                node.textAt("uses").isPresent() ? call(node) : work(node),
                place(entry.key()));
    }

    /** A strategy may be one expression, of which the matrix is a part. */
    private Template matrix(Node job) {
        Optional<Node> strategy = job.at("strategy");
        if (strategy.isPresent()
                && strategy.get() instanceof Node.Scalar s
                && s.value().startsWith("${{")) {
            String inner =
                    s.value().strip().replaceAll("^\\$\\{\\{|\\}\\}$", "").strip();
            return new Template(
                    dev.slipway.pipeline.dialect.github.expr.Value.of("${{ (" + inner + ").matrix }}"), place(s));
        }
        return template(job, "strategy", "matrix");
    }

    private GithubJob.Work call(Node node) {
        return new GithubJob.Work.Call(
                node.textAt("uses").orElse(""), template(node, "with"), template(node, "secrets"));
    }

    private GithubJob.Work work(Node node) {
        List<GithubStep> steps = new ArrayList<>();
        node.listAt("steps").forEach(s -> steps.add(step(s)));
        return new GithubJob.Work.Steps(
                template(node, "runs-on"),
                template(node, "environment"),
                template(node, "env"),
                defaults(node),
                template(node, "outputs"),
                template(node, "container"),
                template(node, "services"),
                template(node, "timeout-minutes"),
                template(node, "cancel-timeout-minutes"),
                template(node, "continue-on-error"),
                template(node, "snapshot"),
                steps);
    }

    /** The steps of a composite action. */
    List<GithubStep> steps(List<Node> nodes) {
        return nodes.stream().map(this::step).toList();
    }

    private GithubStep step(Node node) {
        return new GithubStep(
                text(node, "id"),
                template(node, "name"),
                condition(node),
                stepWork(node),
                template(node, "env"),
                template(node, "timeout-minutes"),
                template(node, "continue-on-error"),
                isTrue(node, "background"),
                place(node));
    }

    /** A condition stays text: {@code if: 0} is an expression as {@code if: a == b} is. */
    private Template condition(Node node) {
        return node.at("if")
                .flatMap(n -> n instanceof Node.Scalar s
                        ? Optional.of(
                                new Template(dev.slipway.pipeline.dialect.github.expr.Value.of(s.value()), place(s)))
                        : Optional.empty())
                .orElse(Template.ABSENT);
    }

    private GithubStep.Work stepWork(Node node) {
        if (node.at("uses").isPresent()) {
            return new GithubStep.Work.Uses(text(node, "uses"), template(node, "with"));
        }
        if (node.at("parallel").isPresent()) {
            return new GithubStep.Work.Parallel(steps(node.listAt("parallel")));
        }
        if (node.at("wait-all").isPresent()) {
            return new GithubStep.Work.Wait(List.of());
        }
        if (node.at("wait").isPresent()) {
            return new GithubStep.Work.Wait(strings(node.at("wait").get()));
        }
        if (node.at("cancel").isPresent()) {
            return new GithubStep.Work.Cancel(text(node, "cancel"));
        }
        return new GithubStep.Work.Run(
                template(node, "run"), template(node, "shell"), template(node, "working-directory"));
    }
}
