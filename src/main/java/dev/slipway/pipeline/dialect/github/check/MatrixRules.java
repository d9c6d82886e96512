package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.text.Node;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The matrix: values twice, excludes that exclude nothing, and its size. */
final class MatrixRules {
    /** Cells of a matrix (provider's page "Workflow syntax"). */
    static final int MAX_CELLS = 256;

    private final Report report;

    MatrixRules(Report report) {
        this.report = report;
    }

    void check(Node root) {
        for (Node.Entry job : Workflows.jobs(root)) {
            job.value().at("strategy", "matrix").ifPresent(this::matrix);
        }
    }

    private void matrix(Node node) {
        if (!(node instanceof Node.Mapping m)) {
            return;
        }
        if (m.entries().isEmpty()) {
            report.add(m, Kinds.VALUE, "a matrix has at least one axis or an 'include'");
        }
        Map<String, Node.Sequence> axes = new LinkedHashMap<>();
        boolean open = false;
        long cells = 1;
        for (Node.Entry e : m.entries()) {
            String key = e.key().value();
            if (Templates.isTemplate(key)) {
                open = true;
            } else if (!key.equals("include") && !key.equals("exclude")) {
                if (e.value() instanceof Node.Sequence s) {
                    axes.put(key.toLowerCase(Locale.ROOT), s);
                    values(key, s);
                    cells = Math.min(cells * Math.max(1, s.items().size()), 1_000_000);
                } else {
                    open = true;
                }
            }
        }
        if (cells > MAX_CELLS && m.get("exclude").isEmpty()) {
            report.add(m, Kinds.LIMIT, "the matrix has " + cells + " cells; at most " + MAX_CELLS + " are allowed");
        }
        if (!open) {
            m.get("exclude").ifPresent(e -> e.listAt().forEach(row -> exclude(row, axes)));
        }
    }

    private void values(String axis, Node.Sequence s) {
        if (s.items().isEmpty()) {
            report.add(s, Kinds.VALUE, "axis '" + Report.shorten(axis) + "' of the matrix has no value");
        }
        Map<String, Node> seen = new HashMap<>();
        for (Node item : s.items()) {
            String text = text(item);
            Node before = seen.putIfAbsent(text, item);
            if (before != null && !Templates.isTemplate(text)) {
                report.add(
                        item,
                        Kinds.MATRIX,
                        "value " + Report.shorten(text) + " is already in axis '" + Report.shorten(axis) + "' at line "
                                + before.span().line());
            }
        }
    }

    private void exclude(Node row, Map<String, Node.Sequence> axes) {
        for (Node.Entry e : row.entriesAt()) {
            Node.Sequence axis = axes.get(e.key().value().toLowerCase(Locale.ROOT));
            if (Templates.isTemplate(e.key().value())) {
                continue;
            }
            if (axis == null) {
                report.add(
                        e.key(),
                        Kinds.MATRIX,
                        "'" + Report.shorten(e.key().value())
                                + "' is no axis of the matrix, so nothing is excluded; axes are "
                                + String.join(", ", axes.keySet()));
            } else if (axis.items().stream().noneMatch(i -> fits(i, e.value()))) {
                report.add(
                        e.value(),
                        Kinds.MATRIX,
                        "no cell has " + Report.shorten(text(e.value())) + " as '"
                                + e.key().value() + "', so nothing is excluded");
            }
        }
    }

    /** Whether a value of an axis is what a row of {@code exclude} says; part of a map is enough. */
    private static boolean fits(Node value, Node wanted) {
        if (Templates.isTemplate(text(value)) || Templates.isTemplate(text(wanted))) {
            return true;
        }
        if (wanted instanceof Node.Mapping w && value instanceof Node.Mapping v) {
            return w.entries().stream()
                    .allMatch(e -> v.get(e.key().value())
                            .filter(x -> fits(x, e.value()))
                            .isPresent());
        }
        if (wanted instanceof Node.Sequence w && value instanceof Node.Sequence v) {
            List<Node> a = w.items();
            List<Node> b = v.items();
            return a.size() == b.size()
                    && java.util.stream.IntStream.range(0, a.size()).allMatch(i -> fits(b.get(i), a.get(i)));
        }
        return text(value).equals(text(wanted))
                || value instanceof Node.Scalar a
                        && wanted instanceof Node.Scalar b
                        && a.value().equals(b.value());
    }

    private static String text(Node node) {
        return JsonValues.write(JsonValues.of(node));
    }
}
