package dev.slipway.assess;

import dev.slipway.base.Confidence;
import dev.slipway.base.Secret;
import dev.slipway.intent.Declaration;
import dev.slipway.intent.Intent;
import dev.slipway.intent.Resolved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Backing services: the declared ones, and those that only facts ask for. */
final class ResolveResources {
    /** Kinds that are started for a service that merely shows a driver. Others (mail, objects) are often optional. */
    private static final Set<String> STARTED = Set.of(
            "postgres",
            "mysql",
            "mariadb",
            "sqlserver",
            "mongo",
            "redis",
            "kafka",
            "rabbitmq",
            "nats",
            "elasticsearch",
            "opensearch");

    private final Map<String, Intent.Resource> resources = new LinkedHashMap<>();
    private final ProjectModel model;

    ResolveResources(Declaration declared, ProjectModel model) {
        this.model = model;
        declared.resources().forEach(r -> resources.put(r.name(), declared(r)));
    }

    private static Intent.Resource declared(Declaration.Resource r) {
        Map<String, String> plain = new HashMap<>();
        Map<String, Secret> secret = new HashMap<>();
        r.environment().forEach((name, v) -> {
            switch (v.content()) {
                case Declaration.Variable.Content.Plain p -> plain.put(name, p.text());
                case Declaration.Variable.Content.Hidden h -> secret.put(name, h.secret());
            }
        });
        return new Intent.Resource(
                r.name(),
                r.kind(),
                r.image().resolved().orElseGet(() -> Resolved.byDefault("", "no image declared")),
                plain,
                secret,
                r.volumes(),
                r.ports().stream().map(Declaration.Port::container).toList());
    }

    List<Intent.Resource> all() {
        return List.copyOf(resources.values());
    }

    boolean has(String name) {
        return resources.containsKey(name);
    }

    /**
     * Names of the resources that a component's needs mean: a declared one of this kind, else a new one named by its kind. A
     * need below medium confidence starts nothing.
     */
    List<String> forNeeds(String component, List<String> alreadyUsed) {
        List<String> names = new ArrayList<>();
        model.services().stream()
                .filter(c -> c.name().value().equals(component))
                .flatMap(c -> c.needs().stream())
                .forEach(need -> {
                    if (need instanceof Fact.Known<String> k
                            && STARTED.contains(k.value())
                            && k.confidence().value() >= Confidence.MEDIUM.value()) {
                        names.addAll(forNeed(k, alreadyUsed));
                    }
                });
        return names;
    }

    private List<String> forNeed(Fact.Known<String> need, List<String> alreadyUsed) {
        List<String> same = resources.values().stream()
                .filter(r -> serves(r.kind().value(), need.value()))
                .map(Intent.Resource::name)
                .toList();
        if (same.stream().anyMatch(alreadyUsed::contains)) {
            return List.of();
        }
        if (same.isEmpty()) {
            resources.put(need.value(), fromFact(need));
            return List.of(need.value());
        }
        return List.of(same.getFirst());
    }

    /** MariaDB and MySQL speak to each other's drivers. */
    private static boolean serves(String kind, String need) {
        Set<String> relatives = Set.of("mysql", "mariadb");
        return kind.equals(need) || (relatives.contains(kind) && relatives.contains(need));
    }

    private static Intent.Resource fromFact(Fact.Known<String> need) {
        Resolved<String> kind = new Resolved<>(
                need.value(),
                new Resolved.Origin.Fact(need.rule(), need.evidence().getFirst().place()));
        return new Intent.Resource(
                need.value(),
                kind,
                Resolved.byDefault("", "only a dependency asks for it"),
                Map.of(),
                Map.of(),
                List.of(),
                List.of());
    }
}
