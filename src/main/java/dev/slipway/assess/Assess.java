package dev.slipway.assess;

import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.base.Confidence;
import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.ServiceName;
import dev.slipway.base.Severity;
import dev.slipway.exec.files.FileView;
import dev.slipway.intent.Intent.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Assesses a repository: runs the detectors over one indexed view, sorts services from libraries, joins what delivery files
 * say, and reports contradictions. Equal trees give equal models; bad files become findings.
 */
public final class Assess {
    /** Folders whose components are not what the repository delivers. */
    private static final Pattern ASIDE = Pattern.compile(
            "(?i)(?:.*/)?(?:tests?|__tests__|fixtures?|testdata|test-data|examples?|samples?|demos?|docs?|e2e|benchmarks?|bench|vendor|third[_-]party|templates?|archetype-resources|spec)(?:/.*)?");

    private static final Pattern README_PORT = Pattern.compile("(?:localhost|127\\.0\\.0\\.1):(\\d{4,5})\\b");

    private final Sources sources;

    private Assess(Sources sources) {
        this.sources = sources;
    }

    /** The model of this tree. Takes time in proportion to the text read; see the bounds in {@link Sources}. */
    public static ProjectModel assess(FileView files, List<Detector> detectors) {
        return new Assess(new Sources(files)).run(detectors);
    }

    private ProjectModel run(List<Detector> detectors) {
        List<Component> found = new ArrayList<>();
        detectors.forEach(d -> found.addAll(d.detect(sources)));
        List<Component> single = onePerFolder(found);
        List<Component> services = new ArrayList<>();
        List<Component> libraries = new ArrayList<>();
        for (Component c : single) {
            if (aside(c)) {
                libraries.add(doubted(c));
            } else if (isService(c)) {
                services.add(c);
            } else {
                libraries.add(c);
            }
        }
        List<Component> named = uniqueNames(services);
        DeliveryHints hints = new DeliveryHints(sources);
        List<Component> joined =
                named.stream().map(c -> joined(c, hints, named.size() == 1)).toList();
        List<Component> docker =
                DockerOnly.of(sources, joined, hints, f -> ASIDE.matcher(f).matches() || f.contains("{{"));
        List<Component> all = new ArrayList<>(joined);
        all.addAll(docker);
        libraries.removeIf(l -> docker.stream().anyMatch(d -> d.path().equals(l.path())));
        processes();
        return new ProjectModel(
                sorted(uniqueNames(all)),
                sorted(libraries),
                sources.findings().stream()
                        .sorted(Comparator.comparing(Finding::place)
                                .thenComparing(Finding::rule)
                                .thenComparing(Finding::message))
                        .toList(),
                Assets.of(sources),
                sources.files().size(),
                sources.skipped());
    }

    private static List<Component> sorted(List<Component> components) {
        return components.stream()
                .sorted(Comparator.comparing(Component::path).thenComparing(Component::name))
                .toList();
    }

    /** Of several stacks in one folder the one that runs; a site that a server's folder also holds is part of the server. */
    private static List<Component> onePerFolder(List<Component> found) {
        Map<String, List<Component>> byPath = new LinkedHashMap<>();
        sorted(found)
                .forEach(c ->
                        byPath.computeIfAbsent(c.path(), p -> new ArrayList<>()).add(c));
        List<Component> kept = new ArrayList<>();
        byPath.values().forEach(group -> {
            List<Component> running = group.stream().filter(Assess::isService).toList();
            List<Component> servers =
                    running.stream().filter(c -> !is(c, Role.STATIC)).toList();
            if (!servers.isEmpty()) {
                kept.addAll(servers);
            } else if (!running.isEmpty()) {
                kept.add(running.getFirst());
            } else {
                kept.add(group.getFirst());
            }
        });
        return kept;
    }

    private static boolean isService(Component c) {
        return !c.recipe().start().isEmpty() || is(c, Role.WEB);
    }

    private static boolean is(Component c, Role role) {
        return c.role().known().filter(role::equals).isPresent();
    }

    private static boolean aside(Component c) {
        return ASIDE.matcher(c.path()).matches() || c.path().contains("{{");
    }

    /** In an example or test folder: listed, believed little, never shipped. */
    private static Component doubted(Component c) {
        Fact<Role> role = switch (c.role()) {
            case Fact.Known<Role> k ->
                new Fact.Known<>(k.value(), Confidence.LOW, k.evidence(), k.rule(), k.alternatives());
            case Fact.Unknown<Role> u -> u;
        };
        return new Component(
                c.name(),
                c.path(),
                c.language(),
                c.frameworks(),
                c.version(),
                role,
                c.port(),
                c.health(),
                c.build(),
                c.test(),
                c.start(),
                c.needs(),
                c.dockerfile(),
                c.recipe());
    }

