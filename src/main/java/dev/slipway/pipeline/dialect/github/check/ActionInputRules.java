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

/** What is given to actions: unknown, missing and deprecated inputs, and majors that no longer run. */
final class ActionInputRules {
    private final Report report;
    private final Actions actions;

    ActionInputRules(Report report, Sources sources) {
        this.report = report;
        this.actions = new Actions(sources);
    }

    void check(Node root) {
        Workflows.jobs(root).forEach(j -> steps(Workflows.steps(j.value())));
    }

    void steps(List<Node> steps) {
        for (Node step : steps) {
            Optional<Node.Scalar> uses = Workflows.literal(step, "uses");
            if (uses.isPresent()) {
                step(step, uses.get());
            }
        }
    }

    private void step(Node step, Node.Scalar uses) {
        String name = uses.value();
        if (KnownActions.isOutdated(name)) {
            report.add(
                    uses,
                    Kinds.ACTION,
                    "'" + name + "' needs a version of Node that hosted runners no longer have; take a newer major");
        }
        if (step.at("with").filter(w -> !(w instanceof Node.Mapping)).isPresent()) {
            return;
        }
        Optional<Node> local = actions.local(name);
        if (local.isPresent()) {
            local(step, uses, local.get());
            return;
        }
        KnownActions.of(name).ifPresent(known -> {
            Map<String, Boolean> inputs = new LinkedHashMap<>();
            known.inputs().forEach(i -> inputs.put(i, known.required().contains(i)));
            inputs(step, uses, inputs);
            for (Node.Entry e : step.entriesAt("with")) {
                String instead = known.deprecated().get(e.key().value().toLowerCase(Locale.ROOT));
                if (instead != null) {
                    report.add(
                            e.key(),
                            Kinds.ACTION,
                            "input '" + e.key().value() + "' is deprecated; use '" + instead + "'");
                }
            }
        });
    }

    private void local(Node step, Node.Scalar uses, Node action) {
        Map<String, Boolean> inputs = new LinkedHashMap<>();
        for (Node.Entry e : action.entriesAt("inputs")) {
            boolean required =
                    e.value().textAt("required").filter("true"::equals).isPresent()
                            && e.value().at("default").isEmpty();
            inputs.put(e.key().value().toLowerCase(Locale.ROOT), required);
            if (e.value().textAt("deprecationMessage").isPresent()) {
                step.entriesAt("with").stream()
                        .filter(w -> w.key().value().equalsIgnoreCase(e.key().value()))
                        .forEach(w -> report.add(
                                w.key(),
                                Kinds.ACTION,
                                "input '" + w.key().value() + "' is deprecated: "
                                        + Report.shorten(e.value()
                                                .textAt("deprecationMessage")
                                                .orElse(""))));
            }
        }
        inputs(step, uses, inputs);
    }

    private void inputs(Node step, Node.Scalar uses, Map<String, Boolean> inputs) {
        Map<String, Boolean> missing = new LinkedHashMap<>(inputs);
        missing.values().removeIf(required -> !required);
        for (Node.Entry e : step.entriesAt("with")) {
            String name = e.key().value().toLowerCase(Locale.ROOT);
            missing.remove(name);
            boolean ofContainer = name.equals("entrypoint") || name.equals("args");
            if (!inputs.containsKey(name) && !ofContainer && !Templates.isTemplate(name)) {
                String hint = DidYouMean.nearest(name, inputs.keySet())
                        .map(n -> "; did you mean '" + n + "'?")
                        .orElse("");
                report.add(
                        e.key(),
                        Kinds.ACTION,
                        "'" + Report.shorten(e.key().value()) + "' is no input of '" + uses.value() + "'" + hint);
            }
        }
        missing.keySet()
                .forEach(name ->
                        report.add(uses, Kinds.ACTION, "'" + uses.value() + "' needs the input '" + name + "'"));
    }
}
