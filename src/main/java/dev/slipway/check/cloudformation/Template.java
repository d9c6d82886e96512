package dev.slipway.check.cloudformation;

import dev.slipway.check.SourceFile;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sections of a template.
 *
 * @param file path of the template
 * @param parameters by name: the entry of the section
 * @param conditions by name
 * @param resources in the order written
 */
public record Template(
        String file,
        Node.Mapping root,
        Map<String, Node.Entry> parameters,
        Map<String, Node.Entry> conditions,
        List<Declared> resources) {
    public Template {
        parameters = Map.copyOf(parameters);
        conditions = Map.copyOf(conditions);
        resources = List.copyOf(resources);
    }

    /**
     * A resource as written.
     *
     * @param key the logical id
     */
    public record Declared(Node.Scalar key, Node.Mapping body) {
        /** The logical id. */
        public String id() {
            return key.value();
        }

        /** {@code AWS::S3::Bucket}. */
        public String type() {
            return body.textAt("Type").orElse("");
        }

        /** The properties; an empty map where there are none. */
        public Node.Mapping properties() {
            return body.get("Properties").orElse(body) instanceof Node.Mapping m
                            && body.get("Properties").isPresent()
                    ? m
                    : new Node.Mapping(List.of(), key.span());
        }

        /** Where something is missing from it: the key of its properties, else the logical id. */
        public Span inside() {
            return body.entry("Properties").map(e -> e.key().span()).orElse(key.span());
        }

        /** Whether the resource has this attribute beside its properties. */
        public boolean has(String attribute) {
            return body.get(attribute).isPresent();
        }
    }

    /** Of a file that was recognised as a template. */
    public static Template of(SourceFile file) {
        return file.model(Template.class, Template::read);
    }

    private static Template read(SourceFile file) {
        Node tree = file.tree().root();
        Node.Mapping root = tree instanceof Node.Mapping m ? m : new Node.Mapping(List.of(), tree.span());
        List<Declared> resources = new ArrayList<>();
        for (Node.Entry e : root.entriesAt("Resources")) {
            if (e.value() instanceof Node.Mapping body && body.textAt("Type").isPresent()) {
                resources.add(new Declared(e.key(), body));
            }
        }
        return new Template(file.path(), root, section(root, "Parameters"), section(root, "Conditions"), resources);
    }

    private static Map<String, Node.Entry> section(Node.Mapping root, String name) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        root.entriesAt(name).forEach(e -> entries.put(e.key().value(), e));
        return entries;
    }

    /** The resource of a logical id. */
    public Optional<Declared> resource(String id) {
        return resources.stream().filter(r -> r.id().equals(id)).findFirst();
    }
}
