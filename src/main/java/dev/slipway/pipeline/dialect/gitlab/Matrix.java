package dev.slipway.pipeline.dialect.gitlab;

import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code parallel} and {@code needs:parallel:matrix} (GitLab documentation, "parallel:matrix", "needs:parallel:matrix"). */
final class Matrix {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\[\\[\\s*matrix\\.([A-Za-z0-9_]+)\\s*]]");

    private Matrix() {}

    /**
     * One of the jobs that a parallel job becomes.
     *
     * @param suffix of its name: {@code " 2/3"} or {@code ": [a, b]"}; empty for the job itself
     */
    record Cell(String suffix, Map<String, String> variables) {}

    /** How many cells a {@code parallel} has, without making them; 0 for none. */
    static long count(Node parallel) {
        long all = 0;
        for (Node entry : parallel.listAt("matrix")) {
            long cells = 1;
            for (Node.Entry axis : entry.entriesAt()) {
                cells = Math.min(
                        Integer.MAX_VALUE,
                        cells * Math.max(1, values(axis.value()).size()));
            }
            all = Math.min(Integer.MAX_VALUE, all + cells);
        }
        return all;
    }

    /** The cells of a job, at least one. */
    static List<Cell> cells(Node parallel) {
        if (parallel instanceof Node.Scalar s && s.value().matches("\\d{1,4}")) {
            int n = Integer.parseInt(s.value());
            List<Cell> cells = new ArrayList<>();
            for (int i = 1; i <= n; i++) {
                cells.add(new Cell(" " + i + "/" + n, Map.of("CI_NODE_INDEX", "" + i, "CI_NODE_TOTAL", "" + n)));
            }
            return cells;
        }
        List<Map<String, String>> rows = rows(parallel.listAt("matrix"));
        List<Cell> cells = new ArrayList<>();
        for (Map<String, String> row : rows) {
            Map<String, String> variables = new LinkedHashMap<>(row);
            variables.put("CI_NODE_INDEX", "" + (cells.size() + 1));
            variables.put("CI_NODE_TOTAL", "" + rows.size());
            cells.add(new Cell(": [" + String.join(", ", row.values()) + "]", variables));
        }
        return cells.isEmpty() ? List.of(new Cell("", Map.of())) : cells;
    }

    static List<Map<String, String>> rows(List<Node> matrix) {
        List<Map<String, String>> all = new ArrayList<>();
        for (Node entry : matrix) {
            List<Map<String, String>> rows = List.of(Map.of());
            for (Node.Entry axis : entry.entriesAt()) {
                List<Map<String, String>> longer = new ArrayList<>();
                for (Map<String, String> row : rows) {
                    for (String value : values(axis.value())) {
                        Map<String, String> next = new LinkedHashMap<>(row);
                        next.put(axis.key().value(), value);
                        longer.add(next);
                    }
                }
                rows = longer;
            }
            all.addAll(rows);
        }
        return all;
    }

    private static List<String> values(Node axis) {
        return axis instanceof Node.Sequence s
                ? s.items().stream().flatMap(i -> values(i).stream()).toList()
                : axis instanceof Node.Scalar t ? List.of(t.value()) : List.of();
    }

    /** Whether a need's selector takes a cell of the needed job; {@code own} fills {@code $[[ matrix.X ]]}. */
    static boolean selects(Node need, Cell cell, Map<String, String> own) {
        List<Node> matrix = need.at("parallel").orElse(Trees.empty()).listAt("matrix");
        return matrix.isEmpty()
                || rows(matrix).stream()
                        .anyMatch(row -> row.entrySet().stream()
                                .allMatch(e -> fill(e.getValue(), own)
                                        .equals(cell.variables().get(e.getKey()))));
    }

    private static String fill(String value, Map<String, String> own) {
        Matcher m = EXPRESSION.matcher(value);
        return m.replaceAll(r -> Matcher.quoteReplacement(own.getOrDefault(r.group(1), "")));
    }

    static void checkSelector(Trees trees, GitlabJob job, GitlabJob needed, Node need) {
        List<Node> matrix = need.at("parallel").orElse(Trees.empty()).listAt("matrix");
        if (matrix.isEmpty()) {
            return;
        }
        Node at = need.at("parallel").orElse(need);
        List<Node> theirs = needed.node().get("parallel").orElse(Trees.empty()).listAt("matrix");
        if (theirs.isEmpty()) {
            trees.wrong(
                    at,
                    "reference",
                    "job `" + job.name() + "` selects cells of `" + needed.name() + "`, which has no parallel:matrix");
            return;
        }
        List<Node> ours = job.node().get("parallel").orElse(Trees.empty()).listAt("matrix");
        boolean expressions = rows(matrix).stream()
                .anyMatch(r ->
                        r.values().stream().anyMatch(v -> EXPRESSION.matcher(v).find()));
        if (expressions && ours.isEmpty()) {
            trees.wrong(
                    at,
                    "expression",
                    "job `" + job.name() + "` uses $[[ matrix.NAME ]] and is not parallelized with parallel:matrix");
            return;
        }
        List<Map<String, String>> mine = ours.isEmpty() ? List.of(Map.of()) : rows(ours);
        List<Cell> cells = cells(needed.node().get("parallel").orElse(Trees.empty()));
        if (mine.stream().allMatch(own -> cells.stream().noneMatch(c -> selects(need, c, own)))) {
            trees.wrong(at, "reference", "job `" + job.name() + "` selects no cell of `" + needed.name() + "`");
        }
    }
}
