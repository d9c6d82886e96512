package dev.slipway.check.rules.openapi;

import static dev.slipway.check.rules.openapi.OpenApiRule.rule;
import static dev.slipway.check.rules.openapi.Sample.operation;
import static dev.slipway.check.rules.openapi.Sample.operation2;
import static dev.slipway.check.rules.openapi.Sample.v2;

import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.openapi.Api;
import dev.slipway.check.openapi.Operation;
import dev.slipway.check.openapi.Part;
import dev.slipway.check.openapi.Part.Kind;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Media types of requests and answers, and how their parts are encoded. */
final class MediaRules {
    private static final String FORM = "application/x-www-form-urlencoded";

    static final List<Rule> ALL = List.of(
            rule(
                            "media-type-invalid",
                            Severity.NOTE,
                            "A media type value is invalid",
                            "A media type has the format type/subtype, a +suffix and ;parameters; anything else matches"
                                    + " no request.",
                            "write it as type/subtype",
                            "correctness")
                    .bad(answer("'application json': {schema: {}}"), v2("produces: ['image/ png']\npaths: {}"))
                    .good(answer("application/json: {schema: {}}"), v2("produces: [text/csv]\npaths: {}"))
                    .looks((api, out) -> types(api, t -> !Urls.isMediaType(t), out, "it is no media type")),
            rule(
                            "media-type-unknown-prefix",
                            Severity.NOTE,
                            "A media type has an unknown prefix",
                            "The part before the slash is application, audio, font, example, image, message, model,"
                                    + " multipart, text or video.",
                            "correct the prefix",
                            "correctness")
                    .bad(answer("aplication/json: {schema: {}}"), v2("produces: [txt/csv]\npaths: {}"))
                    .good(answer("application/json: {schema: {}}"), v2("produces: [image/png]\npaths: {}"))
                    .looks((api, out) -> types(
                            api, t -> Urls.isMediaType(t) && !Urls.hasKnownPrefix(t), out, "the prefix is unknown")),
            rule(
                            "media-type-without-schema",
                            Severity.MEDIUM,
                            "A media type object has no schema",
                            "The media type object should have the attribute schema defined: without it any content"
                                    + " passes.",
                            "define schema",
                            "OWASP-API8")
                    .bad(answer("application/json: {}"), body("application/json: {example: a}"))
                    .good(answer("application/json: {schema: {}}"), body("a/b: {schema: {}}"))
                    .looks((api, out) -> api.written(Kind.MEDIA_TYPE)
                            .filter(m -> !m.has("schema"))
                            .forEach(m -> out.at(m.at(), "nothing is said about the content"))),
            rule(
                            "encoding-with-wrong-media-type",
                            Severity.NOTE,
                            "A request body object has encoding with an incorrect media type",
                            "The field encoding applies to multipart and application/x-www-form-urlencoded content only.",
                            "set the media type of the content to multipart or form, or remove encoding",
                            "correctness")
                    .bad(
                            body("application/json: {schema: {}, encoding: {a: {}}}"),
                            body("application/octet-stream: {schema: {}, encoding: {a: {}}}"))
                    .good(
                            body("multipart/form-data: {schema: {}, encoding: {a: {}}}"),
                            body(FORM + ": {schema: {}, encoding: {a: {}}}"))
                    .looks((api, out) -> api.written(Kind.MEDIA_TYPE)
                            .filter(m -> m.place().equals("request") && m.has("encoding"))
                            .filter(m -> !m.name().startsWith("multipart/")
                                    && !m.name().startsWith(FORM))
                            .forEach(m -> out.at(m.at(), "encoding does not apply to " + m.name()))),
            ignored("encoding-explode-ignored", "explode"),
            ignored("encoding-allow-reserved-ignored", "allowReserved"),
            ignored("encoding-style-ignored", "style"),
            rule(
                            "encoding-content-type-header",
                            Severity.NOTE,
                            "An encoding defines the header 'Content-Type', improperly",
                            "An encoding map key should not define Content-Type in its headers: it is ignored.",
                            "use contentType of the encoding",
                            "correctness")
                    .bad(encodingHeader("Content-Type"), encodingHeader("content-type"))
                    .good(encodingHeader("X-Size"), body("multipart/form-data: {schema: {}, encoding: {a: {}}}"))
                    .looks((api, out) -> api.all(Kind.ENCODING)
                            .filter(e -> e.body().entriesAt("headers").stream()
                                    .anyMatch(h -> h.key().value().equalsIgnoreCase("Content-Type")))
                            .forEach(e -> out.at(e.at(), "the header Content-Type is ignored"))),
            rule(
                            "encoding-property-undefined",
                            Severity.NOTE,
                            "An encoding map key is not defined in the schema's properties",
                            "It encodes a property that nobody sends.",
                            "use the name of a property of the schema",
                            "correctness")
                    .bad(
                            encoded("{type: object, properties: {a: {type: string}}}", "b"),
                            encoded("{type: object, properties: {}}", "c"))
                    .good(
                            encoded("{type: object, properties: {a: {type: string}}}", "a"),
                            encoded("{$ref: 'other.yaml'}", "b"))
                    .looks(MediaRules::undefinedEncodings),
            required("consumes", List.of("post", "put", "patch")),
            required("produces", List.of("get")),
            rule(
                            "example-of-other-media-type",
                            Severity.NOTE,
                            "An operation's example mismatches the MIME types of produces",
                            "Each example belongs to one of the MIME types that the operation produces; produces on the"
                                    + " operation overrides the global one.",
                            "correct the example's type, or add it to produces",
                            "correctness")
                    .bad(produced("[application/json]", "text/csv"), produced("[text/csv]", "application/xml"))
                    .good(produced("[text/csv]", "text/csv"), operation2("get", "{responses: {}}"))
                    .looks((api, out) -> api.operations()
                            .forEach(o -> o.responses().stream()
                                    .flatMap(r -> r.value().entriesAt("examples").stream())
                                    .filter(e -> !produced(api, o).isEmpty()
                                            && !produced(api, o)
                                                    .contains(e.key().value()))
                                    .forEach(e -> out.at(e.key().span(), "the operation does not produce it")))),
            rule(
                            "example-and-examples",
                            Severity.NOTE,
                            "A media type or parameter has both example and examples",
                            "The two are mutually exclusive.",
                            "keep one of the two",
                            "correctness")
                    .bad(
                            answer("a/b: {schema: {}, example: a, examples: {}}"),
                            body("a/b: {schema: {}, example: a, examples: {}}"))
                    .good(answer("a/b: {schema: {}, example: a}"), answer("a/b: {schema: {}, examples: {}}"))
                    .looks((api, out) -> Stream.of(Kind.MEDIA_TYPE, Kind.PARAMETER, Kind.HEADER)
                            .flatMap(api::written)
                            .filter(m -> m.has("example") && m.has("examples"))
                            .forEach(m -> out.at(m.at("example"), "example and examples exclude each other"))),
            rule(
                            "header-ignored",
                            Severity.NOTE,
                            "A response header named Content-Type is ignored",
                            "The content type of a response is described by its media types.",
                            "remove the header",
                            "correctness")
                    .bad(header("Content-Type"), header("content-type"))
                    .good(header("X-Limit"), header("ETag"))
                    .looks((api, out) -> api.all(Kind.HEADER)
                            .filter(h ->
                                    h.place().equals("response") && h.name().equalsIgnoreCase("Content-Type"))
                            .forEach(h -> out.at(h.at(), "this header is ignored"))));

