package dev.slipway.check.rules.openapi;

import static dev.slipway.check.rules.openapi.OpenApiRule.rule;
import static dev.slipway.check.rules.openapi.Sample.operation2;
import static dev.slipway.check.rules.openapi.Sample.parameter;
import static dev.slipway.check.rules.openapi.Sample.v3;

import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.openapi.Api;
import dev.slipway.check.openapi.Operation;
import dev.slipway.check.openapi.Part;
import dev.slipway.check.openapi.Part.Kind;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parameters of operations. */
final class ParameterRules {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}/]{1,200})}");
    private static final Map<String, Set<String>> STYLES = Map.of(
            "path", Set.of("matrix", "label", "simple"),
            "query", Set.of("form", "spaceDelimited", "pipeDelimited", "deepObject"),
            "header", Set.of("simple"),
            "cookie", Set.of("form"));

    static final List<Rule> ALL = List.of(
            rule(
                            "path-parameter-undefined",
                            Severity.NOTE,
                            "A template path has no corresponding path parameter",
                            "The part in braces is described nowhere for the operation, so nothing checks it.",
                            "define a parameter in: path with the name in the template",
                            "OWASP-API8")
                    .bad(
                            path("/a/{id}", "get: {responses: {}}"),
                            path("/a/{id}", "get: {parameters: [{in: query, name: id, schema: {}}]}"))
                    .good(
                            path("/a/{id}", "get: {parameters: [{in: path, name: id, required: true, schema: {}}]}"),
                            path("/a", "get: {responses: {}}"))
                    .looks(ParameterRules::undefined),
            rule(
                            "path-parameter-not-in-template",
                            Severity.NOTE,
                            "A path parameter has no corresponding template in the path",
                            "No request can ever fill it.",
                            "add {name} to the path, or remove the parameter",
                            "correctness")
                    .bad(
                            path("/a", "get: {parameters: [{in: path, name: id, required: true, schema: {}}]}"),
                            path("/{x}", "get: {parameters: [{in: path, name: id, required: true, schema: {}}]}"))
                    .good(
                            path("/a/{id}", "get: {parameters: [{in: path, name: id, required: true, schema: {}}]}"),
                            path("/a", "get: {parameters: [{in: query, name: id, schema: {}}]}"))
                    .looks((api, out) -> api.operations().stream()
                            .filter(o -> !o.callback())
                            .forEach(o -> o.parameters().stream()
                                    .filter(p -> in(p).equals("path")
                                            && !placeholders(o.path()).contains(p.name()))
                                    .forEach(p -> out.at(p.at(), "the path has no {" + p.name() + "}")))),
            rule(
                            "path-parameter-not-required",
                            Severity.NOTE,
                            "A path parameter is not required",
                            "For a parameter in path the property required is mandatory and its value must be true.",
                            "add required: true",
                            "correctness")
                    .bad(
                            parameter("{in: path, name: id, schema: {}}"),
                            parameter("{in: path, name: id, required: false, schema: {}}"))
                    .good(
                            parameter("{in: path, name: id, required: true, schema: {}}"),
                            parameter("{in: query, name: id, schema: {}}"))
                    .looks((api, out) -> written(api)
                            .filter(p -> in(p).equals("path")
                                    && !p.text("required").orElse("").equals("true"))
                            .forEach(
                                    p -> out.at(p.has("required") ? p.at("required") : name(p), "it is not required"))),
            rule(
                            "parameter-duplicate",
                            Severity.LOW,
                            "Parameters of an operation are not unique: duplicate name and location",
                            "One of the two is checked, and which one depends on the tool.",
                            "remove or rename one",
                            "correctness")
                    .bad(
                            parameter("{in: query, name: a, schema: {}}, {in: query, name: a, schema: {}}"),
                            path("/a", "parameters: [{in: query, name: a}, {in: query, name: a}]"))
                    .good(
                            parameter("{in: query, name: a, schema: {}}, {in: header, name: a, schema: {}}"),
                            parameter("{in: query, name: a, schema: {}}"))
                    .looks(ParameterRules::duplicates),
            rule(
                            "parameter-location-invalid",
                            Severity.LOW,
                            "The location of a parameter (in) is invalid",
                            "Only path, query, header and cookie are places (version 2: also body and formData).",
                            "use a valid value of in",
                            "correctness")
                    .bad(parameter("{in: url, name: a, schema: {}}"), parameter("{in: body, name: a, schema: {}}"))
                    .good(parameter("{in: cookie, name: a, schema: {}}"), parameter("{in: query, name: a, schema: {}}"))
                    .looks((api, out) -> written(api)
                            .filter(p -> p.has("in") && !locations(api).contains(in(p)))
                            .forEach(p -> out.at(p.at("in"), "there is no such place"))),
            rule(
                            "parameter-style-invalid",
                            Severity.LOW,
                            "The style of a parameter is invalid for its location",
                            "Each place allows its own styles; others are serialised at will.",
                            "use a style that is valid for the parameter's location",
                            "correctness")
                    .bad(
                            parameter("{in: query, name: a, style: matrix, schema: {}}"),
                            parameter("{in: header, name: a, style: form, schema: {}}"))
                    .good(
                            parameter("{in: query, name: a, style: form, schema: {}}"),
                            parameter("{in: path, name: a, required: true, style: label, schema: {}}"))
                    .looks((api, out) -> written(api)
                            .filter(p -> p.has("style") && STYLES.containsKey(in(p)))
                            .filter(p -> !STYLES.getOrDefault(in(p), Set.of())
                                    .contains(p.text("style").orElse("")))
                            .forEach(p -> out.at(p.at("style"), "the place has no such style"))),
            rule(
                            "parameter-without-schema",
                            Severity.NOTE,
                            "A parameter object has an undefined type: neither schema nor content",
                            "A parameter must contain either a schema or a content property (version 2: a type);"
                                    + " otherwise anything is accepted.",
                            "define the schema of the parameter",
                            "OWASP-API8")
                    .bad(parameter("{in: query, name: a}"), parameter("{in: header, name: a, description: b}"))
                    .good(
                            parameter("{in: query, name: a, schema: {type: string}}"),
                            parameter("{in: query, name: a, content: {application/json: {}}}"))
                    .looks((api, out) -> written(api)
                            .filter(p -> Stream.of("schema", "content", "type").noneMatch(p::has))
                            .filter(p -> !in(p).equals("body"))
                            .forEach(p -> out.at(name(p), "nothing is said about its value"))),
            rule(
                            "parameter-schema-and-content",
                            Severity.LOW,
                            "A parameter object has both schema and content",
                            "The two are mutually exclusive.",
                            "keep one of the two",
                            "correctness")
                    .bad(
                            parameter("{in: query, name: a, schema: {}, content: {a/b: {}}}"),
                            parameter("{in: header, name: a, schema: {type: string}, content: {a/b: {}}}"))
                    .good(
                            parameter("{in: query, name: a, schema: {}}"),
                            parameter("{in: query, name: a, content: {a/b: {}}}"))
                    .looks((api, out) -> written(api)
                            .filter(p -> p.has("schema") && p.has("content"))
                            .forEach(p -> out.at(name(p), "schema and content exclude each other"))),
            rule(
                            "parameter-content-entries",
                            Severity.LOW,
                            "The content of a parameter object has not exactly one entry",
                            "The map must contain one media type.",
                            "keep one media type",
                            "correctness")
                    .bad(
                            parameter("{in: query, name: a, content: {a/b: {}, a/c: {}}}"),
                            parameter("{in: query, name: a, content: {}}"))
                    .good(
                            parameter("{in: query, name: a, content: {a/b: {}}}"),
                            parameter("{in: query, name: a, schema: {}}"))
                    .looks((api, out) -> written(api)
                            .filter(p -> p.has("content")
                                    && p.body().entriesAt("content").size() != 1)
                            .forEach(p -> out.at(p.at("content"), "there must be one media type"))),
            rule(
                            "parameter-header-ignored",
                            Severity.LOW,
                            "A header parameter is named Accept, Content-Type or Authorization and is ignored",
                            "These headers are described by content types and security schemes.",
                            "remove the parameter",
                            "correctness")
                    .bad(
                            parameter("{in: header, name: Authorization, schema: {}}"),
                            parameter("{in: header, name: accept, schema: {}}"))
                    .good(
                            parameter("{in: header, name: X-Request, schema: {}}"),
                            parameter("{in: query, name: accept, schema: {}}"))
                    .looks((api, out) -> written(api)
                            .filter(p -> in(p).equals("header"))
                            .filter(p -> Set.of("accept", "content-type", "authorization")
                                    .contains(p.text("name").orElse("").toLowerCase(Locale.ROOT)))
                            .forEach(p -> out.at(name(p), "the definition is ignored"))),
            rule(
                            "body-parameter-without-schema",
                            Severity.NOTE,
                            "A body parameter has no schema",
                            "A body parameter object should have the attribute schema defined: without it any body"
                                    + " passes.",
                            "define schema",
                            "OWASP-API8")
                    .bad(
                            operation2("post", "{parameters: [{in: body, name: a}]}"),
                            operation2("post", "{parameters: [{in: body, name: a, required: true}]}"))
                    .good(
                            operation2("post", "{parameters: [{in: body, name: a, schema: {}}]}"),
                            operation2("post", "{parameters: [{in: query, name: a, type: string}]}"))
                    .looks((api, out) -> written(api)
                            .filter(p -> in(p).equals("body") && !p.has("schema"))
                            .forEach(p -> out.at(p.at(), "nothing is said about the body"))),
            rule(
                            "several-body-parameters",
                            Severity.NOTE,
                            "An operation has multiple body parameters",
                            "Only one body parameter is allowed: a request has one body.",
                            "keep one body parameter",
                            "correctness")
                    .bad(
                            operation2("post", "{parameters: [{in: body, name: a}, {in: body, name: b}]}"),
                            operation2("put", "{parameters: [{in: body, name: x}, {in: body, name: y}]}"))
                    .good(
                            operation2("post", "{parameters: [{in: body, name: a}, {in: query, name: b}]}"),
                            operation2("post", "{responses: {}}"))
                    .looks((api, out) -> api.operations().stream()
                            .filter(o -> count(o, "body") > 1)
                            .forEach(o -> out.at(o.at("parameters"), o.words() + " has several bodies"))),
            rule(
                            "body-and-form-parameters",
                            Severity.NOTE,
                            "An operation has body and formData parameters together",
                            "Both describe the one body of the request.",
                            "use either body or formData",
                            "correctness")
                    .bad(
                            operation2("post", "{parameters: [{in: body, name: a}, {in: formData, name: b}]}"),
                            operation2("put", "{parameters: [{in: formData, name: a}, {in: body, name: b}]}"))
                    .good(
                            operation2("post", "{parameters: [{in: formData, name: a}]}"),
                            operation2("post", "{parameters: [{in: body, name: a}]}"))
                    .looks((api, out) -> api.operations().stream()
                            .filter(o -> count(o, "body") > 0 && count(o, "formData") > 0)
                            .forEach(o -> out.at(o.at("parameters"), o.words() + " mixes body and form"))),
            rule(
                            "file-parameter-consumes",
                            Severity.NOTE,
                            "An operation with a file parameter has a wrong consumes property",
                            "Files are sent as multipart/form-data or application/x-www-form-urlencoded only.",
                            "set consumes to multipart/form-data",
                            "correctness")
                    .bad(
                            operation2("post", "{parameters: [{in: formData, name: f, type: file}]}"),
                            operation2(
                                    "post",
                                    "{consumes: [application/json], parameters: [{in: formData, name: f, type: file}]}"))
                    .good(
                            operation2(
                                    "post",
                                    "{consumes: [multipart/form-data], parameters: [{in: formData, name: f, type:"
                                            + " file}]}"),
                            operation2("post", "{parameters: [{in: formData, name: f, type: string}]}"))
                    .looks((api, out) -> api.operations().stream()
                            .filter(o -> o.parameters().stream()
                                    .anyMatch(p -> p.text("type").orElse("").equals("file")))
                            .filter(o -> !consumesForms(api, o))
                            .forEach(o -> out.at(o.at("parameters"), o.words() + " takes a file and no form"))),
            rule(
                            "file-parameter-location",
                            Severity.NOTE,
                            "A parameter of type file is not in formData",
                            "Only formData parameters can be files.",
                            "set in to formData",
                            "correctness")
                    .bad(
                            operation2("post", "{parameters: [{in: query, name: f, type: file}]}"),
                            operation2("post", "{parameters: [{in: header, name: f, type: file}]}"))
                    .good(
                            operation2("post", "{parameters: [{in: formData, name: f, type: file}]}"),
                            operation2("post", "{parameters: [{in: query, name: f, type: string}]}"))
                    .looks((api, out) -> written(api)
                            .filter(p -> p.text("type").orElse("").equals("file") && !in(p).equals("formData"))
                            .forEach(p -> out.at(p.at("in"), "a file is sent in formData"))));

    private ParameterRules() {}

    private static Stream<Part> written(Api api) {
        return api.written(Kind.PARAMETER);
    }

    private static String in(Part p) {
        return p.text("in").orElse("");
    }

    private static Span name(Part p) {
        return p.at("name");
    }

    private static long count(Operation o, String in) {
        return o.parameters().stream().filter(p -> in(p).equals(in)).count();
    }

    private static Set<String> locations(Api api) {
        return api.version() == 2
                ? Set.of("path", "query", "header", "body", "formData")
                : Set.of("path", "query", "header", "cookie");
    }

    private static Set<String> placeholders(String path) {
        Set<String> names = new HashSet<>();
        Matcher m = PLACEHOLDER.matcher(path);
        while (m.find()) {
            names.add(m.group(1));
        }
        return names;
    }

    private static void undefined(Api api, Report out) {
        api.operations().stream().filter(o -> !o.callback()).forEach(o -> {
            Set<String> open = placeholders(o.path());
            o.parameters().stream().filter(p -> in(p).equals("path")).forEach(p -> open.remove(p.name()));
            boolean elsewhere = o.parameters().stream().anyMatch(Part::isReference);
            if (!open.isEmpty() && !elsewhere) {
                out.at(
                        o.at("parameters"),
                        o.words() + " does not describe "
                                + String.join(", ", open.stream().sorted().toList()));
            }
        });
    }

    private static void duplicates(Api api, Report out) {
        Stream.concat(
                        api.operations().stream().map(Operation::body),
                        api.root().entriesAt("paths").stream()
                                .flatMap(e -> e.value() instanceof Node.Mapping m ? Stream.of(m) : Stream.empty()))
                .forEach(body -> {
                    Set<String> seen = new HashSet<>();
                    for (Node p : body.listAt("parameters")) {
                        if (p instanceof Node.Mapping m) {
                            Node.Mapping real = api.resolve(m);
                            String key = real.textAt("in").orElse("?") + " "
                                    + real.textAt("name").orElse("?" + seen.size());
                            if (!seen.add(key)) {
                                out.at(p.span(), "the parameter is defined before");
                            }
                        }
                    }
                });
    }

    private static boolean consumesForms(Api api, Operation o) {
        List<Node> own = o.body().listAt("consumes");
        List<String> types = (own.isEmpty() ? api.root().listAt("consumes") : own)
                .stream().flatMap(n -> n.textAt().stream()).toList();
        return !types.isEmpty()
                && Set.of("multipart/form-data", "application/x-www-form-urlencoded")
                        .containsAll(types);
    }

    private static String path(String path, String rest) {
        return v3("paths:\n  '" + path + "': {" + rest + "}");
    }
}