    /** Equal names get the folders above as prefix, until they differ. */
    private static List<Component> uniqueNames(List<Component> services) {
        Map<ServiceName, Integer> count = new HashMap<>();
        services.forEach(c -> count.merge(c.name(), 1, Integer::sum));
        Map<ServiceName, Integer> used = new HashMap<>();
        return services.stream()
                .map(c -> {
                    ServiceName name =
                            count.getOrDefault(c.name(), 0) > 1 && !c.path().equals(".")
                                    ? ServiceName.slug(c.path())
                                    : c.name();
                    int nth = used.merge(name, 1, Integer::sum);
                    return named(c, nth == 1 ? name : ServiceName.slug(name.value() + "-" + nth));
                })
                .toList();
    }

    private static Component named(Component c, ServiceName name) {
        return new Component(
                name,
                c.path(),
                c.language(),
                c.frameworks(),
                c.version(),
                c.role(),
                c.port(),
                c.health(),
                c.build(),
                c.test(),
                c.start(),
                c.needs(),
                c.dockerfile(),
                c.recipe());
    }

    private Component joined(Component c, DeliveryHints hints, boolean only) {
        String dockerfile = hints.dockerfile(c, only);
        Claims<Integer> compose = hints.composePort(c);
        Claims<Integer> exposed = hints.exposed(dockerfile);
        Fact<Role> role = c.role();
        Fact<Integer> port = c.port();
        Fact<String> health = c.health();
        if (is(c, Role.WEB)) {
            conflict(c, exposed, dockerfile, hints, "EXPOSE");
            conflict(c, compose, dockerfile, hints, "the Compose file");
            port = Claims.join(Claims.join(port, compose), exposed);
            port = readme(c, port, only);
            health = Claims.join(health, hints.health(c, dockerfile));
        } else if (is(c, Role.WORKER) && !compose.isEmpty()) {
            role = Claims.known(Role.WEB, Confidence.MEDIUM, "compose.role", compose.evidence());
            port = Claims.join(port, compose);
        }
        return new Component(
                c.name(),
                c.path(),
                c.language(),
                c.frameworks(),
                c.version(),
                role,
                port,
                health,
                c.build(),
                c.test(),
                c.start(),
                hints.needs(c),
                dockerfile,
                c.recipe());
    }

    private void conflict(Component c, Claims<Integer> said, String dockerfile, DeliveryHints hints, String who) {
        Optional<Integer> other = said.choose("", List.of()).known();
        if (!(c.port() instanceof Fact.Known<Integer> k)
                || other.isEmpty()
                || other.get().equals(k.value())) {
            return;
        }
        boolean environment = !dockerfile.isEmpty() && hints.setsPort(dockerfile, other.get());
        if (k.confidence().value() < Confidence.MEDIUM.value() || environment) {
            return;
        }
        Place place = k.evidence().getFirst().place();
        sources.report(new Finding(
                "ASSESS-PORT-CONFLICT",
                Severity.MEDIUM,
                Confidence.HIGH,
                said.evidence().place(),
                who + " says port " + other.get() + ", but " + c.name() + " listens on " + k.value() + " (" + place
                        + ")",
                "set both to " + k.value(),
                List.of()));
    }

    /** Hearsay, and only where nobody else says anything. */
    private Fact<Integer> readme(Component c, Fact<Integer> port, boolean only) {
        if (!(port instanceof Fact.Unknown<Integer> u) || !u.customary().isEmpty()) {
            return port;
        }
        Claims<Integer> claims = new Claims<>("readme.port");
        for (String folder : only ? List.of(c.path(), ".") : List.of(c.path())) {
            sources.text(Sources.path(folder, "README.md"))
                    .ifPresent(t -> t.first(README_PORT)
                            .filter(h -> Integer.parseInt(h.value()) <= 65_535)
                            .ifPresent(h -> claims.add(
                                    Claims.Source.README,
                                    Integer.parseInt(h.value()),
                                    Confidence.LOW,
                                    t.evidence(h.line()))));
        }
        return Claims.join(port, claims);
    }

    /** Several processes in one image are said, not split. */
    private void processes() {
        sources.named("Procfile")
                .forEach(e -> sources.text(e.path()).ifPresent(t -> {
                    List<SourceText.Hit> others = t.find(Pattern.compile("^([\\w-]+)\\s*:\\s*\\S")).stream()
                            .filter(h -> !h.value().equals("web") && !h.value().equals("release"))
                            .toList();
                    others.stream()
                            .findFirst()
                            .ifPresent(h -> sources.report(new Finding(
                                    "ASSESS-SEVERAL-PROCESSES",
                                    Severity.NOTE,
                                    Confidence.HIGH,
                                    Place.of(e.path(), h.line()),
                                    "the Procfile names " + others.size() + " more process"
                                            + (others.size() == 1 ? "" : "es") + " beside web, the first is '"
                                            + SourceText.excerpt(h.value()) + "'",
                                    "declare each as a service with its own command in compose.yaml or slipway.yaml",
                                    List.of())));
                }));
        for (String name : List.of("supervisord.conf", "supervisor.conf")) {
            sources.named(name)
                    .forEach(e -> sources.report(new Finding(
                            "ASSESS-SEVERAL-PROCESSES",
                            Severity.NOTE,
                            Confidence.HIGH,
                            Place.of(e.path()),
                            "several processes in one image: they are restarted and judged as one",
                            "declare each as a service of its own",
                            List.of())));
        }
    }
}
