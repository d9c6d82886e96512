package dev.slipway.intent;

import dev.slipway.base.Place;
import dev.slipway.intent.Declaration.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ports as Compose writes them (compose-spec, 05-services.md): {@code [[IP:]HOST:]CONTAINER[/PROTOCOL]} with ranges, or a
 * map with {@code target}.
 */
final class Ports {
    /** Ports of one service: a range may name thousands that nobody routes to. */
    private static final int MAX_PORTS = 200;

    private static final Pattern SHORT =
            Pattern.compile("(?:(?:(\\[[0-9a-fA-F:.]{2,45}\\]|[0-9.]{7,15}|localhost):)?(\\d{1,5}(?:-\\d{1,5})?)?:)?"
                    + "(\\d{1,5}(?:-\\d{1,5})?)(?:/(tcp|udp|sctp))?");

    private static final String ALLOWED = "allowed: 8080, \"5001:80\", \"127.0.0.1:5001:80\", \"5000-5002:80-82\","
            + " \"53:53/udp\", or a map with target";

    private final Section service;
    private final List<Port> ports = new ArrayList<>();

    private Ports(Section service) {
        this.service = service;
    }

    static List<Port> of(Section service) {
        Ports reader = new Ports(service);
        service.get("ports").ifPresent(tree -> {
            for (Tree item : service.items("ports", tree)) {
                switch (item) {
                    case Tree.Leaf leaf -> reader.shortForm(leaf);
                    case Tree.Fields map -> reader.longForm(map);
                    case Tree.Items list -> service.wrong("ports", list, "a port");
                }
            }
        });
        return reader.ports;
    }

    /** {@code expose}: container ports alone. */
    static List<Given.Value<Integer>> exposed(Section service) {
        List<Given.Value<Integer>> result = new ArrayList<>();
        service.get("expose").ifPresent(tree -> {
            for (Tree item : service.items("expose", tree)) {
                if (item instanceof Tree.Leaf leaf) {
                    Matcher m = SHORT.matcher(leaf.value().strip());
                    Optional<int[]> range = m.matches() && m.group(2) == null ? range(m.group(3)) : Optional.empty();
                    range.ifPresentOrElse(
                            r -> result.add(new Given.Value<>(r[0], leaf.place())),
                            () -> notAPort(service, leaf, "expose", "allowed: 8080, \"8080-8085\", \"53/udp\""));
                } else {
                    service.wrong("expose", item, "a port");
                }
            }
        });
        return result;
    }

    private void shortForm(Tree.Leaf leaf) {
        Matcher m = SHORT.matcher(leaf.value().strip());
        Optional<int[]> container = m.matches() ? range(m.group(3)) : Optional.empty();
        boolean hasHost = container.isPresent() && m.group(2) != null;
        Optional<int[]> host = hasHost ? range(m.group(2)) : Optional.of(new int[] {0, 0});
        if (container.isEmpty() || host.isEmpty()) {
            notAPort(service, leaf, "ports", ALLOWED);
            return;
        }
        int[] c = container.get();
        int[] h = host.get();
        boolean unequal = hasHost && c[1] > c[0] && h[1] - h[0] != c[1] - c[0];
        if (unequal) {
            service.problem(
                    leaf.place(),
                    service.path("ports") + ": the ranges of " + Problems.shown(leaf) + " differ in length",
                    ALLOWED,
                    "give as many host ports as container ports");
            return;
        }
        String address = m.group(1) == null ? "" : m.group(1).replaceAll("[\\[\\]]", "");
        String protocol = m.group(4) == null ? "tcp" : m.group(4);
        for (int i = 0; i <= c[1] - c[0]; i++) {
            add(new Port(c[0] + i, hasHost ? h[0] + i : 0, address, protocol, leaf.place()));
        }
    }

    private void longForm(Tree.Fields map) {
        Section port = new Section(map, service.path("ports"), service.problems());
        Given<Integer> target = port.integer("target", 1, 65_535);
        Given<String> published = port.text("published", "a port or a range of ports", "\\d{1,5}(-\\d{1,5})?");
        Given<String> protocol = port.choice("protocol", List.of("tcp", "udp", "sctp"), java.util.Map.of());
        Given<String> address = port.text("host_ip", "an IP address", "[0-9a-fA-F:.]{2,45}");
        port.knows(List.of("mode", "name", "app_protocol"));
        port.finishLoosely(java.util.Map.of());
        if (!map.fields().containsKey("target")) {
            service.problem(
                    map.place(), service.path("ports") + ": a port has no target", ALLOWED, "add `target: 8080`");
        }
        int host = published.toOptional().flatMap(Ports::range).map(r -> r[0]).orElse(0);
        target.toOptional()
                .ifPresent(t -> add(new Port(
                        t,
                        host,
                        address.toOptional().orElse(""),
                        protocol.toOptional().orElse("tcp"),
                        map.place())));
    }

    private void add(Port port) {
        if (ports.size() < MAX_PORTS) {
            ports.add(port);
        } else if (ports.size() == MAX_PORTS) {
            tooMany(port.place());
        }
    }

    private void tooMany(Place place) {
        service.problem(
                place,
                service.path("ports") + " names more than " + MAX_PORTS + " ports",
                "each port of a range counts",
                "shorten the range");
    }

    private static Optional<int[]> range(String text) {
        int dash = text.indexOf('-');
        int from = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
        int to = dash < 0 ? from : Integer.parseInt(text.substring(dash + 1));
        return from >= 1 && to >= from && to <= 65_535 ? Optional.of(new int[] {from, to}) : Optional.empty();
    }

    private static void notAPort(Section service, Tree.Leaf leaf, String key, String allowed) {
        service.problem(
                leaf.place(),
                service.path(key) + ": " + Problems.shown(leaf) + " is no port",
                allowed,
                "give a port from 1 to 65535");
    }
}
