package dev.slipway.text;

import java.util.List;

/**
 * What parsing gave: the documents that could be read, and what could not. Never throws for bad input.
 *
 * @param documents as far as they were read; JSON and TOML have one, YAML any number
 */
public record Parsed(String file, List<Node> documents, List<SyntaxError> errors) {
    public Parsed {
        documents = List.copyOf(documents);
        errors = List.copyOf(errors);
    }

    /** A place where the text is not of its format; line and column from 1. */
    public record SyntaxError(int line, int column, String message) {}

    /** The first document, or an empty map. */
    public Node root() {
        return documents.isEmpty() ? new Node.Mapping(List.of(), new Span(1, 1, 0, 0)) : documents.getFirst();
    }
}
