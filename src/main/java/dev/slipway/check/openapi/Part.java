package dev.slipway.check.openapi;

import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.Optional;

/**
 * One object of a description that stands where the specification puts one of its kind.
 *
 * @param at its key; for an item of a list its first line
 * @param name the key or name; empty for an item of a list
 * @param place what encloses it: for a schema its {@link Place}, otherwise a word such as a media type or {@code request}
 * @param pointer the JSON pointer, {@code /components/schemas/Pet}
 */
public record Part(Kind kind, Span at, String name, Node.Mapping body, String place, String pointer) {
    /** The kinds of parts, in the words of the specification. */
    public enum Kind {
        SCHEMA("schemas", "definitions"),
        RESPONSE("responses", "responses"),
        PARAMETER("parameters", "parameters"),
        EXAMPLE("examples", ""),
        REQUEST_BODY("requestBodies", ""),
        HEADER("headers", ""),
        SECURITY_SCHEME("securitySchemes", "securityDefinitions"),
        LINK("links", ""),
        CALLBACK("callbacks", ""),
        MEDIA_TYPE("", ""),
        ENCODING("", ""),
        SERVER("", ""),
        TAG("", "");

        private final String section;
        private final String oldSection;

        Kind(String section, String oldSection) {
            this.section = section;
            this.oldSection = oldSection;
        }

        /** The JSON pointer of the section of shared parts of this kind; empty where a version has none. */
        public String section(int version) {
            String name = version == 2 ? oldSection : section;
            return name.isEmpty() ? "" : version == 2 ? "#/" + name : "#/components/" + name;
        }

        /** For people: {@code request body}. */
        public String words() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /** Where schemas stand. */
    public static final class Place {
        public static final String COMPONENT = "component";
        public static final String PROPERTY = "property";
        public static final String ITEMS = "items";
        public static final String COMBINED = "combined";
        public static final String PARAMETER = "parameter";
        public static final String HEADER = "header";
        public static final String MEDIA = "media ";

        private Place() {}
    }

    /** The text of a key. */
    public Optional<String> text(String key) {
        return body.textAt(key);
    }

    /** Whether a key is there. */
    public boolean has(String key) {
        return body.get(key).isPresent();
    }

    /** Whether it only refers to another part. */
    public boolean isReference() {
        return has("$ref");
    }

    /** The place of a key, else its own. */
    public Span at(String key) {
        return body.entry(key).map(e -> e.key().span()).orElse(at);
    }
}
