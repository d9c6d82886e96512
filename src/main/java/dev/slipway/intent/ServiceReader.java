package dev.slipway.intent;

import dev.slipway.base.Place;
import dev.slipway.base.ServiceName;
import dev.slipway.intent.Declaration.Build;
import dev.slipway.intent.Declaration.Dependency;
import dev.slipway.intent.Declaration.Service;
import dev.slipway.intent.Declaration.Variable;
import dev.slipway.intent.Declaration.Wishes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a service of the Compose file that is an application. */
final class ServiceReader {
    private static final List<String> CONDITIONS =
            List.of("service_started", "service_healthy", "service_completed_successfully");

    /** OCI distribution-spec, "Pulling manifests": a reference, looser so that short names pass. */
    private static final String IMAGE = "[A-Za-z0-9][A-Za-z0-9._/:@-]{0,400}";

    private final Reading reading;

    ServiceReader(Reading reading) {
        this.reading = reading;
    }

    Service read(String key, Section service, Section wishes) {
        Wishes said = new WishReader(wishes).read();
        Set<String> secrets = new HashSet<>(said.secrets().toOptional().orElse(List.of()));
        Set<String> literal = new HashSet<>();
        Map<String, Variable> variables = new VariableReader(reading, service, secrets, literal).read();
        declaredSecrets(service, wishes, said, variables, literal);
        Section deploy = service.section("deploy").orElse(WishReader.nothing(service));
        Given<Integer> replicas = deploy.integer("replicas", 0, 1000).or(service.integer("scale", 0, 1000));
        deploy.knows(Vocabulary.COMPOSE_DEPLOY);
        deploy.finishLoosely(Map.of());
        Service result = new Service(
                key,
                ServiceName.slug(key),
                service.place(),
                build(service),
                service.text("image", "an image reference", IMAGE),
                Commands.command(service, "entrypoint"),
                Commands.command(service, "command"),
                service.text("working_dir"),
                variables,
                Ports.of(service),
                Ports.exposed(service),
                dependencies(service),
                Commands.healthcheck(service),
                volumes(service),
                replicas,
                stopGrace(service),
                said);
        noSecretsInTheOpen(service);
        consistent(service, wishes, result);
        return result;
    }

    private static Given<Duration> stopGrace(Section service) {
        return service.duration("stop_grace_period", "a duration such as 30s", Duration.ZERO, Duration.ofHours(24));
    }

    private static void declaredSecrets(
            Section service, Section wishes, Wishes said, Map<String, Variable> variables, Set<String> literal) {
        for (String name : said.secrets().toOptional().orElse(List.of())) {
            Variable variable = variables.get(name);
            if (literal.contains(name) && variable != null) {
                service.problem(
                        variable.place(),
                        service.path("environment") + "." + name + " is a secret and stands here in clear",
                        "it is listed in " + wishes.path("secrets"),
                        "write `" + name + ": ${" + name + "}` and keep the value in .env or the secret store");
            } else if (variable == null
                    && service.get("environment").isEmpty()
                    && service.get("env_file").isEmpty()) {
                service.problem(
                        wishes.placeOf("secrets"),
                        wishes.path("secrets") + ": " + name + " is not in the service's environment",
                        "a secret is given to a service as a variable",
                        "add `environment: [" + name + "]`");
            }
        }
    }

    private static Given<Build> build(Section service) {
        Optional<Tree> found = service.get("build");
        if (found.isEmpty()) {
            return Given.none();
        }
        return switch (found.get()) {
            case Tree.Leaf leaf ->
                context(service, leaf)
                        .<Given<Build>>map(c -> Given.of(new Build(c, Given.none(), "", Map.of()), leaf.place()))
                        .orElseGet(Given::none);
            case Tree.Fields map -> longBuild(service, new Section(map, service.path("build"), service.problems()));
            case Tree.Items list -> {
                service.wrong("build", list, "a folder or a map with context");
                yield Given.none();
            }
        };
    }

    private static Given<Build> longBuild(Section service, Section build) {
        Optional<String> context = build.get("context")
                .map(t -> t instanceof Tree.Leaf leaf ? context(build, leaf) : Optional.<String>empty())
                .orElse(Optional.of("."));
        Given<String> written = build.text("dockerfile");
        Given<String> dockerfile = Given.none();
        if (context.isPresent() && written instanceof Given.Value<String>(String path, Place place)) {
            Optional<String> inside =
                    isRemote(context.get()) ? Optional.of(path) : Paths.inRepository(context.get(), path);
            inside.ifPresentOrElse(p -> {}, () -> outside(build, "dockerfile", place));
            dockerfile = inside.<Given<String>>map(p -> Given.of(p, place)).orElseGet(Given::none);
        }
        String target = build.text("target", "the name of a stage", "[A-Za-z0-9._-]{1,100}")
                .toOptional()
                .orElse("");
        Map<String, String> args = arguments(build);
        build.knows(Vocabulary.COMPOSE_BUILD);
        build.finishLoosely(Map.of());
        Given<String> file = dockerfile;
        return context.<Given<Build>>map(c -> Given.of(new Build(c, file, target, args), service.keyPlace("build")))
                .orElseGet(Given::none);
    }

    private static Optional<String> context(Section section, Tree.Leaf leaf) {
        if (isRemote(leaf.value())) {
            return Optional.of(leaf.value());
        }
        Optional<String> path = Paths.inRepository(".", leaf.value());
        if (path.isEmpty()) {
            outside(section, "context", leaf.place());
        }
        return path;
    }

    private static boolean isRemote(String context) {
        return context.matches("(https?|git|ssh)://\\S{1,400}|git@\\S{1,400}");
    }

