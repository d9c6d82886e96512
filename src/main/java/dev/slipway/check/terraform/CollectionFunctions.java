package dev.slipway.check.terraform;

import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions on lists and maps. Arguments are known; their items need not be. */
final class CollectionFunctions {
    private CollectionFunctions() {}

    static Optional<Value> call(String name, List<Value> args, Origin at, Budget budget) {
        int size = args.stream().mapToInt(CollectionFunctions::size).sum();
        if (!budget.spend(size)) {
            return Optional.of(Values.unknown("it takes too much work to evaluate", at));
        }
        Value first = Functions.at(args, 0, at);
        return switch (name) {
            case "length" -> Optional.of(new Value.Number(java.math.BigDecimal.valueOf(size(first)), at));
            case "concat" ->
                Optional.of(Values.items(
                        args.stream().flatMap(a -> a.items().stream()).toList(), at));
            case "flatten" -> {
                List<Value> flat = new ArrayList<>();
                flatten(first, flat);
                yield Optional.of(Values.items(flat, at));
            }
            case "list" -> Optional.of(Values.items(args, at));
            case "tolist" -> Optional.of(Values.items(values(first), at));
            case "toset", "distinct", "setunion" ->
                Optional.of(Values.items(
                        distinct(args.stream().flatMap(a -> a.items().stream()).toList()), at));
            case "compact" ->
                Optional.of(Values.items(
                        first.items().stream()
                                .filter(v -> !v.absent() && !v.is(""))
                                .toList(),
                        at));
            case "reverse" -> Optional.of(Values.items(first.items().reversed(), at));
            case "sort" -> Optional.of(sorted(first, at));
            case "element" -> Optional.of(element(first, Functions.whole(args, 1), at));
            case "slice" ->
                Optional.of(
                        Values.items(first.items().subList(Functions.whole(args, 1), Functions.whole(args, 2)), at));
            case "contains" -> Optional.of(contains(first, Functions.at(args, 1, at), at));
            case "index" -> Optional.of(index(first, args.get(1), at));
            case "one" ->
                Optional.of(
                        first.items().isEmpty()
                                ? new Value.Absent(at)
                                : first.items().getFirst());
            case "coalescelist" ->
                args.stream().filter(a -> !a.items().isEmpty()).findFirst();
            case "alltrue", "anytrue" -> Optional.of(truths(name.equals("anytrue"), first, at));
            default -> maps(name, args, at).or(() -> sets(name, args, at));
        };
    }

    private static Optional<Value> maps(String name, List<Value> args, Origin at) {
        Value first = Functions.at(args, 0, at);
        return switch (name) {
            case "merge" -> {
                Map<String, Value> all = new LinkedHashMap<>();
                args.forEach(a -> {
                    if (a instanceof Value.Block b) {
                        all.putAll(b.entries());
                    }
                });
                yield Optional.of(Values.block(all, at));
            }
            case "keys" ->
                Optional.of(Values.items(
                        entries(first).keySet().stream()
                                .sorted()
                                .<Value>map(k -> new Value.Text(k, at))
                                .toList(),
                        at));
            case "values" -> Optional.of(Values.items(values(first), at));
            case "lookup" -> {
                Value found = entries(first).get(Functions.text(args, 1));
                yield Optional.of(
                        found != null
                                ? found
                                : args.size() > 2 ? args.get(2) : Values.error("there is no such key", at));
            }
            case "tomap" -> Optional.of(first);
            case "map" -> {
                Map<String, Value> all = new LinkedHashMap<>();
                for (int i = 0; i + 1 < args.size(); i += 2) {
                    all.put(Functions.text(args, i), args.get(i + 1));
                }
                yield Optional.of(Values.block(all, at));
            }
            case "zipmap" -> {
                Map<String, Value> all = new LinkedHashMap<>();
                for (int i = 0; i < first.items().size(); i++) {
                    all.put(
                            Functions.text(first.items(), i),
                            args.get(1).items().get(i));
                }
                yield Optional.of(Values.block(all, at));
            }
            case "transpose" -> Optional.of(transpose(entries(first), at));
            default -> Optional.empty();
        };
    }

