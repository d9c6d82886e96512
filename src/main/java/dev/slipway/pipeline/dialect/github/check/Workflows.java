package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ways through a workflow's tree that several rules go. */
final class Workflows {
    private Workflows() {}

    static List<Node.Entry> jobs(Node root) {
        return root.entriesAt("jobs");
    }

    /** The steps of a job or composite action in order, those in {@code parallel} too. */
    static List<Node> steps(Node job) {
        // A step that an alias repeats is one step.
        Set<Node> all = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Node> order = new ArrayList<>();
        flatten(job.listAt("steps"), all, order);
        return order;
    }

    private static void flatten(List<Node> steps, Set<Node> all, List<Node> order) {
        for (Node step : steps) {
            if (all.add(step)) {
                order.add(step);
                flatten(step.listAt("parallel"), all, order);
            }
        }
    }

    /** The scalars of a text or list of texts. */
    static List<Node.Scalar> scalars(Node node) {
        List<Node.Scalar> all = new ArrayList<>();
        if (node instanceof Node.Scalar s && s.kind() != Node.Kind.NULL) {
            all.add(s);
        } else if (node instanceof Node.Sequence seq) {
            seq.items().forEach(i -> all.addAll(scalars(i)));
        }
        return all;
    }

    static Optional<Node.Scalar> scalar(Node node, String... path) {
        return node.at(path)
                .flatMap(n ->
                        n instanceof Node.Scalar s && s.kind() != Node.Kind.NULL ? Optional.of(s) : Optional.empty());
    }

    /** A scalar that is written out, without expressions. */
    static Optional<Node.Scalar> literal(Node node, String... path) {
        return scalar(node, path).filter(s -> !Templates.isTemplate(s.value()));
    }

    static boolean isNumber(Node.Scalar s) {
        return s.kind() == Node.Kind.INTEGER || s.kind() == Node.Kind.DECIMAL;
    }
}
