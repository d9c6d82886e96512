package dev.slipway.pipeline.dialect.gitlab;

import dev.slipway.base.DidYouMean;
import dev.slipway.text.Node;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves {@code extends} and then {@code !reference} (GitLab documentation, "extends", "!reference tags"). */
final class Resolver {
    /** Levels of {@code extends}, GitLab's own limit. */
    private static final int MAX_EXTENDS = 11;

    /** Levels of references; how deep the lists may nest that they make, their keys say. */
    private static final int MAX_REFERENCES = 20;

    /** Nodes that references may bring in all. */
    private static final int MAX_NODES = 1_000_000;

    private final Trees trees;
    private final Map<String, Node> extended = new HashMap<>();
    private Node.Mapping root;
    private int nodes;

    private Resolver(Trees trees, Node.Mapping root) {
        this.trees = trees;
        this.root = root;
    }

    static Node.Mapping resolve(Trees trees, Node.Mapping root) {
        Resolver resolver = new Resolver(trees, root);
        for (Node.Entry e : root.entries()) {
            resolver.extend(e.key().value(), e.value(), new LinkedHashSet<>());
        }
        List<Node.Entry> entries = root.entries().stream()
                .map(e -> new Node.Entry(
                        e.key(), resolver.extended.getOrDefault(e.key().value(), e.value())))
                .toList();
        resolver.root = trees.like(root, new Node.Mapping(entries, root.span()));
        return (Node.Mapping) resolver.references(resolver.root, new LinkedHashSet<>());
    }

    private Node extend(String name, Node node, Set<String> open) {
        Node known = extended.get(name);
        if (known != null) {
            return known;
        }
        Optional<Node> names = node.at("extends");
        if (!(node instanceof Node.Mapping map) || names.isEmpty()) {
            extended.put(name, node);
            return node;
        }
        if (!open.add(name) || open.size() > MAX_EXTENDS) {
            trees.wrong(
                    names.get(),
                    open.size() > MAX_EXTENDS ? "limit" : "cycle",
                    open.size() > MAX_EXTENDS
                            ? "extends goes deeper than " + MAX_EXTENDS + " levels"
                            : "extends in a circle: " + String.join(", ", open));
            return trees.without(map, "extends");
        }
        Node merged = Trees.empty();
        for (Node base : names.get() instanceof Node.Sequence s ? s.items() : List.of(names.get())) {
            String wanted = base instanceof Node.Scalar s ? s.value() : "";
            Optional<Node> target = root.get(wanted);
            if (target.isEmpty()) {
                trees.wrong(
                        base,
                        "reference",
                        "extends `" + wanted + "`, which is not there"
                                + DidYouMean.nearest(wanted, names())
                                        .map(n -> "; did you mean `" + n + "`?")
                                        .orElse(""));
            } else {
                merged = trees.merge(merged, extend(wanted, target.get(), open));
            }
        }
        open.remove(name);
        Node result = trees.merge(merged, trees.without(map, "extends"));
        extended.put(name, result);
        return result;
    }

    private List<String> names() {
        return root.entries().stream().map(e -> e.key().value()).toList();
    }

    private Node references(Node node, Set<String> open) {
        if (++nodes > MAX_NODES) {
            if (nodes == MAX_NODES + 1) {
                trees.wrong(node, "limit", "references bring in more than " + MAX_NODES + " nodes");
            }
            return node;
        }
        return switch (node) {
            case Node.Scalar s -> s;
            case Node.Sequence s when s.tag().equals("!reference") -> reference(s, open);
            case Node.Sequence s ->
                trees.like(
                        s,
                        new Node.Sequence(
                                s.items().stream().map(i -> references(i, open)).toList(), s.span(), s.tag()));
            case Node.Mapping m ->
                trees.like(
                        m,
                        new Node.Mapping(
                                m.entries().stream()
                                        .map(e -> new Node.Entry(e.key(), references(e.value(), open)))
                                        .toList(),
                                m.span(),
                                m.tag()));
        };
    }

    private Node reference(Node.Sequence tag, Set<String> open) {
        List<String> path = tag.items().stream()
                .map(i -> i instanceof Node.Scalar s ? s.value() : "")
                .toList();
        String shown = "[" + String.join(", ", path) + "]";
        if (open.contains(shown)) {
            trees.wrong(tag, "cycle", "!reference " + shown + " leads back to itself");
            return trees.like(tag, new Node.Sequence(List.of(), tag.span()));
        }
        if (open.size() >= MAX_REFERENCES) {
            trees.wrong(tag, "limit", "!reference goes deeper than " + MAX_REFERENCES + " levels");
            return trees.like(tag, new Node.Sequence(List.of(), tag.span()));
        }
        Optional<Node> target = path.isEmpty() ? Optional.empty() : root.at(path.toArray(String[]::new));
        if (target.isEmpty()) {
            trees.wrong(tag, "reference", "!reference " + shown + ": there is no such key");
            return trees.like(tag, new Node.Sequence(List.of(), tag.span()));
        }
        open.add(shown);
        Node resolved = references(target.get(), open);
        open.remove(shown);
        return resolved;
    }
}
