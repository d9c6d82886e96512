package dev.slipway.assess;

import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.base.DidYouMean;
import dev.slipway.base.EnvName;
import dev.slipway.base.Place;
import dev.slipway.base.Problem;
import dev.slipway.base.Secret;
import dev.slipway.intent.Declaration;
import dev.slipway.intent.Given;
import dev.slipway.intent.Intent;
import dev.slipway.intent.Intent.Role;
import dev.slipway.intent.Resolved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One service of the intent, from its declaration, its component, or both. */
final class ResolveService {
    /** Drain and grace: Compose's default is 10 s, which cuts long requests. */
    private static final Duration STOP = Duration.ofSeconds(30);

    private static final Resolved<String> NO_IMAGE = Resolved.byDefault("", "built from the repository");

    private final Declaration declared;
    private final ProjectModel model;
    private final ResolveResources resources;
    private final ResolveStrategy strategy;
    private final List<Problem> problems;

    ResolveService(
            Declaration declared,
            ProjectModel model,
            ResolveResources resources,
            Given<Declaration.Strategy> strategy,
            EnvName environment,
            List<Problem> problems) {
        this.declared = declared;
        this.model = model;
        this.resources = resources;
        this.strategy = new ResolveStrategy(strategy, environment);
        this.problems = problems;
    }

    /** A component that nobody declared. */
    Intent.Service fromComponent(Component c) {
        Resolved<Role> role = fact(c.role(), Role.WORKER, "nothing shows that it answers requests");
        Resolved<String> health = health(Given.none(), role.value(), Optional.of(c));
        List<String> uses = resources.forNeeds(c.name().value(), List.of());
        return new Intent.Service(
                c.name(),
                pathFact(c),
                c.name().value(),
                NO_IMAGE,
                dockerfile(Given.none(), c.path(), Optional.of(c)),
                Resolved.byDefault(List.of(), "the component's own start command"),
                role,
                port(Given.none(), role.value(), Optional.of(c)),
                health,
                verify(Given.none(), role.value(), health),
                Map.of(),
                Map.of(),
                uses,
                replicas(Given.none(), Optional.of(c)),
                strategy.of(role.value(), Optional.of(c), Given.none()),
                Resolved.byDefault(STOP, "time to drain"));
    }

    /** A declared service; empty when it is a problem. */
    Optional<Intent.Service> fromDeclaration(Declaration.Service s) {
        Optional<Component> component = component(s);
        boolean image = !s.build().isGiven() && s.image().isGiven();
        String context = s.build()
                .toOptional()
                .map(Declaration.Build::context)
                .orElse(component.map(Component::path).orElse("."));
        Given<String> file =
                s.build().toOptional().map(Declaration.Build::dockerfile).orElse(Given.none());
        Resolved<String> dockerfile = dockerfile(file, context, component);
        if (component.isEmpty() && !image && dockerfile.value().isEmpty()) {
            problems.add(nothingToBuild(s, context));
            return Optional.empty();
        }
        Resolved<Role> role = role(s, component);
        Resolved<String> health = health(s.healthPath(), role.value(), component);
        Map<String, Resolved<String>> environment = new LinkedHashMap<>();
        Map<String, Resolved<Secret>> secrets = new LinkedHashMap<>();
        s.environment().forEach((name, v) -> {
            switch (v.content()) {
                case Declaration.Variable.Content.Plain p ->
                    environment.put(name, Resolved.declared(p.text(), v.place()));
                case Declaration.Variable.Content.Hidden h ->
                    secrets.put(name, Resolved.declared(h.secret(), v.place()));
            }
        });
        return Optional.of(new Intent.Service(
                s.name(),
                path(s, component),
                component.map(c -> c.name().value()).orElse(""),
                image ? s.image().resolved().orElse(NO_IMAGE) : NO_IMAGE,
                image ? Resolved.byDefault("", "an image is given") : dockerfile,
                command(s, component),
                role,
                port(s.containerPort(), role.value(), component),
                health,
                verify(s.wishes().verify(), role.value(), health),
                environment,
                secrets,
                uses(s, component),
                replicas(s.replicas().or(s.wishes().scaleMin()), component),
                strategy.of(role.value(), component, s.wishes().availabilityPercent()),
                s.stop().resolved().orElseGet(() -> Resolved.byDefault(STOP, "time to drain"))));
    }

