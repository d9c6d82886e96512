package dev.slipway.check.terraform;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import dev.slipway.text.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@code terraform show -json} writes of a plan, format version 1: planned values are the truth; what is known only
 * after apply is unknown, with what its expression refers to.
 */
final class PlanReader {
    private static final int MAX_CALLS = 50;

    private final SourceFile file;
    private final Map<String, Node> unknowns = new HashMap<>();
    private final Map<String, Node> expressions = new HashMap<>();
    private final List<Resource> resources = new ArrayList<>();

    PlanReader(SourceFile file) {
        this.file = file;
    }

    Resources read() {
        Node root = file.tree().root();
        for (Node change : root.listAt("resource_changes")) {
            change.textAt("address")
                    .ifPresent(a -> change.at("change", "after_unknown").ifPresent(u -> unknowns.put(a, u)));
        }
        root.at("configuration", "root_module").ifPresent(m -> configuration(m, "", 0));
        root.at("planned_values", "root_module").ifPresent(m -> module(m, 0));
        return new Resources(resources);
    }

    private void configuration(Node module, String prefix, int depth) {
        for (Node resource : module.listAt("resources")) {
            resource.textAt("address")
                    .ifPresent(a -> resource.at("expressions").ifPresent(e -> expressions.put(prefix + a, e)));
        }
        if (depth < MAX_CALLS) {
            for (Node.Entry call : module.entriesAt("module_calls")) {
                call.value()
                        .at("module")
                        .ifPresent(m ->
                                configuration(m, prefix + "module." + call.key().value() + ".", depth + 1));
            }
        }
    }

    private void module(Node module, int depth) {
        for (Node resource : module.listAt("resources")) {
            resource(resource);
        }
        if (depth < MAX_CALLS) {
            module.listAt("child_modules").forEach(m -> module(m, depth + 1));
        }
    }

    private void resource(Node resource) {
        String address = resource.textAt("address").orElse("");
        String type = resource.textAt("type").orElse("");
        boolean data = resource.textAt("mode").orElse("").equals("data");
        Origin at = at(resource);
        Map<String, Value> entries = new LinkedHashMap<>();
        resource.entriesAt("values").forEach(e -> entries.put(e.key().value(), value(e.value())));
        Node code = expressions.getOrDefault(address.replaceAll("\\[[^\\]]{0,200}\\]", ""), resource);
        int dot = address.lastIndexOf(type + ".");
        String prefix = dot > 0 ? address.substring(0, dot) : "";
        for (Node.Entry unknown : unknowns.getOrDefault(address, resource).entriesAt()) {
            String name = unknown.key().value();
            if (unknowns.containsKey(address) && isUnknown(unknown.value())) {
                entries.put(name, new Value.Unknown("known after apply", references(code, name, prefix), at));
            }
        }
        resources.add(new Resource(
                (data ? "data." : "") + type,
                resource.textAt("name").orElse(""),
                address,
                new Value.Block(entries, at),
                at,
                Format.TERRAFORM_PLAN));
    }

    private static boolean isUnknown(Node node) {
        return node instanceof Node.Scalar s && s.value().equals("true");
    }

    private static List<String> references(Node code, String name, String prefix) {
        return code.listAt(name, "references").stream()
                .flatMap(n -> n.textAt().stream())
                .filter(r -> r.indexOf('.') > 0 && r.indexOf('.') == r.lastIndexOf('.'))
                .map(r -> prefix + r)
                .toList();
    }

    private Origin at(Node node) {
        return new Origin(file.path(), node.span());
    }

    private Value value(Node node) {
        Origin at = at(node);
        return switch (node) {
            case Node.Mapping m -> {
                Map<String, Value> entries = new LinkedHashMap<>();
                m.entries().forEach(e -> entries.put(e.key().value(), value(e.value())));
                yield new Value.Block(entries, at);
            }
            case Node.Sequence s ->
                new Value.Items(s.items().stream().map(this::value).toList(), at);
            case Node.Scalar s -> scalar(s, at);
        };
    }

    private static Value scalar(Node.Scalar s, Origin at) {
        return switch (s.kind()) {
            case NULL -> new Value.Absent(at);
            case BOOLEAN -> new Value.Bool(s.value().equals("true"), at);
            case TEXT -> new Value.Text(s.value(), at);
            case INTEGER, DECIMAL ->
                Optional.of(s.value())
                        .filter(t -> t.length() < 40 && t.matches("-?\\d+(\\.\\d+)?"))
                        .<Value>map(t -> new Value.Number(new BigDecimal(t), at))
                        .orElse(new Value.Text(s.value(), at));
        };
    }
}
