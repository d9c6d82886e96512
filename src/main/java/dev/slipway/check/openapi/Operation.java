package dev.slipway.check.openapi;

import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * One operation of a path.
 *
 * @param at the method's key
 * @param method in lower case
 * @param path the template, {@code /users/{id}}
 * @param pathAt the path's key
 * @param parameters its own and the path's, references followed where they lead somewhere
 * @param callback whether it is called by us instead of by clients
 */
public record Operation(
        Span at, String method, String path, Span pathAt, Node.Mapping body, List<Part> parameters, boolean callback) {
    public Operation {
        parameters = List.copyOf(parameters);
    }

    /** Its responses by code. */
    public List<Node.Entry> responses() {
        return body.entriesAt("responses").stream()
                .filter(e -> !e.key().value().startsWith("x-"))
                .toList();
    }

    /** Whether a response is described for this code, or for its class as {@code 4XX}. */
    public boolean answers(String code) {
        return responses().stream()
                .map(e -> e.key().value())
                .anyMatch(c -> c.equals(code) || c.equalsIgnoreCase(code.charAt(0) + "XX"));
    }

    /** The place of a key, else its own. */
    public Span at(String key) {
        return body.entry(key).map(e -> e.key().span()).orElse(at);
    }

    /** The text of a key. */
    public Optional<String> text(String key) {
        return body.textAt(key);
    }

    /** For people: {@code GET /users}. */
    public String words() {
        return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
    }
}
