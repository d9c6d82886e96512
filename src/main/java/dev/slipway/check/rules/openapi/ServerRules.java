package dev.slipway.check.rules.openapi;

import static dev.slipway.check.rules.openapi.OpenApiRule.rule;
import static dev.slipway.check.rules.openapi.Sample.v2;
import static dev.slipway.check.rules.openapi.Sample.v3;

import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.openapi.Api;
import dev.slipway.check.openapi.Part;
import dev.slipway.check.openapi.Part.Kind;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Servers, and what every object must have. */
final class ServerRules {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]{1,200})}");

    /** Fields that the specification requires, by kind. */
    private static final Map<Kind, List<String>> REQUIRED = Map.of(
            Kind.PARAMETER, List.of("name", "in"),
            Kind.REQUEST_BODY, List.of("content"),
            Kind.RESPONSE, List.of("description"),
            Kind.SECURITY_SCHEME, List.of("type"),
            Kind.SERVER, List.of("url"),
            Kind.TAG, List.of("name"));

    static final List<Rule> ALL = List.of(
            rule(
                            "servers-undefined",
                            Severity.NOTE,
                            "The servers array is undefined or empty",
                            "At least one server should be defined; the default is a server object with the URL '/',"
                                    + " wherever the file is read.",
                            "define the servers with their URLs",
                            "correctness")
                    .bad(v3("servers: []\npaths: {}"), v3("paths: {}"))
                    .good(v3("servers: [{url: 'https://api.example.com'}]\npaths: {}"), v2("paths: {}"))
                    .looks((api, out) -> {
                        if (api.version() == 3
                                && api.root().listAt("servers").isEmpty()
                                && api.root().entriesAt("servers").isEmpty()
                                && (api.root().get("paths").isPresent())) {
                            out.at(
                                    api.root()
                                            .entry("servers")
                                            .map(e -> e.key().span())
                                            .orElse(api.start()),
                                    "no server is defined");
                        }
                    }),
            rule(
                            "server-url-not-absolute",
                            Severity.NOTE,
                            "A server URL is not absolute",
                            "Which host answers depends on where the file is read from.",
                            "write an absolute URL",
                            "correctness")
                    .bad(server("{url: /v1}"), server("{url: api.example.com}"))
                    .good(server("{url: 'https://api.example.com'}"), server("{url: 'https://{host}/v1'}"))
                    .looks((api, out) -> api.all(Kind.SERVER)
                            .filter(s -> s.text("url")
                                    .filter(u -> !Urls.isValid(u) && !u.startsWith("{"))
                                    .isPresent())
                            .forEach(s -> out.at(s.at("url"), "the URL is not absolute"))),
            rule(
                            "server-variable-undefined",
                            Severity.NOTE,
                            "A server URL uses undefined variables",
                            "A variable in the URL is defined in the server object through variables.",
                            "define the variable",
                            "correctness")
                    .bad(server("{url: 'https://{h}.com'}"), server("{url: 'https://{h}.com', variables: {}}"))
                    .good(
                            server("{url: 'https://{h}.com', variables: {h: {default: a}}}"),
                            server("{url: 'https://a.com'}"))
                    .looks((api, out) -> api.all(Kind.SERVER)
                            .filter(s -> variables(s).stream()
                                    .anyMatch(v -> s.body().at("variables", v).isEmpty()))
                            .forEach(s -> out.at(s.at("url"), "a variable of the URL is not defined"))),
            rule(
                            "server-variable-unused",
                            Severity.NOTE,
                            "A server object variable is not used",
                            "Every defined server variable should be used in the URL.",
                            "use the variable in the URL or remove it",
                            "correctness")
                    .bad(
                            server("{url: 'https://a.com', variables: {h: {default: a}}}"),
                            server("{url: 'https://{h}.com', variables: {h: {default: a}, p: {default: b}}}"))
                    .good(
                            server("{url: 'https://{h}.com', variables: {h: {default: a}}}"),
                            server("{url: 'https://a.com'}"))
                    .looks((api, out) -> api.all(Kind.SERVER)
                            .forEach(s -> s.body().entriesAt("variables").stream()
                                    .filter(e -> !variables(s).contains(e.key().value()))
                                    .forEach(e -> out.at(e.key().span(), "the URL does not use it")))),
            rule(
                            "server-variable-without-default",
                            Severity.NOTE,
                            "A server variable has no default, or one outside its enum",
                            "The default is required and must be one of the enum's values.",
                            "set a valid default",
                            "correctness")
                    .bad(
                            server("{url: 'https://{h}.com', variables: {h: {description: a}}}"),
                            server("{url: 'https://{h}.com', variables: {h: {default: a, enum: [b]}}}"))
                    .good(
                            server("{url: 'https://{h}.com', variables: {h: {default: a}}}"),
                            server("{url: 'https://{h}.com', variables: {h: {default: a, enum: [a, b]}}}"))
                    .looks((api, out) -> api.all(Kind.SERVER)
                            .flatMap(s -> s.body().entriesAt("variables").stream())
                            .filter(e -> !defaulted(e.value()))
                            .forEach(e -> out.at(e.key().span(), "the default is missing or not allowed"))),
            rule(
                            "required-field-missing",
                            Severity.NOTE,
                            "An OpenAPI object is without a required property",
                            "Each OpenAPI object should contain all of its required fields; tools refuse the file"
                                    + " without them.",
                            "add the required property",
                            "correctness")
                    .bad(
                            "openapi: 3.0.3\ninfo: {title: a}\npaths: {}\n",
                            Sample.operation("post", "{requestBody: {description: a}, responses: {}}"),
                            "openapi: 3.0.3\npaths: {}\n")
                    .good(v3("paths: {}"), Sample.operation("post", "{requestBody: {content: {}}, responses: {}}"))
                    .looks(ServerRules::required),
            rule(
                            "link-without-operation",
                            Severity.NOTE,
                            "A link object names no operation, two, or one that is not defined",
                            "A link has either operationId or operationRef, and an operationId that exists.",
                            "name one existing operation",
                            "correctness")
                    .bad(link("{operationId: gone}"), link("{description: a}"))
                    .good(link("{operationId: known}"), link("{operationRef: 'a.yaml#/paths/~1a/get'}"))
                    .looks(ServerRules::links));

    private ServerRules() {}

    private static Set<String> variables(Part server) {
        Set<String> names = new HashSet<>();
        Matcher m = VARIABLE.matcher(server.text("url").orElse(""));
        while (m.find()) {
            names.add(m.group(1));
        }
        return names;
    }

    private static boolean defaulted(Node variable) {
        List<Node> values = variable.listAt("enum");
        return variable.textAt("default").isPresent()
                && (values.isEmpty() || values.stream().anyMatch(v -> v.textAt().equals(variable.textAt("default"))));
    }

    private static void required(Api api, Report out) {
        missing(api.root(), List.of("info"), api.start(), out);
        boolean needsPaths = !api.root().textAt("openapi").orElse("").startsWith("3.1");
        if (needsPaths) {
            missing(api.root(), List.of("paths"), api.start(), out);
        }
        api.root().entry("info").ifPresent(e -> {
            if (e.value() instanceof Node.Mapping info) {
                missing(info, List.of("title", "version"), e.key().span(), out);
                info.entry("license")
                        .filter(l -> l.value() instanceof Node.Mapping)
                        .ifPresent(l -> missing(
                                (Node.Mapping) l.value(),
                                List.of("name"),
                                l.key().span(),
                                out));
            }
        });
        for (Part part : api.parts()) {
            if (!part.isReference()) {
                missing(part.body(), REQUIRED.getOrDefault(part.kind(), List.of()), part.at(), out);
            }
        }
        api.operations().forEach(o -> missing(o.body(), List.of("responses"), o.at(), out));
    }

    private static void missing(Node.Mapping body, List<String> keys, Span at, Report out) {
        for (String key : keys) {
            if (body.entry(key).isEmpty()) {
                out.at(at, "the required field " + key + " is missing");
            }
        }
    }

    private static void links(Api api, Report out) {
        Set<String> ids = new HashSet<>();
        api.operations().forEach(o -> o.text("operationId").ifPresent(ids::add));
        api.written(Kind.LINK)
                .filter(l -> l.has("operationId") == l.has("operationRef")
                        || l.text("operationId").filter(i -> !ids.contains(i)).isPresent())
                .forEach(l -> out.at(l.at(), "the link leads to no operation"));
    }

    private static String server(String flow) {
        return v3("servers: [" + flow + "]\npaths: {}");
    }

    private static String link(String flow) {
        return Sample.operation(
                "get", "{operationId: known, responses: {'200': {description: a, links: {next: " + flow + "}}}}");
    }
}
