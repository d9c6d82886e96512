package dev.slipway.check.openapi;

import static dev.slipway.check.openapi.Part.Kind;

import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Walks a description by its specification. What stands where nothing should is left to the rules about unknown keys. */
final class ApiReader {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final Node.Mapping root;
    private final int version;
    private final Span start;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();

    ApiReader(Node tree) {
        this.root = tree instanceof Node.Mapping m ? m : new Node.Mapping(List.of(), tree.span());
        this.version = root.entry("swagger").isPresent() ? 2 : 3;
        this.start = root.entry(version == 2 ? "swagger" : "openapi")
                .map(e -> e.key().span())
                .orElse(root.span());
    }

    Api read() {
        shared();
        items(Kind.SERVER, root, "servers", "root", "");
        items(Kind.TAG, root, "tags", "root", "");
        paths(root.entriesAt("paths"), "/paths", false);
        paths(root.entriesAt("webhooks"), "/webhooks", true);
        return new Api(version, root, start, operations, parts, references);
    }

    private void shared() {
        for (Kind kind : Kind.values()) {
            String section = kind.section(version);
            if (!section.isEmpty()) {
                String[] keys = section.substring(2).split("/", -1);
                for (Node.Entry e : root.entriesAt(keys)) {
                    read(kind, e, "component", section.substring(1));
                }
            }
        }
    }

    private void read(Kind kind, Node.Entry e, String place, String pointer) {
        String here = pointer + "/" + e.key().value();
        if (e.value() instanceof Node.Mapping m) {
            read(kind, e.key().span(), e.key().value(), m, place, here);
        }
    }

    private void read(Kind kind, Span at, String name, Node.Mapping body, String place, String pointer) {
        Part part = new Part(kind, at, name, body, place, pointer);
        parts.add(part);
        body.entry("$ref")
                .filter(e -> kind != Kind.CALLBACK || e.value() instanceof Node.Scalar)
                .ifPresent(e -> references.add(
                        new Reference(e.key().span(), e.value().textAt().orElse(""), kind, part)));
        switch (kind) {
            case SCHEMA -> schema(body, pointer);
            case RESPONSE -> response(at, body, pointer);
            case PARAMETER -> parameter(part);
            case HEADER -> content(body, Part.Place.HEADER, at, pointer);
            case REQUEST_BODY -> each(Kind.MEDIA_TYPE, body, "content", "request", pointer);
            case MEDIA_TYPE -> {
                one(Kind.SCHEMA, body, "schema", Part.Place.MEDIA + name, pointer);
                each(Kind.EXAMPLE, body, "examples", "media", pointer);
                each(Kind.ENCODING, body, "encoding", place + " " + name, pointer);
            }
            case ENCODING -> each(Kind.HEADER, body, "headers", "encoding", pointer);
            case CALLBACK -> paths(body.entries(), pointer, true);
            case LINK -> one(Kind.SERVER, body, "server", "link", pointer);
            case EXAMPLE, SECURITY_SCHEME, SERVER, TAG -> {}
        }
    }

    private void schema(Node.Mapping body, String pointer) {
        each(Kind.SCHEMA, body, "properties", Part.Place.PROPERTY, pointer);
        one(Kind.SCHEMA, body, "items", Part.Place.ITEMS, pointer);
        one(Kind.SCHEMA, body, "additionalProperties", Part.Place.ITEMS, pointer);
        one(Kind.SCHEMA, body, "not", Part.Place.COMBINED, pointer);
        for (String word : List.of("allOf", "anyOf", "oneOf")) {
            items(Kind.SCHEMA, body, word, Part.Place.COMBINED, pointer);
        }
    }

    private void response(Span at, Node.Mapping body, String pointer) {
        each(Kind.MEDIA_TYPE, body, "content", "response", pointer);
        each(Kind.HEADER, body, "headers", "response", pointer);
        each(Kind.LINK, body, "links", "response", pointer);
        // Swagger 2; in version 3 a mistake that the rules about its parts should see all the same.
        one(Kind.SCHEMA, body, "schema", Part.Place.MEDIA + "application/json", pointer);
    }

