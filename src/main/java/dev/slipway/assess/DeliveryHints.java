package dev.slipway.assess;

import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.base.Confidence;
import dev.slipway.text.Dockerfile;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Compose files and Dockerfiles say about a component: which Dockerfile builds it, its container port, its health path.
 * Weaker than what the stack itself says, so it joins as evidence or as an alternative.
 */
final class DeliveryHints {
    private static final Pattern COMPOSE = Pattern.compile("(?:docker-)?compose\\.ya?ml");
    private static final Pattern URL_PATH = Pattern.compile(
            "https?://(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1])(?::(?:\\d+|\\$\\{?\\w+}?))?(/[\\w./-]*)");
    private static final Pattern PORT = Pattern.compile("(?:^|[:}])(\\d{1,5})(?:-\\d{1,5})?(?:/(tcp|udp))?$");
    private static final Pattern INTERPOLATION = Pattern.compile("\\$\\{\\w+:?-([^}]*)}");

    /**
     * What one place says about one component.
     *
     * @param folder of the component
     * @param dockerfile empty for "not said"
     */
    private record Hint(
            String folder,
            String dockerfile,
            Claims<Integer> port,
            Claims<String> health,
            Map<String, Claims<String>> needs) {}

    private final Sources sources;
    private final List<Hint> compose = new ArrayList<>();

    DeliveryHints(Sources sources) {
        this.sources = sources;
        sources.files().stream()
                .filter(e -> COMPOSE.matcher(e.name()).matches())
                .forEach(e -> sources.yaml(e.path()).forEach(doc -> compose(e.path(), e.folder(), doc)));
    }

    private void compose(String path, String folder, Node document) {
        for (Node.Entry service : document.entriesAt("services")) {
            Optional<String> context =
                    service.value().textAt("build").or(() -> service.value().textAt("build", "context"));
            context.or(() -> service.value().at("build").map(b -> "."))
                    .filter(c -> !c.contains("://"))
                    .ifPresent(c -> {
                        String at = join(folder, c);
                        String dockerfile = service.value()
                                .textAt("build", "dockerfile")
                                .map(d -> join(at, d))
                                .filter(sources::has)
                                .orElse("");
                        compose.add(new Hint(
                                at,
                                dockerfile,
                                ports(path, service.value()),
                                health(path, service.value()),
                                needs(path, service.value())));
                    });
        }
    }

    private Claims<Integer> ports(String path, Node service) {
        Claims<Integer> claims = new Claims<>("compose.port");
        for (Node port : service.listAt("ports")) {
            String text = port instanceof Node.Scalar s
                    ? s.value()
                    : port.textAt("target").orElse("");
            boolean udp = port.textAt("protocol").filter("udp"::equals).isPresent();
            Matcher m = PORT.matcher(INTERPOLATION.matcher(text).replaceAll("$1"));
            if (text.length() < 100 && m.find() && !"udp".equals(m.group(2)) && !udp) {
                int value = Integer.parseInt(m.group(1));
                if (value > 0 && value <= 65_535) {
                    claims.add(
                            Claims.Source.COMPOSE,
                            value,
                            Confidence.MEDIUM,
                            sources.evidence(path, port.span().line()));
                    break;
                }
            }
        }
        return claims;
    }

    private Claims<String> health(String path, Node service) {
        Claims<String> claims = new Claims<>("compose.health");
        service.at("healthcheck", "test").ifPresent(test -> {
            List<String> words = test instanceof Node.Sequence s
                    ? s.items().stream()
                            .map(n -> n instanceof Node.Scalar x ? x.value() : "")
                            .toList()
                    : List.of(test instanceof Node.Scalar x ? x.value() : "");
            claimUrl(
                    claims,
                    Claims.Source.COMPOSE,
                    String.join(" ", words),
                    sources.evidence(path, test.span().line()));
        });
        return claims;
    }

    /** Stores that URLs in the environment name. */
    private Map<String, Claims<String>> needs(String path, Node service) {
        Map<String, Claims<String>> needs = new TreeMap<>();
        List<Node> values = new ArrayList<>(service.listAt("environment"));
        service.entriesAt("environment").forEach(e -> values.add(e.value()));
        for (Node value : values) {
            String text = value instanceof Node.Scalar s ? s.value().replaceFirst("^\\w+=", "") : "";
            String kind = text.contains("://") ? StoreUrls.kind(text) : "";
            if (!kind.isEmpty()) {
                needs.computeIfAbsent(kind, k -> new Claims<>("compose.needs"))
                        .add(
                                Claims.Source.COMPOSE,
                                kind,
                                Confidence.MEDIUM,
                                sources.evidence(path, value.span().line()));
            }
        }
        return needs;
    }

    /** A component's needs with what the Compose file says about them: agreement raises, a new one is added. */
    List<Fact<String>> needs(Component c) {
        Map<String, Claims<String>> said = new TreeMap<>();
        compose.stream().filter(h -> h.folder().equals(c.path())).forEach(h -> said.putAll(h.needs()));
        List<Fact<String>> needs = new ArrayList<>();
        for (Fact<String> need : c.needs()) {
            Claims<String> more = said.remove(need.known().orElse(""));
            needs.add(more == null ? need : Claims.join(need, more));
        }
        said.values().forEach(claims -> needs.add(claims.choose("", List.of())));
        return needs;
    }

