package dev.slipway.intent;

import dev.slipway.base.Place;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One file over another by Compose's rules (compose-spec, 13-merge.md): maps are merged, lists appended without doubles,
 * single values overridden; commands and health checks are replaced. Lists below {@code x-slipway} are replaced: steps of a
 * strategy or requests that verify make sense only as a whole.
 */
final class Merge {
    private static final Set<String> REPLACED = Set.of("command", "entrypoint", "test");

    /** Keys that may be a list of {@code NAME=VALUE} or a map. */
    private static final Set<String> PAIRS =
            Set.of("environment", "labels", "args", "annotations", "extra_hosts", "sysctls");

    private Merge() {}

    static Tree.Fields over(Tree.Fields below, Tree.Fields above) {
        return merge(below, above, false);
    }

    private static Tree.Fields merge(Tree.Fields below, Tree.Fields above, boolean extension) {
        Map<String, Tree.Field> result = new LinkedHashMap<>(below.fields());
        above.fields().forEach((key, field) -> {
            Tree.Field old = result.get(key);
            Tree value = old == null
                    ? field.value()
                    : merge(key, old.value(), field.value(), extension || key.startsWith("x-"));
            result.put(key, new Tree.Field(field.key(), value));
        });
        return new Tree.Fields(result, above.place());
    }

    private static Tree merge(String key, Tree below, Tree above, boolean extension) {
        Tree under = normal(key, below);
        Tree over = normal(key, above);
        if (Tree.isNull(over)) {
            // `key:` without a value says nothing, as in Compose.
            return under;
        }
        if (under instanceof Tree.Fields a && over instanceof Tree.Fields b) {
            return merge(a, b, extension);
        }
        boolean append = !extension && !REPLACED.contains(key);
        if (append && under instanceof Tree.Items a && over instanceof Tree.Items b) {
            List<Tree> items = new ArrayList<>(a.items());
            b.items().stream()
                    .filter(i -> items.stream().noneMatch(o -> same(o, i)))
                    .forEach(items::add);
            return new Tree.Items(items, b.place());
        }
        return over;
    }

    private static boolean same(Tree a, Tree b) {
        return a instanceof Tree.Leaf x && b instanceof Tree.Leaf y && x.value().equals(y.value());
    }

    /** The map form of what Compose lets people write as a list too. */
    private static Tree normal(String key, Tree tree) {
        if (!(tree instanceof Tree.Items items)) {
            boolean build = key.equals("build") && tree instanceof Tree.Leaf && !Tree.isNull(tree);
            return build ? single("context", tree) : tree;
        }
        if (!PAIRS.contains(key) && !key.equals("depends_on")) {
            return tree;
        }
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        for (Tree item : items.items()) {
            if (!(item instanceof Tree.Leaf leaf)) {
                return tree;
            }
            int equals = PAIRS.contains(key) ? leaf.value().indexOf('=') : -1;
            String name = equals < 0 ? leaf.value() : leaf.value().substring(0, equals);
            Tree value = equals < 0
                    ? absent(key, leaf.place())
                    : new Tree.Leaf(leaf.value().substring(equals + 1), Node.Kind.TEXT, leaf.place(), leaf.variables());
            fields.put(name, new Tree.Field(leaf.place(), value));
        }
        return new Tree.Fields(fields, items.place());
    }

    private static Tree absent(String key, Place place) {
        return key.equals("depends_on")
                ? new Tree.Fields(Map.of(), place)
                : new Tree.Leaf("", Node.Kind.NULL, place, Set.of());
    }

    private static Tree single(String key, Tree value) {
        return new Tree.Fields(Map.of(key, new Tree.Field(value.place(), value)), value.place());
    }
}
