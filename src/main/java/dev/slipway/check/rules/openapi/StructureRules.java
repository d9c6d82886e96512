package dev.slipway.check.rules.openapi;

import static dev.slipway.check.rules.openapi.OpenApiRule.rule;
import static dev.slipway.check.rules.openapi.Sample.operation;
import static dev.slipway.check.rules.openapi.Sample.v2;
import static dev.slipway.check.rules.openapi.Sample.v3;

import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.openapi.Api;
import dev.slipway.check.openapi.Operation;
import dev.slipway.check.openapi.Part.Kind;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The description as a whole: paths, operations, tags, information. */
final class StructureRules {
    /** Characters of a summary that fit beside the path in a list of operations: what the specification calls short. */
    private static final int LONGEST_SUMMARY = 120;

    static final List<Rule> ALL = List.of(
            rule(
                            "paths-empty",
                            Severity.LOW,
                            "The paths object is empty",
                            "A description without paths describes nothing.",
                            "describe the paths",
                            "correctness")
                    .bad(v3("paths: {}"), v2("paths: {}"))
                    .good(v3("paths: {/a: {}}"), v2("paths: {/a: {}}"))
                    .looks((api, out) -> api.root()
                            .entry("paths")
                            .filter(e -> api.root().entriesAt("paths").isEmpty()
                                    && api.root().get("components").isEmpty())
                            .ifPresent(e -> out.at(e.key().span(), "there are no paths"))),
            rule(
                            "path-without-slash",
                            Severity.LOW,
                            "A path does not start with a slash",
                            "Keys of paths begin with /; others are appended to the server's name.",
                            "start the path with /",
                            "correctness")
                    .bad(v3("paths: {a: {}}"), v3("paths: {'{id}': {}}"))
                    .good(v3("paths: {/a: {}}"), v3("paths: {x-a: {}}"))
                    .looks((api, out) -> paths(api)
                            .filter(e -> !e.key().value().startsWith("/"))
                            .forEach(e -> out.at(e.key().span(), "the path does not start with /"))),
            rule(
                            "path-template-malformed",
                            Severity.LOW,
                            "A path template is empty or malformed",
                            "A template names its parameter between braces.",
                            "write {name}",
                            "correctness")
                    .bad(v3("paths: {'/a/{}': {}}"), v3("paths: {'/a/{id': {}}"))
                    .good(v3("paths: {'/a/{id}': {}}"), v3("paths: {/a: {}}"))
                    .looks((api, out) -> paths(api)
                            .filter(e -> e.key()
                                    .value()
                                    .replaceAll("\\{[^{}/]{1,200}}", "")
                                    .matches(".*[{}].*"))
                            .forEach(e -> out.at(e.key().span(), "the template cannot be read"))),
            rule(
                            "path-ambiguous",
                            Severity.NOTE,
                            "A path is ambiguous",
                            "All paths should be unique: two templates that differ only in the names of their parameters"
                                    + " match the same requests.",
                            "put all operations into one path item object",
                            "correctness")
                    .bad(v3("paths: {'/a/{b}': {}, '/a/{c}': {}}"), v3("paths: {'/{a}/x': {}, '/{b}/x': {}}"))
                    .good(v3("paths: {'/a/{b}': {}, '/a/b/c': {}}"), v3("paths: {'/a/{b}': {}}"))
                    .looks(StructureRules::ambiguous),
            rule(
                            "operation-id-not-unique",
                            Severity.NOTE,
                            "An operationId is not unique",
                            "Generated clients and links find the wrong operation, or none.",
                            "give each operation an operationId of its own",
                            "correctness")
                    .bad(
                            operation("get", "{operationId: a}\n    post: {operationId: a}"),
                            v3("paths: {/a: {get: {operationId: x}}, /b: {get: {operationId: x}}}"))
                    .good(operation("get", "{operationId: a}\n    post: {operationId: b}"), operation("get", "{}"))
                    .looks((api, out) -> {
                        Map<String, List<Operation>> byId = api.operations().stream()
                                .filter(o -> o.text("operationId").isPresent())
                                .collect(Collectors.groupingBy(
                                        o -> o.text("operationId").orElse(""),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
                        byId.values().stream()
                                .filter(l -> l.size() > 1)
                                .flatMap(List::stream)
                                .forEach(o -> out.at(o.at("operationId"), "other operations have the same id"));
                    }),
            rule(
                            "operation-summary-long",
                            Severity.NOTE,
                            "The summary of an operation is too long",
                            "A summary should be short, less than 120 characters: lists cut what is longer.",
                            "shorten the summary and move details to description",
                            "correctness")
                    .bad(
                            operation("get", "{summary: " + "word ".repeat(30) + "}"),
                            operation("post", "{summary: " + "x".repeat(121) + "}"))
                    .good(operation("get", "{summary: Lists items}"), operation("get", "{}"))
                    .looks((api, out) -> api.operations().stream()
                            .filter(o -> o.text("summary")
                                    .filter(s -> s.length() >= LONGEST_SUMMARY)
                                    .isPresent())
                            .forEach(o -> out.at(o.at("summary"), "the summary is long"))),
            url("contact-url-invalid", "contact URL", "info.contact.url"),
            url("license-url-invalid", "license URL", "info.license.url"),
            url("global-docs-url-invalid", "global external documentation URL", "externalDocs.url"),
            url("terms-url-invalid", "terms of service URL", "info.termsOfService"),
            rule(
                            "contact-email-invalid",
                            Severity.NOTE,
                            "The contact object has an invalid email",
                            "Nobody can be told about a weakness found in the API.",
                            "write an address that receives mail",
                            "correctness")
                    .bad(info("contact: {email: nobody}"), info("contact: {email: 'a@b'}"))
                    .good(info("contact: {email: api@example.com}"), info("contact: {name: team}"))
                    .looks((api, out) -> entry(api.root(), "info.contact.email")
                            .filter(e -> e.value()
                                    .textAt()
                                    .filter(t -> !Urls.isEmail(t))
                                    .isPresent())
                            .forEach(e -> out.at(e.key().span(), "it is no address"))),
            docs("tag-docs-url-invalid", "tag", api -> api.all(Kind.TAG).map(t -> new Spot(t.at(), t.body()))),
            docs(
                    "operation-docs-url-invalid",
                    "operation",
                    api -> api.operations().stream().map(o -> new Spot(o.at("externalDocs"), o.body()))),
            docs(
                    "schema-docs-url-invalid",
                    "schema",
                    api -> api.written(Kind.SCHEMA).map(s -> new Spot(s.at("externalDocs"), s.body()))),
            rule(
                            "tag-not-unique",
                            Severity.NOTE,
                            "A tag name is not unique",
                            "Each tag name in the list must be unique.",
                            "remove the duplicate tag",
                            "correctness")
                    .bad(v3("tags: [{name: a}, {name: a}]"), v3("tags: [{name: a}, {name: b}, {name: a}]"))
                    .good(v3("tags: [{name: a}, {name: b}]"), v3("paths: {}"))
                    .looks((api, out) -> {
                        Set<String> seen = new HashSet<>();
                        api.all(Kind.TAG)
                                .filter(t -> !t.name().isEmpty() && !seen.add(t.name()))
                                .forEach(t -> out.at(t.at(), "the tag is defined before"));
                    }));

    /** Where something stands, and what stands there. */
    private record Spot(Span at, Node.Mapping body) {}

    private StructureRules() {}

    private static Stream<Node.Entry> paths(Api api) {
        return api.root().entriesAt("paths").stream()
                .filter(e -> !e.key().value().startsWith("x-"));
    }

    private static Stream<Node.Entry> entry(Node.Mapping root, String path) {
        List<String> keys = new ArrayList<>(List.of(path.split("\\.", -1)));
        String last = keys.removeLast();
        return root.at(keys.toArray(String[]::new)).stream()
                .flatMap(n -> n instanceof Node.Mapping m ? m.entry(last).stream() : Stream.empty());
    }

    private static Rule url(String id, String words, String path) {
        return rule(
                        id,
                        Severity.NOTE,
                        "The " + words + " is invalid",
                        "Who needs it is sent nowhere: the " + words + " should be a valid URL.",
                        "write a valid absolute URL",
                        "correctness")
                .bad(at(path, "/"), at(path, "not a url"))
                .good(at(path, "'https://example.com/x'"), v3("paths: {}"))
                .looks((api, out) -> entry(api.root(), path)
                        .filter(e ->
                                e.value().textAt().filter(t -> !Urls.isValid(t)).isPresent())
                        .forEach(e -> out.at(e.key().span(), "it is no valid URL")));
    }

    private static Rule docs(String id, String words, java.util.function.Function<Api, Stream<Spot>> places) {
        return rule(
                        id,
                        Severity.NOTE,
                        "The external documentation URL of a " + words + " is invalid",
                        "Readers are sent nowhere: the " + words + " external documentation URL should be a valid URL.",
                        "write a valid absolute URL",
                        "correctness")
                .bad(withDocs(words, "/"), withDocs(words, "nowhere"))
                .good(withDocs(words, "'https://example.com/x'"), v3("paths: {}"))
                .looks((api, out) -> places.apply(api)
                        .filter(s -> s.body()
                                .textAt("externalDocs", "url")
                                .filter(t -> !Urls.isValid(t))
                                .isPresent())
                        .forEach(s -> out.at(s.at(), "it is no valid URL")));
    }

    private static void ambiguous(Api api, Report out) {
        Map<String, List<Node.Entry>> byShape = paths(api)
                .collect(Collectors.groupingBy(
                        e -> e.key().value().replaceAll("\\{[^{}/]{0,200}}", "{}"),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Predicate<List<Node.Entry>> several =
                l -> l.stream().map(e -> e.key().value()).distinct().count() > 1;
        byShape.values().stream()
                .filter(several)
                .flatMap(List::stream)
                .forEach(e -> out.at(e.key().span(), "another path matches the same requests"));
    }

    private static String info(String flow) {
        return "openapi: 3.0.3\ninfo: {title: Shop, version: '1', " + flow + "}\npaths: {/a: {}}\n";
    }

    private static String at(String path, String value) {
        String[] keys = path.split("\\.", -1);
        if (!keys[0].equals("info")) {
            return v3(keys[0] + ": {" + keys[1] + ": " + value + "}\npaths: {/a: {}}");
        }
        return info(
                keys.length == 2 ? keys[1] + ": " + value : keys[1] + ": {name: n, " + keys[2] + ": " + value + "}");
    }

    private static String withDocs(String words, String value) {
        String docs = "externalDocs: {url: " + value + "}";
        return switch (words) {
            case "tag" -> v3("tags: [{name: a, " + docs + "}]");
            case "operation" -> operation("get", "{" + docs + "}");
            default -> Sample.schema("{type: string, " + docs + "}");
        };
    }
}
