package dev.slipway.check.rules.openapi;

import static dev.slipway.check.rules.openapi.OpenApiRule.rule;
import static dev.slipway.check.rules.openapi.Sample.schema;

import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.openapi.Api;
import dev.slipway.check.openapi.Part;
import dev.slipway.text.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Schemas that contradict themselves: JSON Schema as both versions of the specification narrow it. */
final class SchemaSense {
    private static final Map<String, Set<String>> FORMATS = Map.of(
            "integer", Set.of("int32", "int64"),
            "number", Set.of("float", "double"));

    private static final Map<String, String> KEYWORD_TYPES = Map.ofEntries(
            Map.entry("maxLength", "string"),
            Map.entry("minLength", "string"),
            Map.entry("pattern", "string"),
            Map.entry("maximum", "number"),
            Map.entry("minimum", "number"),
            Map.entry("multipleOf", "number"),
            Map.entry("maxItems", "array"),
            Map.entry("minItems", "array"),
            Map.entry("uniqueItems", "array"),
            Map.entry("maxProperties", "object"),
            Map.entry("minProperties", "object"),
            Map.entry("properties", "object"));

    private static final List<String> CONSTRAINTS = List.of(
            "maxLength",
            "minLength",
            "pattern",
            "maximum",
            "minimum",
            "multipleOf",
            "maxItems",
            "minItems",
            "maxProperties",
            "minProperties");

    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "array", "object", "null", "file");

    static final List<Rule> ALL = List.of(
            rule(
                            "invalid-format",
                            Severity.LOW,
                            "The format of a numeric schema is invalid for its type",
                            "An integer is int32 or int64, a number float or double; other formats bind nobody.",
                            "choose the format that is valid for the type",
                            "correctness")
                    .bad(schema("{type: integer, format: float}"), schema("{type: number, format: int32}"))
                    .good(schema("{type: integer, format: int64}"), schema("{type: number, format: double}"))
                    .looks((api, out) -> api.schemas(s -> s.has("format"))
                            .filter(s -> FORMATS.containsKey(s.text("type").orElse(""))
                                    && !FORMATS.get(s.text("type").orElse(""))
                                            .contains(s.text("format").orElse("")))
                            .forEach(s -> out.at(s.at("format"), "the type has no such format"))),
            rule(
                            "min-greater-than-max",
                            Severity.LOW,
                            "A property defines a minimum greater than its maximum",
                            "No value can be valid.",
                            "correct minimum and maximum, minLength and maxLength, minItems and maxItems",
                            "correctness")
                    .bad(
                            schema("{type: integer, minimum: 9, maximum: 1}"),
                            schema("{type: string, minLength: 3, maxLength: 2}"))
                    .good(
                            schema("{type: integer, minimum: 1, maximum: 1}"),
                            schema("{type: array, items: {}, minItems: 0, maxItems: 5}"))
                    .looks((api, out) -> api.schemas(s -> List.of(
                                            less(s, "minimum", "maximum"),
                                            less(s, "minLength", "maxLength"),
                                            less(s, "minItems", "maxItems"),
                                            less(s, "minProperties", "maxProperties"))
                                    .contains(false))
                            .forEach(s -> out.at(s.at(), "the minimum is greater than the maximum"))),
            rule(
                            "enum-with-constraint",
                            Severity.NOTE,
                            "A property restricted by enum values has a constraining keyword as well",
                            "The enum says all; a further keyword is useless or contradicts it.",
                            "remove the keyword",
                            "correctness")
                    .bad(
                            schema("{type: string, maxLength: 4, enum: [a]}"),
                            schema("{type: integer, minimum: 1, enum: [2]}"))
                    .good(schema("{type: string, enum: [a]}"), schema("{type: string, maxLength: 4}"))
                    .looks((api, out) -> api.schemas(s -> s.has("enum"))
                            .forEach(s -> CONSTRAINTS.stream()
                                    .filter(s::has)
                                    .forEach(k -> out.at(s.at(k), k + " beside enum says nothing")))),
            rule(
                            "keyword-of-other-type",
                            Severity.LOW,
                            "A schema has a keyword that is invalid for its type",
                            "maxLength binds strings, maximum numbers, maxItems arrays, properties objects; elsewhere"
                                    + " they are ignored.",
                            "remove the keyword or correct the type",
                            "correctness")
                    .bad(schema("{type: integer, maxLength: 3}"), schema("{type: string, maximum: 3}"))
                    .good(schema("{type: string, maxLength: 3}"), schema("{type: integer, maximum: 3}"))
                    .looks((api, out) -> api.schemas(
                                    s -> TYPES.contains(s.text("type").orElse("")))
                            .forEach(s -> KEYWORD_TYPES.keySet().stream()
                                    .sorted()
                                    .filter(k -> s.has(k) && isOtherType(s, k))
                                    .forEach(k -> out.at(s.at(k), k + " says nothing about this type")))),
            rule(
                            "unknown-type",
                            Severity.LOW,
                            "The type of a schema is invalid",
                            "Only string, number, integer, boolean, array and object are types.",
                            "use one of the valid types",
                            "correctness")
                    .bad(schema("{type: text}"), schema("{type: int}"))
                    .good(schema("{type: string}"), schema("{type: object, properties: {}}"))
                    .looks((api, out) -> api.schemas(s -> s.text("type")
                                    .filter(t -> !TYPES.contains(t))
                                    .isPresent())
                            .forEach(s -> out.at(s.at("type"), "there is no such type"))),
            rule(
                            "required-not-defined",
                            Severity.LOW,
                            "A required property is undefined in the schema's properties",
                            "The name is misspelt, or callers must send a field that nobody described.",
                            "define the property, or correct the name in required",
                            "correctness")
                    .bad(
                            schema("{type: object, required: [b], properties: {a: {type: string}}}"),
                            schema("{type: object, required: [a, c], properties: {a: {type: string}}}"))
                    .good(
                            schema("{type: object, required: [a], properties: {a: {type: string}}}"),
                            schema("{type: object, required: [b], allOf: [{type: object}], properties: {}}"))
                    .looks((api, out) -> api.schemas(s -> s.has("properties") && !SchemaBounds.combines(s))
                            .filter(s -> !s.place().equals(Part.Place.COMBINED))
                            .forEach(s -> s.body().listAt("required").stream()
                                    .filter(r -> r.textAt()
                                            .filter(t ->
                                                    s.body().at("properties", t).isEmpty())
                                            .isPresent())
                                    .forEach(r -> out.at(r.span(), "the schema has no such property")))),
            rule(
                            "discriminator-not-required",
                            Severity.NOTE,
                            "The discriminator property of a schema is not a required property",
                            "Without it in the message nobody can tell which schema is meant.",
                            "add the discriminator's property to required",
                            "correctness")
                    .bad(
                            schema("{type: object, discriminator: {propertyName: k}, properties: {k: {type: string}}}"),
                            schema("{type: object, required: [a], discriminator: {propertyName: k}, properties:"
                                    + " {k: {type: string}, a: {type: string}}}"))
                    .good(
                            schema("{type: object, required: [k], discriminator: {propertyName: k}, properties:"
                                    + " {k: {type: string}}}"),
                            schema("{oneOf: [{type: object}], discriminator: {propertyName: k}}"))
                    .looks((api, out) -> api.schemas(s -> discriminator(s).isPresent() && s.has("properties"))
                            .filter(s -> s.body().listAt("required").stream()
                                    .noneMatch(r -> r.textAt().equals(discriminator(s))))
                            .forEach(s -> out.at(s.at("discriminator"), "the discriminator is not required"))),
            rule(
                            "discriminator-not-defined",
                            Severity.NOTE,
                            "The discriminator property of a schema is not defined in its properties",
                            "The property that tells the schemas apart must be described.",
                            "define the discriminator's property",
                            "correctness")
                    .bad(
                            schema("{type: object, discriminator: {propertyName: k}, properties: {a: {type: string}}}"),
                            schema("{type: object, discriminator: {propertyName: kind}, properties: {}}"))
                    .good(
                            schema("{type: object, discriminator: {propertyName: k}, properties: {k: {type: string}}}"),
                            schema("{oneOf: [{type: object}], discriminator: {propertyName: k}}"))
                    .looks((api, out) -> api.schemas(s -> discriminator(s).isPresent() && s.has("properties"))
                            .filter(s -> s.body()
                                    .at("properties", discriminator(s).orElse(""))
                                    .isEmpty())
                            .forEach(s -> out.at(s.at("discriminator"), "the discriminator is not defined"))),
            rule(
                            "circular-schema",
                            Severity.NOTE,
                            "A schema object has a circular reference to itself in allOf, oneOf, anyOf or not",
                            "A schema that contains itself as a whole can never be resolved.",
                            "remove the reference to itself",
                            "correctness")
                    .bad(
                            schema("{allOf: [{$ref: '#/components/schemas/Item'}]}"),
                            schema("{not: {$ref: '#/components/schemas/Item'}}"))
                    .good(
                            schema("{allOf: [{type: object}]}"),
                            schema("{type: object, properties: {child: {$ref: '#/components/schemas/Item'}}}"))
                    .looks(SchemaSense::circles),
            rule(
                            "enum-duplicate",
                            Severity.LOW,
                            "An enum lists a duplicate value",
                            "Values of an enum should be unique; generators refuse or rename duplicates.",
                            "remove the duplicate",
                            "correctness")
                    .bad(schema("{type: string, enum: [a, a]}"), schema("{type: integer, enum: [1, 2, 1]}"))
                    .good(schema("{type: string, enum: [a, b]}"), schema("{type: string}"))
                    .looks((api, out) -> api.schemas(s -> s.has("enum")).forEach(s -> {
                        Set<String> seen = new HashSet<>();
                        s.body().listAt("enum").stream()
                                .filter(v ->
                                        v.textAt().filter(t -> !seen.add(t)).isPresent())
                                .forEach(v -> out.at(v.span(), "the value is listed before"));
                    })),
            rule(
                            "enum-of-other-type",
                            Severity.LOW,
                            "An enum value does not match the type of its schema",
                            "A value of another type can never be valid.",
                            "correct the value or the type",
                            "correctness")
                    .bad(schema("{type: integer, enum: [a]}"), schema("{type: boolean, enum: [1]}"))
                    .good(schema("{type: integer, enum: [1]}"), schema("{type: string, enum: [a]}"))
                    .looks((api, out) -> api.schemas(s -> s.has("enum"))
                            .forEach(s -> s.body().listAt("enum").stream()
                                    .filter(v -> mismatches(s, v))
                                    .forEach(v -> out.at(v.span(), "the value is not of the schema's type")))),
            rule(
                            "default-invalid",
                            Severity.LOW,
                            "The default value of a schema is invalid: of another type, or not in its enum",
                            "Who relies on the default sends or stores what validation refuses.",
                            "correct the default",
                            "correctness")
                    .bad(schema("{type: integer, default: a}"), schema("{type: string, enum: [a], default: b}"))
                    .good(schema("{type: integer, default: 1}"), schema("{type: string, enum: [a], default: a}"))
                    .looks((api, out) -> api.schemas(s -> s.has("default"))
                            .filter(s -> mismatches(s, s.body().get("default").orElseThrow()) || notInEnum(s))
                            .forEach(s -> out.at(s.at("default"), "the default is not valid"))),
            rule(
                            "example-invalid",
                            Severity.NOTE,
                            "The example of a schema is not compliant with the schema's type",
                            "Readers and mock servers copy the example and fail.",
                            "correct the example",
                            "correctness")
                    .bad(schema("{type: integer, example: abc}"), schema("{type: boolean, example: 'maybe'}"))
                    .good(schema("{type: integer, example: 3}"), schema("{type: string, example: abc}"))
                    .looks((api, out) -> api.schemas(s -> s.has("example"))
                            .filter(s -> mismatches(s, s.body().get("example").orElseThrow()))
                            .forEach(s -> out.at(s.at("example"), "the example is not valid"))),
            rule(
                            "read-only-and-write-only",
                            Severity.LOW,
                            "A property is both readOnly and writeOnly",
                            "It may be neither sent nor returned.",
                            "keep one of the two",
                            "correctness")
                    .bad(
                            schema("{type: string, readOnly: true, writeOnly: true}"),
                            schema("{properties: {a: {readOnly: true, writeOnly: true}}}"))
                    .good(schema("{type: string, readOnly: true}"), schema("{readOnly: false, writeOnly: true}"))
                    .looks((api, out) -> api.schemas(
                                    s -> s.text("readOnly").orElse("").equals("true")
                                            && s.text("writeOnly").orElse("").equals("true"))
                            .forEach(s -> out.at(s.at("writeOnly"), "it can be neither read nor written"))),
            rule(
                            "pattern-invalid",
                            Severity.LOW,
                            "The pattern of a schema is no valid regular expression",
                            "Validators ignore it or refuse the whole description.",
                            "correct the regular expression",
                            "correctness")
                    .bad(schema("{type: string, pattern: '['}"), schema("{type: string, pattern: '(a'}"))
                    .good(schema("{type: string, pattern: '^a$'}"), schema("{type: string}"))
                    .looks((api, out) -> api.schemas(s ->
                                    s.text("pattern").filter(p -> !compiles(p)).isPresent())
                            .forEach(s -> out.at(s.at("pattern"), "the pattern cannot be read"))));

    private SchemaSense() {}

    /** False when both bounds are known and the lower one is the greater. */
    private static boolean less(Part s, String low, String high) {
        Optional<BigDecimal> from = number(s, low);
        Optional<BigDecimal> to = number(s, high);
        return from.isEmpty() || to.isEmpty() || from.get().compareTo(to.get()) <= 0;
    }

    private static Optional<BigDecimal> number(Part s, String key) {
        return s.text(key).filter(t -> t.matches("-?\\d{1,20}(\\.\\d{1,20})?")).map(BigDecimal::new);
    }

    private static boolean isOtherType(Part s, String keyword) {
        String type = s.text("type").orElse("");
        String wanted = KEYWORD_TYPES.getOrDefault(keyword, type);
        return !wanted.equals(type) && !(wanted.equals("number") && type.equals("integer"));
    }

    private static Optional<String> discriminator(Part s) {
        Optional<String> old = s.text("discriminator");
        return old.isPresent() ? old : s.body().textAt("discriminator", "propertyName");
    }

    private static boolean mismatches(Part s, Node value) {
        String type = s.text("type").orElse("");
        boolean scalar = value instanceof Node.Scalar;
        Node.Kind kind = value instanceof Node.Scalar v ? v.kind() : Node.Kind.TEXT;
        if (kind == Node.Kind.NULL) {
            return false;
        }
        return switch (type) {
            case "integer" -> !scalar || kind != Node.Kind.INTEGER;
            case "number" -> !scalar || kind != Node.Kind.INTEGER && kind != Node.Kind.DECIMAL;
            case "boolean" -> !scalar || kind != Node.Kind.BOOLEAN;
            case "array" -> !(value instanceof Node.Sequence);
            case "object" -> !(value instanceof Node.Mapping);
            case "string" -> !scalar;
            default -> false;
        };
    }

    private static boolean notInEnum(Part s) {
        List<Node> values = s.body().listAt("enum");
        Optional<String> given = s.text("default");
        return !values.isEmpty()
                && given.isPresent()
                && values.stream().noneMatch(v -> v.textAt().equals(given));
    }

    /** Whether brackets close and nothing is escaped at the end: what is wrong in every dialect of regular expressions. */
    private static boolean compiles(String pattern) {
        int groups = 0;
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
                if (i == pattern.length()) {
                    return false;
                }
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
            } else {
                groups += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (groups < 0) {
                    return false;
                }
            }
        }
        return groups == 0 && !inClass;
    }

    private static void circles(Api api, Report out) {
        api.schemas(s -> SchemaBounds.combines(s)).forEach(s -> {
            List<Node> parts = new ArrayList<>();
            for (String word : List.of("allOf", "anyOf", "oneOf")) {
                parts.addAll(s.body().listAt(word));
            }
            s.body().get("not").ifPresent(parts::add);
            parts.stream()
                    .filter(p -> p.textAt("$ref")
                            .filter(r -> r.equals("#" + s.pointer()))
                            .isPresent())
                    .forEach(p -> out.at(p.span(), "the schema contains itself"));
        });
    }
}
