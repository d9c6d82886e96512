package dev.slipway.pipeline.dialect.github.plan;

import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A matrix made into its cells: excludes first, then includes (provider's page "Running variations of jobs"). */
public final class Matrices {
    /** Cells of one matrix; the service takes 256, more are told by the check. */
    public static final int MAX_CELLS = 10_000;

    private Matrices() {}

    /** The cells of a matrix whose expressions were evaluated, in order; none for what is no matrix. */
    public static List<Value.Obj> cells(Value matrix) {
        if (!(matrix instanceof Value.Obj o)) {
            return List.of();
        }
        Map<String, List<Value>> axes = new LinkedHashMap<>();
        o.fields().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("include") && !name.equalsIgnoreCase("exclude")) {
                axes.put(name, items(values));
            }
        });
        List<Map<String, Value>> originals = axes.isEmpty() ? new ArrayList<>() : product(axes);
        List<Value.Obj> excluded = rows(o, "exclude");
        originals.removeIf(cell -> excluded.stream().anyMatch(row -> isExcluded(cell, row)));
        List<Map<String, Value>> cells = new ArrayList<>();
        originals.forEach(cell -> cells.add(new LinkedHashMap<>(cell)));
        for (Value.Obj row : rows(o, "include")) {
            include(row, originals, cells);
        }
        return cells.stream().map(Value.Obj::new).toList();
    }

    private static List<Value> items(Value values) {
        return values instanceof Value.Arr a ? a.items() : List.of();
    }

    private static List<Value.Obj> rows(Value.Obj matrix, String key) {
        List<Value.Obj> rows = new ArrayList<>();
        items(matrix.get(key).orElse(Value.NULL)).forEach(row -> {
            if (row instanceof Value.Obj o) {
                rows.add(o);
            }
        });
        return rows;
    }

    private static List<Map<String, Value>> product(Map<String, List<Value>> axes) {
        List<Map<String, Value>> cells = new ArrayList<>(List.of(Map.of()));
        for (Map.Entry<String, List<Value>> axis : axes.entrySet()) {
            List<Map<String, Value>> longer = new ArrayList<>();
            for (Map<String, Value> cell : cells) {
                for (Value value : axis.getValue()) {
                    if (longer.size() < MAX_CELLS) {
                        Map<String, Value> one = new LinkedHashMap<>(cell);
                        one.put(axis.getKey(), value);
                        longer.add(one);
                    }
                }
            }
            cells = longer;
        }
        return cells;
    }

    /** A row takes out every cell that agrees with all it says. */
    private static boolean isExcluded(Map<String, Value> cell, Value.Obj row) {
        Value.Obj values = new Value.Obj(cell);
        return !row.fields().isEmpty()
                && row.fields().entrySet().stream()
                        .allMatch(e -> values.get(e.getKey())
                                .filter(v -> agrees(v, e.getValue()))
                                .isPresent());
    }

    /** Equal, or for maps: holding at least what is wanted. */
    private static boolean agrees(Value value, Value wanted) {
        if (value instanceof Value.Obj v && wanted instanceof Value.Obj w) {
            return w.fields().entrySet().stream()
                    .allMatch(e -> v.get(e.getKey())
                            .filter(x -> agrees(x, e.getValue()))
                            .isPresent());
        }
        return JsonValues.write(value).equals(JsonValues.write(wanted))
                || value.isPrimitive() && wanted.isPrimitive() && value.text().equals(wanted.text());
    }

    /** A row goes into every cell whose own values it does not contradict; else it is a cell of its own. */
    private static void include(Value.Obj row, List<Map<String, Value>> originals, List<Map<String, Value>> cells) {
        boolean placed = false;
        for (int i = 0; i < originals.size(); i++) {
            Value.Obj own = new Value.Obj(originals.get(i));
            boolean fits = row.fields().entrySet().stream()
                    .allMatch(e -> own.get(e.getKey())
                            .map(v -> agrees(v, e.getValue()))
                            .orElse(true));
            if (fits) {
                placed = true;
                Map<String, Value> cell = cells.get(i);
                row.fields().forEach((name, value) -> {
                    if (own.get(name).isEmpty()) {
                        cell.put(name, value);
                    }
                });
            }
        }
        if (!placed && cells.size() < MAX_CELLS) {
            cells.add(new LinkedHashMap<>(row.fields()));
        }
    }

    /** The values of a cell as the service puts them behind a job's name. */
    public static String label(Value.Obj cell) {
        List<String> words = new ArrayList<>();
        cell.fields().values().forEach(v -> leaves(v, words));
        return String.join(", ", words);
    }

    private static void leaves(Value value, List<String> words) {
        switch (value) {
            case Value.Arr a -> a.items().forEach(i -> leaves(i, words));
            case Value.Obj o -> o.fields().values().forEach(v -> leaves(v, words));
            case Value.Null n -> {}
            case Value.Bool b -> words.add(value.text());
            case Value.Num n -> words.add(value.text());
            case Value.Text t -> words.add(t.value());
        }
    }
}
