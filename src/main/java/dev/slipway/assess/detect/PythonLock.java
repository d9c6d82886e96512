package dev.slipway.assess.detect;

import dev.slipway.assess.Sources;
import dev.slipway.base.Place;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import dev.slipway.text.Toml;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The run-time packages of uv.lock and poetry.lock as pins that pip understands, so that neither tool has to be installed:
 * a walk from the declared dependencies over those of the packages, with markers kept.
 */
final class PythonLock {
    /** Packages of one application; real ones have a few hundred. */
    private static final int MAX_PACKAGES = 5_000;

    private record Edge(String name, String marker, List<String> extras) {}

    private PythonLock() {}

    /** The pins, sorted; empty when the lockfile cannot be read. */
    static Optional<List<String>> pins(Sources sources, String path, List<String> roots) {
        Optional<String> text = sources.lockfile(path);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Parsed parsed = Toml.parse(path, text.get());
        if (!parsed.errors().isEmpty()) {
            Parsed.SyntaxError e = parsed.errors().getFirst();
            sources.unreadable(new Place(path, e.line(), e.column()), e.message());
            return Optional.empty();
        }
        Map<String, Node> packages = new HashMap<>();
        List<Edge> start = new ArrayList<>();
        for (Node p : parsed.root().listAt("package")) {
            String name = PythonProject.normal(p.textAt("name").orElse(""));
            boolean own = p.at("source", "virtual").isPresent()
                    || p.at("source", "editable").isPresent();
            if (own) {
                start.addAll(edges(p, List.of()));
            } else if (packages.size() < MAX_PACKAGES) {
                packages.put(name, p);
            }
        }
        roots.forEach(r -> start.add(new Edge(r, "", List.of())));
        boolean grouped =
                packages.values().stream().anyMatch(p -> p.at("groups").isPresent());
        Map<String, String> found = grouped ? mainGroup(packages) : walk(packages, start);
        List<String> pins = new ArrayList<>();
        found.forEach((name, marker) -> Optional.ofNullable(packages.get(name))
                .ifPresent(p -> pins.add(pin(p, name) + (marker.isEmpty() ? "" : " ; " + marker))));
        return Optional.of(pins);
    }

    /** Poetry 2 says the group of each package. */
    private static Map<String, String> mainGroup(Map<String, Node> packages) {
        Map<String, String> found = new TreeMap<>();
        packages.forEach((name, p) -> {
            boolean main = p.listAt("groups").stream()
                    .anyMatch(g -> g instanceof Node.Scalar s && s.value().equals("main"));
            if (main) {
                found.put(name, p.textAt("markers").orElse(""));
            }
        });
        return found;
    }

    private static Map<String, String> walk(Map<String, Node> packages, List<Edge> start) {
        Map<String, String> found = new TreeMap<>();
        Deque<Edge> open = new ArrayDeque<>(start);
        int steps = 0;
        while (!open.isEmpty() && steps++ < 20 * MAX_PACKAGES) {
            Edge e = open.removeFirst();
            Node p = packages.get(e.name());
            String known = found.get(e.name());
            boolean news = known == null || (!known.isEmpty() && e.marker().isEmpty());
            if (p == null || (!news && e.extras().isEmpty())) {
                continue;
            }
            if (news) {
                found.put(e.name(), e.marker());
            }
            open.addAll(edges(p, e.extras()));
        }
        return found;
    }

    private static List<Edge> edges(Node p, List<String> extras) {
        List<Edge> edges = new ArrayList<>();
        p.listAt("dependencies").forEach(d -> uv(d, edges));
        extras.forEach(x -> p.listAt("optional-dependencies", x).forEach(d -> uv(d, edges)));
        p.entriesAt("dependencies")
                .forEach(d -> edges.add(new Edge(
                        PythonProject.normal(d.key().value()),
                        d.value()
                                .textAt("markers")
                                .filter(m -> !m.contains("extra"))
                                .orElse(""),
                        List.of())));
        return edges;
    }

    private static void uv(Node d, List<Edge> edges) {
        List<String> extras = new ArrayList<>();
        d.listAt("extra").forEach(x -> extras.add(x instanceof Node.Scalar s ? s.value() : ""));
        d.textAt("name")
                .ifPresent(n -> edges.add(
                        new Edge(PythonProject.normal(n), d.textAt("marker").orElse(""), extras)));
    }

    private static String pin(Node p, String name) {
        Optional<String> git = p.textAt("source", "git");
        return git.map(url -> name + " @ git+" + url.replaceFirst("\\?.*#", "@").replaceFirst("#", "@"))
                .orElseGet(() -> name + "==" + p.textAt("version").orElse(""));
    }
}