    private MediaRules() {}

    private static void types(Api api, Predicate<String> wrong, Report out, String message) {
        api.all(Kind.MEDIA_TYPE).filter(m -> wrong.test(m.name())).forEach(m -> out.at(m.at(), message));
        BiConsumer<Node.Mapping, String> list = (body, key) -> body.listAt(key).stream()
                .filter(n -> n.textAt().filter(wrong).isPresent())
                .forEach(n -> out.at(n.span(), message));
        for (String key : List.of("consumes", "produces")) {
            list.accept(api.root(), key);
            api.operations().forEach(o -> list.accept(o.body(), key));
        }
    }

    private static Rule ignored(String id, String key) {
        return rule(
                        id,
                        Severity.NOTE,
                        "The property '" + key + "' of an encoding object is ignored",
                        "The property " + key
                                + " of the encoding object applies when the media type of the request body"
                                + " is application/x-www-form-urlencoded; in other content it is ignored.",
                        "remove " + key + ", or change the media type",
                        "correctness")
                .bad(
                        body("multipart/form-data: {schema: {}, encoding: {a: {" + key + ": form}}}"),
                        body("multipart/mixed: {schema: {}, encoding: {a: {" + key + ": form}}}"))
                .good(
                        body(FORM + ": {schema: {}, encoding: {a: {" + key + ": form}}}"),
                        body("multipart/form-data: {schema: {}, encoding: {a: {contentType: a/b}}}"))
                .looks((api, out) -> api.written(Kind.MEDIA_TYPE)
                        .filter(m -> m.place().equals("request") && !m.name().startsWith(FORM))
                        .filter(m -> m.body().entriesAt("encoding").stream()
                                .anyMatch(e -> e.value().at(key).isPresent()))
                        .forEach(m -> out.at(m.at(), key + " is ignored for " + m.name())));
    }