    private static void claimUrl(Claims<String> claims, Claims.Source source, String text, Fact.Evidence evidence) {
        Matcher m = URL_PATH.matcher(text.length() > 2_000 ? "" : text);
        if (m.find() && m.group(1).length() > 1) {
            claims.add(source, m.group(1), Confidence.HIGH, evidence);
        }
    }

    /** The Dockerfile of a component: named by Compose, in its folder, named like it, or the only one beside the only service. */
    String dockerfile(Component c, boolean only) {
        Optional<String> named = compose.stream()
                .filter(h -> h.folder().equals(c.path()) && !h.dockerfile().isEmpty())
                .map(Hint::dockerfile)
                .findFirst();
        List<String> candidates = new ArrayList<>();
        named.ifPresent(candidates::add);
        for (String folder : c.path().equals(".") || !only ? List.of(c.path()) : List.of(c.path(), ".")) {
            candidates.add(Sources.path(folder, "Dockerfile"));
            candidates.add(Sources.path(folder, "Containerfile"));
        }
        String name = c.name().value();
        candidates.addAll(List.of(
                "Dockerfile." + name,
                name + ".Dockerfile",
                "docker/" + name + "/Dockerfile",
                "docker/Dockerfile." + name));
        if (only) {
            candidates.add("docker/Dockerfile");
        }
        return candidates.stream().filter(sources::has).findFirst().orElse("");
    }

    /** The container port that the Compose files say. */
    Claims<Integer> composePort(Component c) {
        return compose.stream()
                .filter(h -> h.folder().equals(c.path()) && !h.port().isEmpty())
                .map(Hint::port)
                .findFirst()
                .orElseGet(() -> new Claims<>("compose.port"));
    }

    /** EXPOSE of the last stage: earlier ones build, and other files are other services. */
    Claims<Integer> exposed(String dockerfile) {
        Claims<Integer> claims = new Claims<>("docker.port");
        last(dockerfile)
                .ifPresent(stage -> stage.all("EXPOSE")
                        .forEach(i -> i.words().stream()
                                .filter(w -> w.matches("\\d{1,5}(?:/tcp)?"))
                                .map(w -> Integer.parseInt(w.replace("/tcp", "")))
                                .filter(p -> p > 0 && p <= 65_535)
                                .limit(1)
                                .forEach(p -> claims.add(
                                        Claims.Source.DOCKERFILE,
                                        p,
                                        Confidence.MEDIUM,
                                        sources.evidence(dockerfile, i.span().line())))));
        return claims;
    }

    /** A port variable that the last stage sets: as good a sign as EXPOSE where there is none. */
    Claims<Integer> portVariable(String dockerfile) {
        Claims<Integer> claims = new Claims<>("docker.port");
        last(dockerfile)
                .ifPresent(stage -> stage.all("ENV")
                        .forEach(i -> Optional.ofNullable(i.pairs().get("PORT"))
                                .filter(v -> v.matches("\\d{2,5}") && Integer.parseInt(v) <= 65_535)
                                .ifPresent(v -> claims.add(
                                        Claims.Source.DOCKERFILE,
                                        Integer.parseInt(v),
                                        Confidence.MEDIUM,
                                        sources.evidence(dockerfile, i.span().line())))));
        return claims;
    }

    /** Whether the last stage sets a port variable to this value: then EXPOSE and the code's default may differ. */
    boolean setsPort(String dockerfile, int port) {
        return last(dockerfile).stream()
                .flatMap(s -> s.all("ENV").stream())
                .flatMap(i -> i.pairs().entrySet().stream())
                .anyMatch(e -> e.getKey().contains("PORT") && e.getValue().equals(String.valueOf(port)));
    }

    /** Health paths of the Compose file's and the Dockerfile's health checks. */
    Claims<String> health(Component c, String dockerfile) {
        Claims<String> claims = new Claims<>("delivery.health");
        last(dockerfile)
                .flatMap(s -> s.last("HEALTHCHECK"))
                .ifPresent(i -> claimUrl(
                        claims,
                        Claims.Source.DOCKERFILE,
                        i.arguments(),
                        sources.evidence(dockerfile, i.span().line())));
        return claims.isEmpty()
                ? compose.stream()
                        .filter(h -> h.folder().equals(c.path()))
                        .map(Hint::health)
                        .filter(h -> !h.isEmpty())
                        .findFirst()
                        .orElse(claims)
                : claims;
    }

    private Optional<Dockerfile.Stage> last(String dockerfile) {
        if (dockerfile.isEmpty()) {
            return Optional.empty();
        }
        return sources.dockerfile(dockerfile)
                .map(Dockerfile::stages)
                .filter(s -> !s.isEmpty())
                .map(List::getLast);
    }

    private static String join(String folder, String relative) {
        List<String> parts = new ArrayList<>(folder.equals(".") ? List.of() : List.of(folder.split("/")));
        for (String part : relative.split("/")) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return "?";
                }
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts.isEmpty() ? "." : String.join("/", parts);
    }
}
