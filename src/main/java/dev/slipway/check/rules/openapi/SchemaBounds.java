package dev.slipway.check.rules.openapi;

import static dev.slipway.check.rules.openapi.OpenApiRule.rule;
import static dev.slipway.check.rules.openapi.Sample.parameter;
import static dev.slipway.check.rules.openapi.Sample.schema;

import dev.slipway.base.Severity;
import dev.slipway.check.Rule;
import dev.slipway.check.openapi.Part;
import dev.slipway.check.openapi.Part.Place;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;

/** Schemas that let in more than they should: OWASP API4, unrestricted resource consumption, and mass assignment. */
final class SchemaBounds {
    private static final Set<String> NUMERIC = Set.of("integer", "number");
    private static final Set<String> COMBINING = Set.of("allOf", "anyOf", "oneOf", "not");

    /** Formats whose texts are bounded by what they are. */
    private static final Set<String> BOUNDED_FORMATS =
            Set.of("date", "date-time", "time", "uuid", "ipv4", "ipv6", "binary", "byte");

    static final List<Rule> ALL = List.of(
            rule(
                            "string-without-max-length",
                            Severity.LOW,
                            "The maximum length of a string schema is undefined (maxLength)",
                            "A string of any length is accepted: megabytes in a name fill memory, logs and columns.",
                            "define maxLength, or restrict the string by enum, pattern or a bounded format",
                            "OWASP-API4")
                    .bad(schema("{type: string}"), parameter("{in: query, name: q, schema: {type: string}}"))
                    .good(schema("{type: string, maxLength: 40}"), schema("{type: string, enum: [a, b]}"))
                    .looks((api, out) -> api.schemas(s -> is(s, "string") && !isBoundedText(s))
                            .forEach(s -> out.at(s.at("type"), "text of any length is accepted"))),
            rule(
                            "string-without-pattern",
                            Severity.LOW,
                            "The pattern of a string schema is undefined",
                            "Without a pattern any character passes, control characters and markup included.",
                            "define a pattern, anchored with ^ and $, an enum or a format",
                            "OWASP-API4",
                            "OWASP-API8")
                    .bad(schema("{type: string, maxLength: 9}"), schema("{properties: {a: {type: string}}}"))
                    .good(schema("{type: string, pattern: '^[a-z]+$'}"), schema("{type: string, format: uuid}"))
                    .looks((api, out) -> api.schemas(s -> is(s, "string"))
                            .filter(s -> !s.has("pattern") && !s.has("enum") && !s.has("format") && !s.has("const"))
                            .forEach(s -> out.at(s.at("type"), "text of any form is accepted"))),
            rule(
                            "number-without-maximum",
                            Severity.LOW,
                            "A numeric schema (integer or number) has no maximum defined",
                            "A number without upper bound asks for a page of a billion rows, or overflows.",
                            "define maximum",
                            "OWASP-API4")
                    .bad(schema("{type: integer}"), schema("{type: number, minimum: 0}"))
                    .good(schema("{type: integer, maximum: 100}"), schema("{type: integer, enum: [1, 2]}"))
                    .looks((api, out) -> api.schemas(SchemaBounds::isNumber)
                            .filter(s -> !s.has("maximum")
                                    && !s.body().entry("exclusiveMaximum").isPresent())
                            .filter(s -> !s.has("enum") && !s.has("const"))
                            .forEach(s -> out.at(s.at("type"), "there is no upper bound"))),
            rule(
                            "number-without-minimum",
                            Severity.LOW,
                            "A numeric schema (integer or number) has no minimum defined",
                            "A number without lower bound lets in negative amounts, offsets and sizes.",
                            "define minimum",
                            "OWASP-API4")
                    .bad(schema("{type: integer}"), schema("{type: number, maximum: 5}"))
                    .good(schema("{type: integer, minimum: 0}"), schema("{type: integer, enum: [1, 2]}"))
                    .looks((api, out) -> api.schemas(SchemaBounds::isNumber)
                            .filter(s -> !s.has("minimum") && !s.has("exclusiveMinimum"))
                            .filter(s -> !s.has("enum") && !s.has("const"))
                            .forEach(s -> out.at(s.at("type"), "there is no lower bound"))),
            rule(
                            "number-without-format",
                            Severity.LOW,
                            "A numeric schema (type integer or number) has no format defined",
                            "Each side chooses its own width: what fits in one overflows in the other.",
                            "set format to int32 or int64, float or double",
                            "OWASP-API4")
                    .bad(schema("{type: integer}"), schema("{type: number, maximum: 5}"))
                    .good(schema("{type: integer, format: int32}"), schema("{type: number, format: double}"))
                    .looks((api, out) -> api.schemas(SchemaBounds::isNumber)
                            .filter(s -> !s.has("format") && !s.has("enum"))
                            .forEach(s -> out.at(s.at("type"), "the number's width is left open"))),
            rule(
                            "array-without-max-items",
                            Severity.MEDIUM,
                            "An array schema has no maximum number of items (maxItems)",
                            "One request with a million items keeps the service busy for everybody.",
                            "define maxItems",
                            "OWASP-API4")
                    .bad(schema("{type: array, items: {}}"), schema("{properties: {a: {type: array, items: {}}}}"))
                    .good(
                            schema("{type: array, maxItems: 9, items: {}}"),
                            schema("{type: object, properties: {a: {type: string}}}"))
                    .looks((api, out) -> api.schemas(s -> is(s, "array") && !s.has("maxItems"))
                            .forEach(s -> out.at(s.at("type"), "any number of items is accepted"))),
            rule(
                            "array-without-items",
                            Severity.MEDIUM,
                            "An array schema does not define its items",
                            "The array takes anything; the field items is required by the specification.",
                            "define items",
                            "OWASP-API8")
                    .bad(schema("{type: array}"), schema("{properties: {a: {type: array, maxItems: 2}}}"))
                    .good(schema("{type: array, items: {type: string}}"), schema("{type: string}"))
                    .looks((api, out) -> api.schemas(s -> is(s, "array"))
                            .filter(s -> !s.has("items") && !s.has("prefixItems"))
                            .forEach(s -> out.at(s.at("type"), "nothing is said about the items"))),
            rule(
                            "object-without-properties",
                            Severity.MEDIUM,
                            "The schema of a JSON object has no properties defined",
                            "An object without properties takes every field: the service must guess which are meant.",
                            "define properties and set additionalProperties to false",
                            "OWASP-API3")
                    .bad(schema("{type: object}"), schema("{type: object, additionalProperties: true}"))
                    .good(
                            schema("{type: object, properties: {a: {type: string}}}"),
                            schema("{type: object, additionalProperties: {type: string}}"))
                    .looks((api, out) -> api.schemas(s -> is(s, "object"))
                            .filter(s -> !s.has("properties") && !combines(s) && !hasTypedAdditional(s))
                            .forEach(s -> out.at(s.at(), "the object has no properties"))),
            rule(
                            "object-allows-additional",
                            Severity.LOW,
                            "An object schema allows additional properties (additionalProperties)",
                            "Fields that nobody described are accepted and bound: mass assignment.",
                            "set additionalProperties to false",
                            "OWASP-API3")
                    .bad(
                            schema("{type: object, additionalProperties: true, properties: {a: {type: string}}}"),
                            schema("{type: object, properties: {a: {type: string}}}"))
                    .good(
                            schema("{type: object, additionalProperties: false, properties: {a: {type: string}}}"),
                            schema("{type: object, additionalProperties: {type: string}}"))
                    .looks((api, out) -> api.schemas(s -> is(s, "object"))
                            .filter(s -> !combines(s) && !s.place().equals(Place.COMBINED))
                            .filter(s -> s.has("properties") || s.has("additionalProperties"))
                            .filter(s -> !s.text("additionalProperties")
                                            .orElse("true")
                                            .equals("false")
                                    && !hasTypedAdditional(s))
                            .forEach(s -> out.at(s.at("additionalProperties"), "any further property is accepted"))),
            rule(
                            "additional-properties-too-restrictive",
                            Severity.LOW,
                            "Additional properties are too restrictive in a combined object",
                            "With allOf, anyOf or oneOf each part sees only its own properties: additionalProperties"
                                    + " false refuses those of the other parts, and nothing is valid.",
                            "leave additionalProperties out of combined objects, or use unevaluatedProperties",
                            "correctness")
                    .bad(
                            schema("{additionalProperties: false, oneOf: [{type: object}]}"),
                            schema("{allOf: [{type: object, additionalProperties: false}, {type: object}]}"))
                    .good(
                            schema("{allOf: [{type: object}, {type: object}]}"),
                            schema("{type: object, additionalProperties: false}"))
                    .looks((api, out) -> api.schemas(s -> combines(s))
                            .forEach(s -> COMBINING.stream()
                                    .filter(w -> !w.equals("not"))
                                    .sorted()
                                    .flatMap(w -> s.body().entry(w).stream())
                                    .filter(e -> closed(s.body())
                                            || e.value().listAt().stream()
                                                    .anyMatch(i -> i instanceof Node.Mapping m
                                                            && s.has("allOf")
                                                            && closed(api.resolve(m))
                                                            && e.key().value().equals("allOf")))
                                    .forEach(e -> out.at(
                                            e.key().span(), "additionalProperties false refuses the other parts")))),
            rule(
                            "schema-empty",
                            Severity.MEDIUM,
                            "A schema object is empty",
                            "An empty schema accepts any JSON value: whatever is sent passes.",
                            "describe what is accepted: type, properties, bounds",
                            "OWASP-API8")
                    .bad(schema("{}"), schema("{type: object, properties: {a: {}}}"))
                    .good(schema("{type: string}"), schema("{$ref: '#/components/schemas/B'}"))
                    .looks((api, out) -> api.schemas(s -> s.body().entries().isEmpty())
                            .forEach(s -> out.at(s.at(), "any value is accepted"))),
            rule(
                            "object-without-type",
                            Severity.MEDIUM,
                            "The schema of a JSON object has no type defined",
                            "Without type: object the properties bind objects only; a text or a list passes unchecked.",
                            "define type",
                            "OWASP-API8")
                    .bad(
                            schema("{properties: {a: {type: string}}}"),
                            schema("{required: [a], properties: {a: {type: string}}}"))
                    .good(schema("{type: object, properties: {}}"), schema("{allOf: [{type: object}]}"))
                    .looks((api, out) -> api.schemas(s -> !s.has("type") && !combines(s))
                            .filter(s -> s.has("properties") || s.has("additionalProperties"))
                            .forEach(s -> out.at(s.at(), "values of other types pass unchecked"))),
            rule(
                            "value-without-type",
                            Severity.MEDIUM,
                            "A schema constrains values without a type",
                            "Keywords such as maxLength or maximum bind one type; values of all others pass.",
                            "define type",
                            "OWASP-API8")
                    .bad(schema("{maxLength: 4}"), schema("{minimum: 1, maximum: 3}"))
                    .good(schema("{type: string, maxLength: 4}"), schema("{enum: [a]}"))
                    .looks((api, out) -> api.schemas(s -> !s.has("type") && !combines(s))
                            .filter(s ->
                                    List.of("maxLength", "pattern", "maximum", "minimum", "maxItems", "items").stream()
                                            .anyMatch(s::has))
                            .forEach(s -> out.at(s.at(), "values of other types pass unchecked"))));

    private SchemaBounds() {}

    private static boolean is(Part schema, String type) {
        return schema.text("type").orElse("").equals(type);
    }

    private static boolean isNumber(Part schema) {
        return NUMERIC.contains(schema.text("type").orElse(""));
    }

    private static boolean isBoundedText(Part schema) {
        return schema.has("maxLength")
                || schema.has("enum")
                || schema.has("const")
                || schema.has("pattern")
                || BOUNDED_FORMATS.contains(schema.text("format").orElse(""));
    }

    static boolean combines(Part schema) {
        return COMBINING.stream().anyMatch(schema::has);
    }

    private static boolean closed(Node.Mapping body) {
        return body.textAt("additionalProperties").orElse("").equals("false");
    }

    private static boolean hasTypedAdditional(Part schema) {
        return schema.body()
                .get("additionalProperties")
                .filter(Node.Mapping.class::isInstance)
                .isPresent();
    }
}