    private void parameter(Part part) {
        Node.Mapping body = part.body();
        content(body, Part.Place.PARAMETER, part.at(), part.pointer());
        if (version == 2 && body.get("schema").isEmpty() && body.get("type").isPresent()) {
            // A parameter of Swagger 2 is its own schema.
            parts.add(new Part(
                    Kind.SCHEMA,
                    part.at(),
                    body.textAt("name").orElse(""),
                    body,
                    Part.Place.PARAMETER,
                    part.pointer()));
            one(Kind.SCHEMA, body, "items", Part.Place.ITEMS, part.pointer());
        }
    }

    private void content(Node.Mapping body, String place, Span at, String pointer) {
        one(Kind.SCHEMA, body, "schema", place, pointer);
        each(Kind.MEDIA_TYPE, body, "content", place, pointer);
        each(Kind.EXAMPLE, body, "examples", place, pointer);
    }

    private void paths(List<Node.Entry> paths, String pointer, boolean callback) {
        for (Node.Entry path : paths) {
            if (path.value() instanceof Node.Mapping item && !path.key().value().startsWith("x-")) {
                String here =
                        pointer + "/" + path.key().value().replace("~", "~0").replace("/", "~1");
                items(Kind.SERVER, item, "servers", "path", here);
                items(Kind.PARAMETER, item, "parameters", "path", here);
                for (Node.Entry e : item.entries()) {
                    if (METHODS.contains(e.key().value()) && e.value() instanceof Node.Mapping m) {
                        operation(path, item, e, m, here, callback);
                    }
                }
            }
        }
    }

    private void operation(
            Node.Entry path, Node.Mapping item, Node.Entry method, Node.Mapping body, String above, boolean callback) {
        String pointer = above + "/" + method.key().value();
        items(Kind.SERVER, body, "servers", "operation", pointer);
        items(Kind.PARAMETER, body, "parameters", "operation", pointer);
        one(Kind.REQUEST_BODY, body, "requestBody", "operation", pointer);
        for (Node.Entry e : body.entriesAt("responses")) {
            if (!e.key().value().startsWith("x-")) {
                read(Kind.RESPONSE, e, "operation", pointer + "/responses");
            }
        }
        each(Kind.CALLBACK, body, "callbacks", "operation", pointer);
        Api soFar = new Api(version, root, start, List.of(), List.of(), List.of());
        List<Part> parameters = Stream.of(item, body)
                .flatMap(m -> m.listAt("parameters").stream())
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
                .map(m -> {
                    Node.Mapping real = soFar.resolve(m);
                    return new Part(
                            Kind.PARAMETER, m.span(), real.textAt("name").orElse(""), real, "operation", pointer);
                })
                .toList();
        operations.add(new Operation(
                method.key().span(),
                method.key().value(),
                path.key().value(),
                path.key().span(),
                body,
                parameters,
                callback));
    }

    private void one(Kind kind, Node.Mapping body, String key, String place, String pointer) {
        body.entry(key).ifPresent(e -> read(kind, e, place, pointer));
    }

    private void each(Kind kind, Node.Mapping body, String key, String place, String pointer) {
        for (Node.Entry e : body.entriesAt(key)) {
            if (e.key().value().equals("$ref") && body.get(key).orElse(body) instanceof Node.Mapping map) {
                // A reference where a map of parts should stand: what it means is clear.
                Part part = new Part(kind, e.key().span(), key, map, place, pointer + "/" + key);
                references.add(new Reference(e.key().span(), e.value().textAt().orElse(""), kind, part));
            } else {
                read(kind, e, place, pointer + "/" + key);
            }
        }
    }

    private void items(Kind kind, Node.Mapping body, String key, String place, String pointer) {
        int index = 0;
        for (Node item : body.listAt(key)) {
            if (item instanceof Node.Mapping m) {
                read(kind, m.span(), m.textAt("name").orElse(""), m, place, pointer + "/" + key + "/" + index);
            }
            index++;
        }
    }
}
