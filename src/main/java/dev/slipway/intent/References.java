package dev.slipway.intent;

import dev.slipway.base.Place;
import dev.slipway.intent.Declaration.Dependency;
import dev.slipway.intent.Declaration.Environment;
import dev.slipway.intent.Declaration.Resource;
import dev.slipway.intent.Declaration.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one part of a declaration says about another: names exist, nothing waits for itself, windows of data are kept. */
final class References {
    private static final Duration KEEP_IN_PRODUCTION = Duration.ofDays(7);
    private static final Set<String> PRODUCTION = Set.of("prod", "production", "live");

    private final Declaration declaration;
    private final Problems problems;
    private final Reading reading;

    private References(Declaration declaration, Reading reading) {
        this.declaration = declaration;
        this.problems = reading.problems;
        this.reading = reading;
    }

    static void check(Declaration declaration, Reading reading) {
        References references = new References(declaration, reading);
        references.names();
        references.dependencies();
        references.circles();
        references.resources();
        references.infrastructure();
    }

    private Set<String> known() {
        Set<String> known = new LinkedHashSet<>();
        declaration.services().forEach(s -> known.add(s.key()));
        declaration.resources().forEach(r -> known.add(r.name()));
        return known;
    }

    /** Two keys must not become one DNS label. */
    private void names() {
        Map<String, Service> byName = new HashMap<>();
        for (Service service : declaration.services()) {
            Service other = byName.putIfAbsent(service.name().value(), service);
            if (other != null) {
                problems.add(
                        service.place(),
                        "services '" + other.key() + "' and '" + service.key() + "' would both be called "
                                + service.name(),
                        "a service's name is the host part of its URL: a-z, 0-9 and '-', at most 40",
                        "rename one of them");
            }
        }
    }

    private void dependencies() {
        Set<String> known = known();
        Set<String> skipped = new HashSet<>();
        declaration.skipped().forEach(s -> skipped.add(s.key()));
        for (Service service : declaration.services()) {
            for (Dependency dependency : service.dependsOn()) {
                if (skipped.contains(dependency.key())) {
                    reading.note(
                            dependency.place(),
                            service.key() + " depends on " + dependency.key() + ", which is not shipped");
                } else {
                    exists(dependency.key(), dependency.place(), "services." + service.key() + ".depends_on", known);
                }
            }
            service.wishes().uses().resolved().ifPresent(uses -> {
                Place place = ((Resolved.Origin.Declared) uses.origin()).place();
                uses.value().stream()
                        .filter(u -> !skipped.contains(u))
                        .forEach(u -> exists(u, place, "services." + service.key() + ".x-slipway.uses", known));
            });
        }
        for (Environment environment : declaration.environments()) {
            for (String key : environment.overrides()) {
                if (!skipped.contains(key)) {
                    String where = "environments." + environment.name() + ".services";
                    exists(key, environment.place(), where, known);
                }
            }
        }
    }

    private void exists(String name, Place place, String where, Set<String> known) {
        if (!known.contains(name)) {
            problems.unknown(place, where + ": there is no service '" + Problems.shown(name) + "'", name, known, "");
        }
    }

    /** Depth first without recursion bounds to worry about: a chain is at most as long as there are services. */
    private void circles() {
        Map<String, Service> services = new HashMap<>();
        declaration.services().forEach(s -> services.put(s.key(), s));
        Set<String> done = new HashSet<>();
        for (Service service : declaration.services()) {
            List<String> path = new ArrayList<>();
            walk(service.key(), services, path, new HashSet<>(), done);
        }
    }

    private void walk(
            String key, Map<String, Service> services, List<String> path, Set<String> onPath, Set<String> done) {
        Service service = services.get(key);
        if (service == null || done.contains(key)) {
            return;
        }
        path.add(key);
        onPath.add(key);
        for (Dependency dependency : service.dependsOn()) {
            if (onPath.contains(dependency.key())) {
                List<String> circle = new ArrayList<>(path.subList(path.indexOf(dependency.key()), path.size()));
                circle.add(dependency.key());
                problems.add(
                        dependency.place(),
                        "services wait for each other: " + String.join(" -> ", circle),
                        "each would start after the other",
                        "remove one `depends_on`");
            } else {
                walk(dependency.key(), services, path, onPath, done);
            }
        }
        path.removeLast();
        onPath.remove(key);
        done.add(key);
    }

    private void resources() {
        boolean production = declaration.environments().stream().anyMatch(References::isProduction);
        for (Resource resource : declaration.resources()) {
            if (resource.managed() instanceof Given.Value<List<String>>(List<String> names, Place place)) {
                names.stream().filter(n -> !n.equals("*")).forEach(n -> managed(resource, n, place));
            }
            if (production
                    && resource.backupKeep() instanceof Given.Value<Duration>(Duration keep, Place place)
                    && keep.compareTo(KEEP_IN_PRODUCTION) < 0) {
                problems.add(
                        place,
                        "services." + resource.name() + ".x-slipway.backup.keep is below 7d",
                        "in production a backup is kept for at least a week",
                        "write `keep: 7d` or more");
            }
        }
    }

    static boolean isProduction(Environment environment) {
        return environment
                .production()
                .toOptional()
                .orElse(PRODUCTION.contains(environment.name().value()));
    }

    private void managed(Resource resource, String name, Place place) {
        String where = "services." + resource.name() + ".x-slipway.managed";
        var environment = declaration.environments().stream()
                .filter(e -> e.name().value().equals(name))
                .findFirst();
        if (environment.isEmpty()) {
            List<String> known = declaration.environments().stream()
                    .map(e -> e.name().value())
                    .toList();
            problems.unknown(place, where + ": there is no environment '" + name + "'", name, known, "");
        } else if (environment
                .get()
                .cloud()
                .toOptional()
                .filter(c -> !c.equals("none"))
                .isEmpty()) {
            problems.add(
                    place,
                    where + ": environment '" + name + "' has no cloud",
                    "a managed service is the cloud's",
                    "add `cloud` to the environment or remove it here");
        }
    }

    private void infrastructure() {
        boolean aws = declaration.environments().stream()
                .anyMatch(e -> e.cloud().toOptional().filter("aws"::equals).isPresent());
        if (declaration.settings().iac() instanceof Given.Value<String>(String iac, Place place)
                && iac.equals("cloudformation")
                && !aws) {
            problems.add(
                    place,
                    "x-slipway.iac: cloudformation needs an environment with cloud aws",
                    "no environment has it",
                    "add `cloud: aws` to an environment or choose terraform");
        }
    }
}