    /** By the folder it is built from; with one folder for several, by Dockerfile or name; without build, by name. */
    private Optional<Component> component(Declaration.Service s) {
        Optional<Component> byName =
                model.services().stream().filter(c -> c.name().equals(s.name())).findFirst();
        if (!s.build().isGiven()) {
            return s.image().isGiven() ? Optional.empty() : byName;
        }
        Declaration.Build build = s.build().toOptional().orElseThrow();
        List<Component> exact = model.services().stream()
                .filter(c -> c.path().equals(build.context()))
                .toList();
        if (exact.size() == 1) {
            return Optional.of(exact.getFirst());
        }
        List<Component> inside = model.services().stream()
                .filter(c -> Sources.within(c.path(), build.context()))
                .toList();
        Optional<Component> byDockerfile = build.dockerfile()
                .toOptional()
                .flatMap(d -> inside.stream()
                        .filter(c -> c.dockerfile().equals(d) || (!c.path().equals(".") && Sources.within(d, c.path())))
                        .findFirst());
        return byDockerfile
                .or(() -> byName.filter(inside::contains))
                .or(() -> inside.size() == 1 ? Optional.of(inside.getFirst()) : Optional.empty())
                .or(() -> library(build.context()));
    }

    /** A library in that very folder runs when the declaration gives the command that we did not find. */
    private Optional<Component> library(String context) {
        return model.libraries().stream()
                .filter(c -> c.path().equals(context) && !c.recipe().start().isEmpty())
                .findFirst();
    }

    private Problem nothingToBuild(Declaration.Service s, String context) {
        Place place = s.build() instanceof Given.Value<Declaration.Build> v ? v.place() : s.place();
        if (context.contains("://") || context.startsWith("git@")) {
            return Problem.input(
                    "service '" + s.key() + "' is built from a remote context",
                    place,
                    "only folders of this repository are built",
                    "name a folder, or the image that is built elsewhere");
        }
        String near = DidYouMean.nearest(
                        context, model.services().stream().map(Component::path).toList())
                .map(p -> "did you mean build: ./" + p + "? ")
                .orElse("");
        return Problem.input(
                "service '" + s.key() + "' cannot be built: nothing that runs was found in " + context,
                place,
                "there is neither a Dockerfile nor a manifest with an entry point of a known stack",
                near + "add a Dockerfile there, or see what was found: slipway assess");
    }

    private static Resolved<String> path(Declaration.Service s, Optional<Component> component) {
        return s.build() instanceof Given.Value<Declaration.Build> v
                ? Resolved.declared(
                        component.map(Component::path).orElse(v.value().context()), v.place())
                : component.map(ResolveService::pathFact).orElseGet(() -> Resolved.byDefault(".", "an image is given"));
    }

    private static Resolved<String> pathFact(Component c) {
        return c.language() instanceof Fact.Known<String> k && !k.evidence().isEmpty()
                ? new Resolved<>(
                        c.path(),
                        new Resolved.Origin.Fact(
                                k.rule(), k.evidence().getFirst().place()))
                : Resolved.byDefault(c.path(), "where it was found");
    }

    private Resolved<String> dockerfile(Given<String> given, String context, Optional<Component> component) {
        Optional<Resolved<String>> declaredFile = given.resolved();
        if (declaredFile.isPresent()) {
            return declaredFile.get();
        }
        String beside = context.equals(".") ? "Dockerfile" : context + "/Dockerfile";
        boolean there = model.assets().stream().anyMatch(a -> a.path().equals(beside));
        String file = there ? beside : component.map(Component::dockerfile).orElse("");
        return file.isEmpty()
                ? Resolved.byDefault("", "the repository has none for it")
                : new Resolved<>(file, new Resolved.Origin.Fact("assess.dockerfile", Place.of(file)));
    }

    /** {@code python} is not everywhere a program; {@code python3} is what the recipe asks the machine for. */
    private static Resolved<List<String>> command(Declaration.Service s, Optional<Component> component) {
        boolean python = component
                .flatMap(c -> c.language().known())
                .filter("python"::equals)
                .isPresent();
        return s.commandLine()
                .map(words -> {
                    List<String> result = new ArrayList<>(words);
                    if (python && !result.isEmpty() && result.getFirst().equals("python")) {
                        result.set(0, "python3");
                    }
                    return List.copyOf(result);
                })
                .resolved()
                .orElseGet(() -> Resolved.byDefault(List.of(), "the component's own start command"));
    }

