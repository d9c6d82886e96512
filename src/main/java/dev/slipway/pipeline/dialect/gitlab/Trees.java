package dev.slipway.pipeline.dialect.gitlab;

import dev.slipway.base.Place;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trees of one configuration: which file each node came from, and what is wrong so far. For one thread, one reading.
 */
final class Trees {
    private static final Span NOWHERE = new Span(1, 1, 0, 0);

    private final Map<Node, String> files = new IdentityHashMap<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private final String entry;

    Trees(String entry) {
        this.entry = entry;
    }

    /** Remembers where a tree was read. */
    Node from(String file, Node node) {
        files.put(node, file);
        switch (node) {
            case Node.Scalar s -> {}
            case Node.Sequence s -> s.items().forEach(i -> from(file, i));
            case Node.Mapping m ->
                m.entries().forEach(e -> {
                    files.put(e.key(), file);
                    from(file, e.value());
                });
        }
        return node;
    }

    /** A node made of another: at the same place. */
    <N extends Node> N like(Node origin, N made) {
        files.putIfAbsent(made, fileOf(origin));
        return made;
    }

    String fileOf(Node node) {
        return files.getOrDefault(node, entry);
    }

    Place place(Node node) {
        return node.span().in(fileOf(node));
    }

    void wrong(Node at, String kind, String message) {
        wrong(place(at), kind, message);
    }

    void wrong(Place at, String kind, String message) {
        mistakes.add(new Mistake(at, message, kind));
    }

    /** In the order of their places, each once. */
    List<Mistake> mistakes() {
        return mistakes.stream()
                .distinct()
                .sorted(Comparator.comparing(Mistake::place).thenComparing(Mistake::message))
                .toList();
    }

    /** An empty map. */
    static Node.Mapping empty() {
        return new Node.Mapping(List.of(), NOWHERE);
    }

    static Node.Scalar text(String value) {
        return new Node.Scalar(value, Node.Kind.TEXT, NOWHERE);
    }

    static Node.Scalar text(String value, Node at) {
        return new Node.Scalar(value, Node.Kind.TEXT, at.span());
    }

    /** Maps are merged key by key, everything else of {@code over} takes the place of what was there. */
    Node merge(Node base, Node over) {
        if (!(base instanceof Node.Mapping b)
                || !(over instanceof Node.Mapping o)
                || !o.tag().isEmpty()) {
            return over;
        }
        Map<String, Node.Entry> merged = new LinkedHashMap<>();
        b.entries().forEach(e -> merged.put(e.key().value(), e));
        for (Node.Entry e : o.entries()) {
            Node.Entry below = merged.get(e.key().value());
            Node value = below == null ? e.value() : merge(below.value(), e.value());
            merged.put(e.key().value(), new Node.Entry(e.key(), value));
        }
        return like(over, new Node.Mapping(List.copyOf(merged.values()), o.span()));
    }

    /** The map with an entry set, in its old place or at the end. */
    Node.Mapping with(Node.Mapping map, String key, Node value) {
        List<Node.Entry> entries = new ArrayList<>();
        boolean done = false;
        for (Node.Entry e : map.entries()) {
            boolean here = e.key().value().equals(key);
            entries.add(here ? new Node.Entry(e.key(), value) : e);
            done |= here;
        }
        if (!done) {
            entries.add(new Node.Entry(text(key, map), value));
        }
        return like(map, new Node.Mapping(entries, map.span()));
    }

    /** The map without some keys. */
    Node.Mapping without(Node.Mapping map, String... keys) {
        List<String> gone = List.of(keys);
        return like(
                map,
                new Node.Mapping(
                        map.entries().stream()
                                .filter(e -> !gone.contains(e.key().value()))
                                .toList(),
                        map.span()));
    }
}
