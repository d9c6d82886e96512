package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ways through a workflow's tree that several rules go. */
final class Workflows {
    private Workflows() {}

    static List<Node.Entry> jobs(Node root) {
        return root.entriesAt("jobs");
    }

    /** The steps of a job or composite action in order, those in {@code parallel} too. */
    static List<Node> steps(Node job) {
        List<Node> all = new ArrayList<>();
        flatten(job.listAt("steps"), all);
        return all;
    }

    private static void flatten(List<Node> steps, List<Node> all) {
        for (Node step : steps) {
            if (all.contains(step)) {
                continue;
            }
            all.add(step);
            flatten(step.listAt("parallel"), all);
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