    private static Resolved<Role> role(Declaration.Service s, Optional<Component> component) {
        Optional<Resolved<Role>> wished = s.wishes().role().resolved();
        if (wished.isPresent()) {
            return wished.get();
        }
        if (s.wishes().schedule() instanceof Given.Value<Declaration.Schedule> v) {
            return Resolved.declared(Role.CRON, v.place());
        }
        boolean port = s.containerPort().isGiven() || s.healthPath().isGiven();
        if (s.commandLine() instanceof Given.Value<List<String>> v && !port) {
            return Resolved.declared(Role.WORKER, v.place());
        }
        if (s.containerPort() instanceof Given.Value<Integer> v) {
            boolean files = component
                    .flatMap(c -> c.role().known())
                    .filter(Role.STATIC::equals)
                    .isPresent();
            return Resolved.declared(files ? Role.STATIC : Role.WEB, v.place());
        }
        return component
                .map(c -> fact(c.role(), Role.WORKER, "nothing shows that it answers requests"))
                .orElseGet(() -> Resolved.byDefault(Role.WORKER, "no ports are declared"));
    }

    private static Resolved<Integer> port(Given<Integer> given, Role role, Optional<Component> component) {
        if (!role.routed()) {
            return Resolved.byDefault(0, "a " + role.name().toLowerCase(java.util.Locale.ROOT) + " has no port");
        }
        Optional<Resolved<Integer>> declaredPort = given.resolved();
        if (declaredPort.isPresent()) {
            return declaredPort.get();
        }
        Optional<Fact<Integer>> fact = component.map(Component::port);
        if (fact.isPresent() && fact.get() instanceof Fact.Known<Integer> k) {
            return new Resolved<>(
                    k.value(),
                    new Resolved.Origin.Fact(k.rule(), k.evidence().getFirst().place()));
        }
        int custom = fact.flatMap(Fact::orCustomary).orElse(8080);
        String whose = component
                .flatMap(c ->
                        c.frameworks().stream().flatMap(f -> f.known().stream()).findFirst())
                .map(f -> "customary for " + Labels.of(f))
                .orElse("customary");
        return Resolved.byDefault(custom, whose + "; set PORT or ports to change");
    }

    private static Resolved<String> health(Given<String> given, Role role, Optional<Component> component) {
        if (!role.routed()) {
            return Resolved.byDefault("", "it answers no requests");
        }
        Optional<Resolved<String>> declaredPath = given.resolved();
        if (declaredPath.isPresent()) {
            return declaredPath.get();
        }
        String custom = component.flatMap(c -> c.health().orCustomary()).orElse("");
        String reason = custom.isEmpty()
                ? "no health path is known: an accepted connection counts as ready"
                : "files are ready when the first page is";
        return component.map(c -> fact(c.health(), custom, reason)).orElseGet(() -> Resolved.byDefault(custom, reason));
    }

    private static Resolved<List<Intent.Check>> verify(
            Given<List<Intent.Check>> given, Role role, Resolved<String> health) {
        Optional<Resolved<List<Intent.Check>>> declaredChecks = given.resolved();
        if (declaredChecks.isPresent()) {
            return declaredChecks.get();
        }
        if (!role.routed() || health.value().isEmpty()) {
            return Resolved.byDefault(List.of(), "nothing to ask for: set verify");
        }
        return Resolved.byDefault(
                List.of(new Intent.Check(health.value(), 200, "")), "the health path; set verify to ask for more");
    }

    private List<String> uses(Declaration.Service s, Optional<Component> component) {
        List<String> keys = s.wishes()
                .uses()
                .toOptional()
                .orElseGet(() ->
                        s.dependsOn().stream().map(Declaration.Dependency::key).toList());
        Set<String> names = new LinkedHashSet<>();
        for (String key : keys) {
            Optional<Declaration.Service> peer = declared.service(key);
            if (peer.isPresent()) {
                names.add(peer.get().name().value());
            } else if (resources.has(key)) {
                names.add(key);
            }
        }
        component.ifPresent(c -> names.addAll(resources.forNeeds(c.name().value(), List.copyOf(names))));
        return List.copyOf(names);
    }

    private static Resolved<Integer> replicas(Given<Integer> given, Optional<Component> component) {
        if (component.filter(ResolveStrategy::localState).isPresent()) {
            return Resolved.byDefault(1, "it keeps state in a local file: one writer only");
        }
        if (component.filter(ResolveStrategy::fixedPort).isPresent()) {
            return Resolved.byDefault(1, "its port is fixed in code: one instance at a time");
        }
        return given.resolved().orElseGet(() -> Resolved.byDefault(1, "one instance"));
    }

    /** The value of a fact with its origin, or this default. */
    static <T> Resolved<T> fact(Fact<T> fact, T otherwise, String reason) {
        return switch (fact) {
            case Fact.Known<T> k ->
                new Resolved<>(
                        k.value(),
                        new Resolved.Origin.Fact(
                                k.rule(), k.evidence().getFirst().place()));
            case Fact.Unknown<T> u -> Resolved.byDefault(otherwise, reason);
        };
    }
}