    private static void outside(Section section, String what, Place place) {
        section.problem(
                place,
                section.path() + ": the " + what + " is not inside the repository",
                "only files of the repository are built",
                "give a path relative to the repository's root");
    }

    private static Map<String, String> arguments(Section build) {
        Map<String, String> args = new LinkedHashMap<>();
        build.get("args").ifPresent(tree -> {
            switch (tree) {
                case Tree.Fields map ->
                    map.fields().forEach((name, field) -> {
                        if (field.value() instanceof Tree.Leaf leaf) {
                            args.put(name, leaf.value());
                        } else {
                            build.wrong("args", field.value(), "a single value");
                        }
                    });
                case Tree.Items list ->
                    build.items("args", list).forEach(item -> {
                        if (item instanceof Tree.Leaf leaf) {
                            int equals = leaf.value().indexOf('=');
                            String name =
                                    equals < 0 ? leaf.value() : leaf.value().substring(0, equals);
                            args.put(name, equals < 0 ? "" : leaf.value().substring(equals + 1));
                        }
                    });
                case Tree.Leaf leaf -> build.wrong("args", leaf, "a map or a list of NAME=VALUE");
            }
        });
        return args;
    }

    private static List<Dependency> dependencies(Section service) {
        List<Dependency> result = new ArrayList<>();
        service.get("depends_on").ifPresent(tree -> {
            switch (tree) {
                case Tree.Fields map ->
                    map.fields().forEach((name, field) -> {
                        String condition = CONDITIONS.getFirst();
                        if (field.value() instanceof Tree.Fields f) {
                            Section how = new Section(f, service.path("depends_on"), service.problems());
                            condition = how.choice(
                                            "condition",
                                            CONDITIONS,
                                            Map.of("healthy", CONDITIONS.get(1), "started", CONDITIONS.get(0)))
                                    .toOptional()
                                    .orElse(condition);
                        }
                        result.add(new Dependency(name, condition, field.key()));
                    });
                case Tree.Items list ->
                    service.items("depends_on", list).forEach(item -> {
                        if (item instanceof Tree.Leaf leaf) {
                            result.add(new Dependency(leaf.value(), CONDITIONS.getFirst(), leaf.place()));
                        } else {
                            service.wrong("depends_on", item, "the name of a service");
                        }
                    });
                case Tree.Leaf leaf -> service.wrong("depends_on", leaf, "a list of services");
            }
        });
        return result;
    }

    /** Volumes in the short form {@code SOURCE:TARGET}. */
    static List<String> volumes(Section service) {
        List<String> result = new ArrayList<>();
        service.get("volumes").ifPresent(tree -> {
            for (Tree item : service.items("volumes", tree)) {
                switch (item) {
                    case Tree.Leaf leaf -> result.add(leaf.value());
                    case Tree.Fields map -> {
                        Section volume = new Section(map, service.path("volumes"), service.problems());
                        String source = volume.text("source")
                                .toOptional()
                                .map(s -> s + ":")
                                .orElse("");
                        String mode = volume.flag("read_only").toOptional().orElse(false) ? ":ro" : "";
                        volume.text("target").toOptional().ifPresent(t -> result.add(source + t + mode));
                    }
                    case Tree.Items list -> service.wrong("volumes", list, "a volume");
                }
            }
        });
        return result;
    }

    /** A secret on a command line is seen by every user of the machine, in a build argument by every user of the image. */
    private static void noSecretsInTheOpen(Section service) {
        for (String key : List.of("command", "entrypoint", "build", "image")) {
            service.get(key)
                    .map(Commands::secretsIn)
                    .filter(s -> !s.isEmpty())
                    .ifPresent(names -> service.problem(
                            service.placeOf(key),
                            service.path(key) + " would show the secret " + String.join(", ", names),
                            key.equals("build")
                                    ? "build arguments stay readable in the image"
                                    : "a command line is readable by every user of the machine",
                            key.equals("build")
                                    ? "use a build secret"
                                    : "give it in `environment`; a shell may read it there as `$$"
                                            + names.iterator().next() + "`"));
        }
    }

    private static void consistent(Section service, Section wishes, Service s) {
        if (s.wishes().stop().isGiven()
                && s.stopGrace().isGiven()
                && !s.wishes().stop().toOptional().equals(s.stopGrace().toOptional())) {
            service.problem(
                    wishes.placeOf("stop"),
                    wishes.path("stop") + " and stop_grace_period differ",
                    "both say how long a stop may take; stop_grace_period stands at "
                            + service.placeOf("stop_grace_period"),
                    "keep one of them");
        }
        int replicas = s.replicas().toOptional().orElse(-1);
        boolean below =
                replicas >= 0 && replicas < s.wishes().scaleMin().toOptional().orElse(0);
        boolean above = replicas > s.wishes().scaleMax().toOptional().orElse(Integer.MAX_VALUE);
        if (below || above) {
            service.problem(
                    wishes.placeOf("scale"),
                    wishes.path("scale") + " and deploy.replicas contradict each other",
                    "replicas: " + replicas + " is outside of the range",
                    "keep one of them");
        }
        boolean web =
                s.wishes().role().toOptional().filter(r -> r == Intent.Role.WEB).isPresent();
        boolean onlyImage = !s.build().isGiven() && s.image().isGiven();
        boolean exposed = s.wishes()
                .expose()
                .toOptional()
                .filter(Declaration.Expose::open)
                .isPresent();
        if (onlyImage && (web || exposed) && !s.containerPort().isGiven()) {
            service.problem(
                    wishes.place(),
                    service.path() + (web ? " has the role web and no port" : " is exposed and has no port"),
                    "of an image alone no port is known",
                    "add `ports: [\"8080\"]`");
        }
    }
}
