package dev.slipway.check.openapi;

import dev.slipway.check.SourceFile;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A description as lists of its parts, read once per file.
 *
 * @param version 2 for Swagger, else 3
 * @param start the key {@code openapi} or {@code swagger}: where something is missing from the whole file
 */
public record Api(
        int version,
        Node.Mapping root,
        Span start,
        List<Operation> operations,
        List<Part> parts,
        List<Reference> references) {
    /** References to references that are followed; more is a circle. */
    private static final int MAX_HOPS = 20;

    public Api {
        operations = List.copyOf(operations);
        parts = List.copyOf(parts);
        references = List.copyOf(references);
    }

    /** Of a file that was recognised as a description. */
    public static Api of(SourceFile file) {
        return file.model(Api.class, f -> new ApiReader(f.tree().root()).read());
    }

    /** The parts of a kind. */
    public Stream<Part> all(Part.Kind kind) {
        return parts.stream().filter(p -> p.kind() == kind);
    }

    /** The parts of a kind that are written out: no references. */
    public Stream<Part> written(Part.Kind kind) {
        return all(kind).filter(p -> !p.isReference());
    }

    /** The schemas that are written out and answer. */
    public Stream<Part> schemas(Predicate<Part> which) {
        return written(Part.Kind.SCHEMA).filter(which);
    }

    /** The node at a local reference; empty when there is none, or when the reference leads to another document. */
    public Optional<Node> find(String reference) {
        if (!reference.startsWith("#/")) {
            return reference.equals("#") ? Optional.of(root) : Optional.empty();
        }
        Optional<Node> here = Optional.of(root);
        for (String step : reference.substring(2).split("/", -1)) {
            String key = decoded(step);
            here = here.flatMap(n -> n.at(key));
        }
        return here;
    }

    /** An object, or what it refers to. */
    public Node.Mapping resolve(Node.Mapping body) {
        Node.Mapping here = body;
        for (int hop = 0; hop < MAX_HOPS; hop++) {
            Optional<Node> next = here.textAt("$ref").flatMap(this::find);
            if (next.isPresent() && next.get() instanceof Node.Mapping m) {
                here = m;
            } else {
                return here;
            }
        }
        return body;
    }

    /** The security schemes by name. */
    public List<Node.Entry> securitySchemes() {
        return version == 2 ? root.entriesAt("securityDefinitions") : root.entriesAt("components", "securitySchemes");
    }

    /** The security scheme of a name. */
    public Optional<Node.Mapping> securityScheme(String name) {
        return securitySchemes().stream()
                .filter(e -> e.key().value().equals(name))
                .flatMap(e -> e.value() instanceof Node.Mapping m ? Stream.of(resolve(m)) : Stream.empty())
                .findFirst();
    }

    private static String decoded(String step) {
        String plain = step.replace("~1", "/").replace("~0", "~");
        if (!plain.contains("%")) {
            return plain;
        }
        try {
            return java.net.URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return plain;
        }
    }
}
