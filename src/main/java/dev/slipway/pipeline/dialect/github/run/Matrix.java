package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells of a matrix: the product of its axes less {@code exclude}, then {@code include}: an entry extends every cell it
 * does not contradict on an original axis, else it is a cell of its own.
 */
final class Matrix {
    /** The provider's bound on the cells of one matrix. */
    static final int MAX_CELLS = 256;

    private Matrix() {}

    static List<Value.Obj> cells(Value matrix) {
        if (!(matrix instanceof Value.Obj all)) {
            return List.of();
        }
        Map<String, List<Value>> axes = new LinkedHashMap<>();
        all.fields().forEach((name, value) -> {
            if (!name.equals("include") && !name.equals("exclude")) {
                axes.put(name, list(value));
            }
        });
        List<Map<String, Value>> cells = new ArrayList<>();
        if (!axes.isEmpty()) {
            cells.add(new LinkedHashMap<>());
        }
        for (Map.Entry<String, List<Value>> axis : axes.entrySet()) {
            List<Map<String, Value>> wider = new ArrayList<>();
            for (Map<String, Value> cell : cells) {
                for (Value value : axis.getValue()) {
                    Map<String, Value> next = new LinkedHashMap<>(cell);
                    next.put(axis.getKey(), value);
                    wider.add(next);
                }
            }
            cells = wider;
            if (cells.size() > 100 * MAX_CELLS) {
                break;
            }
        }
        List<Value> excluded = list(all.get("exclude").orElse(new Value.Arr(List.of())));
        cells.removeIf(cell -> excluded.stream().anyMatch(e -> matches(cell, e)));
        include(cells, axes, list(all.get("include").orElse(new Value.Arr(List.of()))));
        return cells.stream().map(Value.Obj::new).toList();
    }

    private static void include(List<Map<String, Value>> cells, Map<String, List<Value>> axes, List<Value> entries) {
        List<Map<String, Value>> originals = cells.stream()
                .map(c -> (Map<String, Value>) new LinkedHashMap<>(c))
                .toList();
        for (Value entry : entries) {
            if (!(entry instanceof Value.Obj o)) {
                continue;
            }
            boolean extended = false;
            for (int i = 0; i < originals.size(); i++) {
                Map<String, Value> original = originals.get(i);
                boolean fits = o.fields().entrySet().stream()
                        .filter(f -> axes.containsKey(f.getKey()))
                        .allMatch(f -> same(original.get(f.getKey()), f.getValue()));
                if (fits) {
                    cells.get(i).putAll(o.fields());
                    extended = true;
                }
            }
            if (!extended) {
                cells.add(new LinkedHashMap<>(o.fields()));
            }
        }
    }

    /** Whether every value that the entry names is the cell's. */
    private static boolean matches(Map<String, Value> cell, Value entry) {
        return entry instanceof Value.Obj o
                && o.fields().entrySet().stream().allMatch(f -> same(cell.get(f.getKey()), f.getValue()));
    }

    private static boolean same(@org.jspecify.annotations.Nullable Value a, Value b) {
        return switch (a) {
            case null -> false;
            // Part of an object is enough, as with the cell itself.
            case Value.Obj o
            when b instanceof Value.Obj wanted ->
                wanted.fields().entrySet().stream()
                        .allMatch(f -> same(o.get(f.getKey()).orElse(Value.NULL), f.getValue()));
            case Value.Arr x
            when b instanceof Value.Arr y -> {
                boolean all = x.items().size() == y.items().size();
                for (int i = 0; all && i < x.items().size(); i++) {
                    all = same(x.items().get(i), y.items().get(i));
                }
                yield all;
            }
            case Value.Obj o -> false;
            case Value.Arr x -> false;
            case Value.Null n -> plain(a, b);
            case Value.Bool n -> plain(a, b);
            case Value.Num n -> plain(a, b);
            case Value.Text n -> plain(a, b);
        };
    }

    private static boolean plain(Value a, Value b) {
        return b.isPrimitive() && a.text().equals(b.text());
    }

    private static List<Value> list(Value value) {
        return value instanceof Value.Arr a ? a.items() : value instanceof Value.Null ? List.of() : List.of(value);
    }

    /** What stands in brackets after a job's name: the cell's plain values. */
    static String label(Value.Obj cell) {
        List<String> words = new ArrayList<>();
        cell.fields().values().forEach(v -> flat(v, words));
        return String.join(", ", words);
    }

    private static void flat(Value value, List<String> words) {
        switch (value) {
            case Value.Obj o -> o.fields().values().forEach(v -> flat(v, words));
            case Value.Arr a -> a.items().forEach(v -> flat(v, words));
            case Value.Null n -> words.add("");
            case Value.Bool n -> words.add(value.text());
            case Value.Num n -> words.add(value.text());
            case Value.Text n -> words.add(value.text());
        }
    }
}
