package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.base.DidYouMean;
import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.text.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Calls of reusable workflows: form, inputs, secrets, and permissions down to the last level. */
final class CallRules {
    /** Levels of calls below the first workflow (provider's page "Reuse workflows"). */
    static final int MAX_DEPTH = 9;

    private final Report report;
    private final CalledWorkflows called;

    CallRules(Report report, Sources sources) {
        this.report = report;
        this.called = new CalledWorkflows(sources);
    }

    void check(Node root) {
        for (Node.Entry job : Workflows.jobs(root)) {
            Optional<Node.Scalar> uses = Workflows.scalar(job.value(), "uses");
            if (uses.isEmpty()
                    || uses.get().value().isEmpty()
                    || Templates.isTemplate(uses.get().value())
                    || job.value().at("steps").isPresent()) {
                continue;
            }
            if (!CalledWorkflows.isCall(uses.get().value())) {
                report.add(
                        uses.get(),
                        Kinds.CALL,
                        "'" + Report.shorten(uses.get().value())
                                + "' is no workflow: expected owner/repository/path/file.yml@ref or ./path/file.yml");
                continue;
            }
            called.read(uses.get().value()).ifPresent(target -> call(root, job, uses.get(), target));
        }
    }

    private void call(Node root, Node.Entry job, Node.Scalar uses, Node target) {
        if (!isCallable(target)) {
            report.add(uses, Kinds.CALL, "'" + uses.value() + "' has no 'on: workflow_call', so it cannot be called");
            return;
        }
        inputs(job.value(), uses, target);
        secrets(job.value(), uses, target);
        Optional<Node> own = job.value().at("permissions").or(() -> root.at("permissions"));
        own.ifPresent(allowed -> permissions(job.key(), uses.value(), allowed, target, 1));
    }

    private static boolean isCallable(Node target) {
        return target.at("on", "workflow_call").isPresent()
                || target.at("on").map(Workflows::scalars).orElse(List.of()).stream()
                        .anyMatch(s -> s.value().equals("workflow_call"));
    }

    private void inputs(Node job, Node.Scalar uses, Node target) {
        Map<String, Node> declared = byName(target.entriesAt("on", "workflow_call", "inputs"));
        Map<String, Node> given = byName(job.entriesAt("with"));
        if (job.at("with").filter(w -> !(w instanceof Node.Mapping)).isPresent()) {
            return;
        }
        for (Node.Entry e : job.entriesAt("with")) {
            Node input = declared.get(lower(e.key().value()));
            if (input == null) {
                unknown(e, declared);
            } else {
                type(e, input.textAt("type").orElse("string"));
            }
        }
        declared.forEach((name, input) -> {
            if (isRequired(input) && input.at("default").isEmpty() && !given.containsKey(name)) {
                report.add(uses, Kinds.CALL, "input '" + name + "' is required, but not given by the calling job");
            }
        });
    }

    private void type(Node.Entry given, String type) {
        if (!(given.value() instanceof Node.Scalar s) || Templates.isTemplate(s.value())) {
            return;
        }
        boolean fits = switch (type) {
            case "boolean" -> s.kind() == Node.Kind.BOOLEAN;
            case "number" -> Workflows.isNumber(s);
            default -> true;
        };
        if (!fits) {
            report.add(
                    s,
                    Kinds.CALL,
                    "input '" + given.key().value() + "' takes a " + type + ", not '" + Report.shorten(s.value())
                            + "'");
        }
    }

    private void secrets(Node job, Node.Scalar uses, Node target) {
        if (job.textAt("secrets").isPresent()) {
            return;
        }
        Map<String, Node> declared = byName(target.entriesAt("on", "workflow_call", "secrets"));
        Map<String, Node> given = byName(job.entriesAt("secrets"));
        for (Node.Entry e : job.entriesAt("secrets")) {
            if (!declared.containsKey(lower(e.key().value()))) {
                // The service points at the value.
                Node at = e.value();
                report.add(
                        at,
                        Kinds.CALL,
                        "secret '" + e.key().value() + "' is not declared by '" + uses.value() + "'"
                                + hint(e.key().value(), declared));
            }
        }
        declared.forEach((name, secret) -> {
            if (isRequired(secret) && !given.containsKey(name)) {
                report.add(uses, Kinds.CALL, "secret '" + name + "' is required, but not given by the calling job");
            }
        });
    }

    private void unknown(Node.Entry given, Map<String, Node> declared) {
        Node.Scalar key = given.key();
        // The service points at the value.
        report.add(
                given.value(),
                Kinds.CALL,
                "input '" + key.value() + "' is not declared by the called workflow" + hint(key.value(), declared));
    }

    private static String hint(String name, Map<String, Node> declared) {
        return DidYouMean.nearest(name, declared.keySet())
                .map(n -> "; did you mean '" + n + "'?")
                .orElse("");
    }

    private static boolean isRequired(Node node) {
        return node.textAt("required").filter("true"::equals).isPresent();
    }

    /** What is asked for below may not exceed what the caller has; told at the calling job. */
    private void permissions(Node.Scalar job, String uses, Node allowed, Node target, int depth) {
        Permissions limit = Permissions.of(allowed);
        Optional<Node> asked = target.at("permissions");
        if (exceeds(job, uses, "the workflow", asked, limit)) {
            return;
        }
        for (Node.Entry inner : Workflows.jobs(target)) {
            Optional<Node> own = inner.value().at("permissions");
            if (exceeds(job, uses, "its job '" + inner.key().value() + "'", own, limit)) {
                continue;
            }
            Node next = own.or(() -> asked).orElse(allowed);
            Optional<String> deeper = inner.value().textAt("uses");
            if (deeper.isPresent() && depth < MAX_DEPTH) {
                called.read(deeper.get()).ifPresent(t -> permissions(job, deeper.get(), next, t, depth + 1));
            }
        }
    }

    private boolean exceeds(Node.Scalar job, String uses, String who, Optional<Node> asked, Permissions limit) {
        Optional<String> excess = asked.flatMap(a -> limit.excess(Permissions.of(a)));
        excess.ifPresent(e -> report.add(
                job, Kinds.PERMISSION, "'" + uses + "': " + who + " asks for " + e + " than the caller has"));
        return excess.isPresent();
    }

    private static Map<String, Node> byName(List<Node.Entry> entries) {
        Map<String, Node> all = new LinkedHashMap<>();
        entries.forEach(e -> all.put(lower(e.key().value()), e.value()));
        return all;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
