package dev.slipway.check.resources;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the attributes of one type of another language are called in ours, as a table. A name that is not in it becomes snake
 * case. Each line of the table is {@code Path.To.Name=name}; blocks that are repeated are walked through. The right side:
 *
 * <ul>
 *   <li>{@code name} the name in the same block; {@code a/b} within a block of its own
 *   <li>{@code ^} what is in the block moves up into the block around it
 *   <li>{@code -} left out
 *   <li>{@code name[]} one value becomes a list of one
 *   <li>{@code name!} what is below keeps its names, as in maps of the user's own keys
 *   <li>{@code name~} what is below becomes camel case, as in container definitions
 * </ul>
 *
 * <p>A line {@code +name=text} adds a constant. Policies (blocks with statements) always keep their names.
 *
 * @param type in our vocabulary
 */
public record Translation(String type, Map<String, String> names, Map<String, String> constants) {
    private static final Pattern LOWER_UPPER = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern ACRONYM = Pattern.compile("([A-Z]+)([A-Z][a-z])");

    /** Maps whose keys are the user's own. */
    private static final Set<String> OWN_KEYS = Set.of("Variables", "Metadata", "Labels", "labels", "metadata");

    public Translation {
        names = Map.copyOf(names);
        constants = Map.copyOf(constants);
    }

    /** From lines; see {@link Translation}. */
    public static Translation to(String type, String... lines) {
        Map<String, String> names = new HashMap<>();
        Map<String, String> constants = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            String left = line.substring(0, equals);
            String right = line.substring(equals + 1);
            if (left.startsWith("+")) {
                constants.put(left.substring(1), right);
            } else {
                names.put(left, right);
            }
        }
        return new Translation(type, names, constants);
    }

    /** {@code DBClusterIdentifier} becomes {@code db_cluster_identifier}. */
    public static String snake(String name) {
        String split = ACRONYM.matcher(name).replaceAll("$1_$2");
        return LOWER_UPPER.matcher(split).replaceAll("$1_$2").replace('-', '_').toLowerCase(Locale.ROOT);
    }

    /** The attributes in our words. */
    public Value.Block translate(Value.Block source) {
        Map<String, Value> out = new LinkedHashMap<>();
        block(source, "", out);
        constants.forEach((k, v) -> out.putIfAbsent(k, new Value.Text(v, source.at())));
        return new Value.Block(out, source.at());
    }

    private void block(Value.Block source, String path, Map<String, Value> out) {
        source.entries().forEach((key, value) -> {
            String here = path.isEmpty() ? key : path + "." + key;
            String name = names.getOrDefault(here, defaultName(key, value));
            if (name.equals("^")) {
                value.items().stream()
                        .filter(Value.Block.class::isInstance)
                        .map(Value.Block.class::cast)
                        .forEach(b -> block(b, here, out));
                if (value.unknown()) {
                    out.put(snake(key), value);
                }
            } else if (!name.equals("-")) {
                put(name, value, here, out);
            }
        });
    }

    private static String defaultName(String key, Value value) {
        if (key.equals("Tags") || key.equals("tags")) {
            return "tags!";
        }
        boolean policy = value instanceof Value.Block b && b.entries().containsKey("Statement");
        return OWN_KEYS.contains(key) || policy ? snake(key) + "!" : snake(key);
    }

    private void put(String name, Value value, String here, Map<String, Value> out) {
        if (name.endsWith("!")) {
            place(name.substring(0, name.length() - 1), name.startsWith("tags") ? tags(value) : value, out);
        } else if (name.endsWith("~")) {
            place(name.substring(0, name.length() - 1), camel(value), out);
        } else if (name.endsWith("[]")) {
            Value inner = inside(value, here);
            Value list = inner instanceof Value.Items || inner.unknown()
                    ? inner
                    : new Value.Items(List.of(inner), value.at());
            merge(name.substring(0, name.length() - 2), list, out);
        } else {
            place(name, inside(value, here), out);
        }
    }

    private static void place(String name, Value value, Map<String, Value> out) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            out.put(name, value);
            return;
        }
        String outer = name.substring(0, slash);
        Map<String, Value> inner = new LinkedHashMap<>();
        if (out.get(outer) instanceof Value.Block b) {
            inner.putAll(b.entries());
        }
        place(name.substring(slash + 1), value, inner);
        out.put(outer, new Value.Block(inner, value.at()));
    }

    private static void merge(String name, Value list, Map<String, Value> out) {
        if (out.get(name) instanceof Value.Items before && list instanceof Value.Items more) {
            List<Value> all = new ArrayList<>(before.items());
            all.addAll(more.items());
            out.put(name, new Value.Items(all, before.at()));
        } else {
            out.put(name, list);
        }
    }

    private Value inside(Value value, String here) {
        return switch (value) {
            case Value.Block b -> {
                if (b.entries().containsKey("Statement")) {
                    yield b;
                }
                Map<String, Value> inner = new LinkedHashMap<>();
                block(b, here, inner);
                yield new Value.Block(inner, b.at());
            }
            case Value.Items i ->
                new Value.Items(i.items().stream().map(v -> inside(v, here)).toList(), i.at());
            case Value.Text t -> t;
            case Value.Number n -> n;
            case Value.Bool b -> b;
            case Value.Unknown u -> u;
            case Value.Absent a -> a;
        };
    }

    /** A list of Key and Value becomes a map. */
    private static Value tags(Value value) {
        if (!(value instanceof Value.Items list)) {
            return value;
        }
        Map<String, Value> map = new LinkedHashMap<>();
        for (Value item : list.items()) {
            item.get("Key").known().ifPresent(k -> map.put(k, item.get("Value")));
        }
        return new Value.Block(map, list.at());
    }

    private static Value camel(Value value) {
        return switch (value) {
            case Value.Block b -> {
                Map<String, Value> inner = new LinkedHashMap<>();
                b.entries()
                        .forEach((k, v) -> inner.put(
                                k.isEmpty() ? k : k.substring(0, 1).toLowerCase(Locale.ROOT) + k.substring(1),
                                camel(v)));
                yield new Value.Block(inner, b.at());
            }
            case Value.Items i ->
                new Value.Items(i.items().stream().map(Translation::camel).toList(), i.at());
            case Value.Text t -> t;
            case Value.Number n -> n;
            case Value.Bool b -> b;
            case Value.Unknown u -> u;
            case Value.Absent a -> a;
        };
    }
}
