package dev.slipway.intent;

import dev.slipway.base.EnvName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts {@code x-slipway.environments.ENV.services} over the services, and {@code extends} under them. */
final class Overrides {
    /** Services that extend each other in a row. */
    private static final int MAX_CHAIN = 10;

    private Overrides() {}

    static Tree.Fields applied(Tree.Fields root, EnvName environment) {
        Optional<Tree.Fields> overrides = walk(root, "x-slipway", "environments", environment.value(), "services");
        Optional<Tree.Fields> services = walk(root, "services");
        if (overrides.isEmpty() || services.isEmpty()) {
            return root;
        }
        Map<String, Tree.Field> result = new LinkedHashMap<>(services.get().fields());
        overrides.get().fields().forEach((key, field) -> {
            Tree.Field old = result.get(key);
            if (old != null && old.value() instanceof Tree.Fields below && field.value() instanceof Tree.Fields above) {
                result.put(key, new Tree.Field(old.key(), Merge.over(below, sorted(above))));
            }
        });
        return with(root, "services", new Tree.Fields(result, services.get().place()));
    }

    /** An override may name keys of {@code x-slipway} without that word. */
    private static Tree.Fields sorted(Tree.Fields override) {
        Map<String, Tree.Field> compose = new LinkedHashMap<>();
        Map<String, Tree.Field> wishes = new LinkedHashMap<>();
        override.fields().forEach((key, field) -> {
            boolean wish = Vocabulary.X_SERVICE.contains(key) || Vocabulary.X_RESOURCE.contains(key);
            boolean both = Vocabulary.COMPOSE_SERVICE.contains(key);
            boolean composes =
                    both && (key.equals("expose") ? field.value() instanceof Tree.Items : isNumber(field.value()));
            (wish && !composes ? wishes : compose).put(key, field);
        });
        if (wishes.isEmpty()) {
            return override;
        }
        Tree.Fields own = new Tree.Fields(wishes, override.place());
        Tree.Field said = compose.get("x-slipway");
        Tree.Fields merged = said != null && said.value() instanceof Tree.Fields f ? Merge.over(own, f) : own;
        compose.put("x-slipway", new Tree.Field(override.place(), merged));
        return new Tree.Fields(compose, override.place());
    }

    /** {@code scale: 3} is Compose's, {@code scale: {min: 3}} is ours. */
    private static boolean isNumber(Tree tree) {
        return tree instanceof Tree.Leaf leaf && leaf.value().matches("\\d{1,9}");
    }

    /** Puts under each service the one of the same file that it extends (compose-spec, "extends"). */
    static Tree.Fields extended(Tree.Fields root, Problems problems) {
        Optional<Tree.Fields> services = walk(root, "services");
        if (services.isEmpty()) {
            return root;
        }
        Map<String, Tree.Field> result = new LinkedHashMap<>();
        services.get().fields().forEach((key, field) -> {
            Tree value = field.value() instanceof Tree.Fields own
                    ? extended(own, services.get(), Set.of(key), problems)
                    : field.value();
            result.put(key, new Tree.Field(field.key(), value));
        });
        return with(root, "services", new Tree.Fields(result, services.get().place()));
    }

    private static Tree.Fields extended(Tree.Fields own, Tree.Fields services, Set<String> seen, Problems problems) {
        Optional<Tree.Leaf> name = own.get("extends").flatMap(e -> switch (e) {
            case Tree.Leaf leaf -> Optional.of(leaf);
            case Tree.Fields f
            when f.get("file").isEmpty() ->
                f.get("service").filter(Tree.Leaf.class::isInstance).map(Tree.Leaf.class::cast);
            case Tree.Fields f -> Optional.empty();
            case Tree.Items i -> Optional.empty();
        });
        if (name.isEmpty()) {
            return own;
        }
        String base = name.get().value();
        if (seen.contains(base) || seen.size() > MAX_CHAIN) {
            problems.add(name.get().place(), "services extend each other in a circle", "", "remove one `extends`");
            return own;
        }
        if (!(services.get(base).orElse(own) instanceof Tree.Fields below)
                || services.get(base).isEmpty()) {
            problems.unknown(
                    name.get().place(),
                    "there is no service '" + Problems.shown(base) + "' to extend",
                    base,
                    services.fields().keySet(),
                    "");
            return own;
        }
        Set<String> further = new java.util.HashSet<>(seen);
        further.add(base);
        Map<String, Tree.Field> without = new LinkedHashMap<>(own.fields());
        without.remove("extends");
        return Merge.over(extended(below, services, further, problems), new Tree.Fields(without, own.place()));
    }

    private static Optional<Tree.Fields> walk(Tree.Fields root, String... keys) {
        Optional<Tree.Fields> here = Optional.of(root);
        for (String key : keys) {
            here = here.flatMap(f -> f.get(key))
                    .filter(Tree.Fields.class::isInstance)
                    .map(Tree.Fields.class::cast);
        }
        return here;
    }

    private static Tree.Fields with(Tree.Fields root, String key, Tree value) {
        Map<String, Tree.Field> result = new LinkedHashMap<>(root.fields());
        Tree.Field old = result.get(key);
        result.put(key, new Tree.Field(old == null ? value.place() : old.key(), value));
        return new Tree.Fields(result, root.place());
    }
}