    private static Optional<Value> sets(String name, List<Value> args, Origin at) {
        Value first = Functions.at(args, 0, at);
        return switch (name) {
            case "setintersection", "setsubtract" -> {
                boolean keep = name.equals("setintersection");
                List<Value> rest = first.items().stream()
                        .filter(v -> args.stream()
                                .skip(1)
                                .allMatch(o -> contains(o, v, at).is(true) == keep))
                        .toList();
                yield Optional.of(Values.items(distinct(rest), at));
            }
            case "setproduct" -> Optional.of(product(args, at));
            case "chunklist" -> {
                List<Value> chunks = new ArrayList<>();
                int size = Math.max(1, Functions.whole(args, 1));
                for (int i = 0; i < first.items().size(); i += size) {
                    chunks.add(Values.items(
                            first.items().subList(i, Math.min(first.items().size(), i + size)), at));
                }
                yield Optional.of(Values.items(chunks, at));
            }
            case "matchkeys" -> {
                List<Value> found = new ArrayList<>();
                for (int i = 0; i < first.items().size(); i++) {
                    if (contains(args.get(2), args.get(1).items().get(i), at).is(true)) {
                        found.add(first.items().get(i));
                    }
                }
                yield Optional.of(Values.items(found, at));
            }
            default -> Optional.empty();
        };
    }

    static int size(Value value) {
        return switch (value) {
            case Value.Items i -> i.items().size();
            case Value.Block b -> b.entries().size();
            case Value.Text t -> t.text().codePointCount(0, t.text().length());
            case Value.Number n -> 1;
            case Value.Bool b -> 1;
            case Value.Unknown u -> 1;
            case Value.Absent a -> 0;
        };
    }

    private static Map<String, Value> entries(Value value) {
        if (value instanceof Value.Block b) {
            return b.entries();
        }
        throw new IllegalArgumentException("not a map");
    }

    private static List<Value> values(Value value) {
        return value instanceof Value.Block b
                ? b.entries().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .toList()
                : value.items();
    }

    private static void flatten(Value value, List<Value> into) {
        if (value instanceof Value.Items i) {
            i.items().forEach(v -> flatten(v, into));
        } else if (!value.absent()) {
            into.add(value);
        }
    }

    /** Items that are not known to be equal to an earlier one. */
    private static List<Value> distinct(List<Value> items) {
        List<Value> kept = new ArrayList<>();
        java.util.Set<String> seen = new java.util.HashSet<>();
        for (Value item : items) {
            Optional<String> key = item.known();
            if (key.isEmpty() || seen.add(key.get())) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static Value sorted(Value list, Origin at) {
        return list.items().stream().allMatch(v -> v.known().isPresent())
                ? Values.items(
                        list.items().stream()
                                .sorted(Comparator.comparing(v -> v.known().orElse("")))
                                .toList(),
                        at)
                : Values.unknownOf(at, list);
    }

    private static Value element(Value list, int index, Origin at) {
        return list.items().isEmpty()
                ? Values.error("an empty list has no element", at)
                : list.items().get(Math.floorMod(index, list.items().size()));
    }

    static Value contains(Value list, Value wanted, Origin at) {
        boolean sure = true;
        for (Value item : list.items()) {
            Optional<Boolean> same = Values.same(item, wanted);
            if (same.isPresent() && same.get()) {
                return Values.truth(true, at);
            }
            sure &= same.isPresent();
        }
        return sure ? Values.truth(false, at) : Values.unknownOf(at, list, wanted);
    }

    private static Value index(Value list, Value wanted, Origin at) {
        for (int i = 0; i < list.items().size(); i++) {
            if (Values.same(list.items().get(i), wanted).orElse(false)) {
                return new Value.Number(java.math.BigDecimal.valueOf(i), at);
            }
        }
        return Values.error("there is no such item", at);
    }

    private static Value truths(boolean any, Value list, Origin at) {
        boolean sure = true;
        for (Value item : list.items()) {
            if (item.is(any)) {
                return Values.truth(any, at);
            }
            sure &= !item.unknown();
        }
        return sure ? Values.truth(!any, at) : Values.unknownOf(at, list);
    }

    private static Value product(List<Value> sets, Origin at) {
        List<List<Value>> rows = new ArrayList<>(List.of(List.of()));
        for (Value set : sets) {
            if ((long) rows.size() * set.items().size() > Values.MAX_ITEMS) {
                return Values.unknown("a list that is too long", at);
            }
            List<List<Value>> longer = new ArrayList<>();
            for (List<Value> row : rows) {
                for (Value item : set.items()) {
                    List<Value> next = new ArrayList<>(row);
                    Collections.addAll(next, item);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return Values.items(rows.stream().map(r -> Values.items(r, at)).toList(), at);
    }

    private static Value transpose(Map<String, Value> map, Origin at) {
        Map<String, List<Value>> turned = new LinkedHashMap<>();
        map.forEach((k, list) -> list.items()
                .forEach(v -> turned.computeIfAbsent(Values.asText(v).orElse(""), x -> new ArrayList<>())
                        .add(new Value.Text(k, at))));
        Map<String, Value> out = new LinkedHashMap<>();
        turned.forEach((k, v) -> out.put(k, Values.items(v, at)));
        return Values.block(out, at);
    }
}