    private static Rule required(String key, List<String> methods) {
        String words =
                methods.stream().map(m -> m.toUpperCase(java.util.Locale.ROOT)).collect(Collectors.joining(", "));
        return rule(
                        "operation-without-" + key,
                        Severity.MEDIUM,
                        "An operation object has no '" + key + "' field",
                        "An operation object should have " + key + " defined for " + words
                                + " operations, or globally: otherwise any MIME type passes.",
                        "define " + key,
                        "OWASP-API8")
                .bad(operation2(methods.getFirst(), "{responses: {}}"), operation2(methods.getLast(), "{summary: a}"))
                .good(
                        operation2(methods.getFirst(), "{" + key + ": [application/json]}"),
                        v2(key + ": [application/json]\npaths: {/a: {" + methods.getFirst() + ": {responses: {}}}}"))
                .looks((api, out) -> {
                    if (api.version() == 2 && api.root().listAt(key).isEmpty()) {
                        api.operations().stream()
                                .filter(o -> methods.contains(o.method())
                                        && o.body().listAt(key).isEmpty())
                                .forEach(o -> out.at(o.at(), o.words() + " has no " + key));
                    }
                });
    }

    private static List<String> produced(Api api, Operation o) {
        List<Node> own = o.body().listAt("produces");
        return (own.isEmpty() ? api.root().listAt("produces") : own)
                .stream().flatMap(n -> n.textAt().stream()).toList();
    }

    private static void undefinedEncodings(Api api, Report out) {
        api.written(Kind.MEDIA_TYPE).filter(m -> m.has("encoding")).forEach(m -> {
            Node schema = m.body().get("schema").orElse(m.body());
            Node.Mapping real = schema instanceof Node.Mapping s ? api.resolve(s) : m.body();
            Part part = new Part(Kind.SCHEMA, m.at(), "", real, "", "");
            if (real.get("properties").isPresent() && !SchemaBounds.combines(part)) {
                Set<String> names = real.entriesAt("properties").stream()
                        .map(e -> e.key().value())
                        .collect(Collectors.toSet());
                m.body().entriesAt("encoding").stream()
                        .filter(e -> !names.contains(e.key().value()))
                        .forEach(e -> out.at(e.key().span(), "the schema has no such property"));
            }
        });
    }

    private static String answer(String media) {
        return operation("get", "{responses: {'200': {description: a, content: {" + media + "}}}}");
    }

    private static String body(String media) {
        return operation("post", "{requestBody: {content: {" + media + "}}, responses: {}}");
    }

    private static String encodingHeader(String name) {
        return body("multipart/form-data: {schema: {}, encoding: {a: {headers: {" + name + ": {schema: {}}}}}}");
    }

    private static String encoded(String schema, String key) {
        return body("multipart/form-data: {schema: " + schema + ", encoding: {" + key + ": {contentType: a/b}}}");
    }

    private static String produced(String types, String example) {
        return operation2(
                "get",
                "{produces: " + types + ", responses: {'200': {description: a, examples: {" + example + ": x}}}}");
    }

    private static String header(String name) {
        return operation("get", "{responses: {'200': {description: a, headers: {" + name + ": {schema: {}}}}}}");
    }
}
