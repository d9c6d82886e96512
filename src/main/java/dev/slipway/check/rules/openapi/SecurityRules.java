package dev.slipway.check.rules.openapi;

import static dev.slipway.check.rules.openapi.OpenApiRule.rule;
import static dev.slipway.check.rules.openapi.Sample.operation;
import static dev.slipway.check.rules.openapi.Sample.v2;
import static dev.slipway.check.rules.openapi.Sample.v3;

import dev.slipway.base.Severity;
import dev.slipway.check.Rule;
import dev.slipway.check.openapi.Api;
import dev.slipway.check.rules.openapi.Requirements.Need;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may call: the security field of the description and of its operations. */
final class SecurityRules {
    private static final String KEY = "{type: apiKey, in: header, name: X-Key}";
    private static final String BASIC = "{type: http, scheme: basic}";
    private static final String OAUTH =
            "{type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://id.example.com/t', scopes: {read: r}}}}";
    private static final String PATHS = "paths: {/a: {get: {responses: {'200': {description: ok}}}}}";

    static final List<Rule> ALL = List.of(
            rule(
                            "global-security-undefined",
                            Severity.HIGH,
                            "The global security field is undefined",
                            "Operations that name no security of their own, now or in future, are insecure paths that"
                                    + " anyone may call.",
                            "define a global security field that names schemes of securitySchemes or"
                                    + " securityDefinitions",
                            "OWASP-API2",
                            "OWASP-API5")
                    .bad(v3(PATHS), v2(PATHS))
                    .good(v3("security: [{k: []}]\n" + PATHS), v2("security: [{k: []}]\n" + PATHS))
                    .looks((api, out) -> {
                        if (api.root().get("security").isEmpty()
                                && Requirements.bare(api).findAny().isPresent()) {
                            out.at(api.start(), "no security is defined for the whole description");
                        }
                    }),
            rule(
                            "global-security-empty",
                            Severity.HIGH,
                            "The global security field has an empty array",
                            "An empty array switches security off: every operation may be called without credentials.",
                            "define rules in the security array that name defined security schemes",
                            "OWASP-API2")
                    .bad(v3("security: []\n" + PATHS), v2("security: []\n" + PATHS))
                    .good(v3("security: [{k: []}]\n" + PATHS), v3(PATHS))
                    .looks((api, out) -> Requirements.entry(api.root())
                            .filter(e -> e.value()
                                    .at()
                                    .filter(SecurityRules::isEmpty)
                                    .isPresent())
                            .ifPresent(e -> out.at(e.key().span(), "the security array is empty"))),
            rule(
                            "global-security-optional",
                            Severity.HIGH,
                            "The global security field has an empty object",
                            "An empty object among the alternatives makes security optional: a caller without"
                                    + " credentials is let in.",
                            "remove the empty object definition from the global security array",
                            "OWASP-API2")
                    .bad(v3("security: [{}]\n" + PATHS), v3("security: [{k: []}, {}]\n" + PATHS))
                    .good(v3("security: [{k: []}]\n" + PATHS), v3("security: []\n" + PATHS))
                    .looks((api, out) -> Requirements.entry(api.root())
                            .filter(e -> !isEmpty(e.value()) && Requirements.isOpen(e.value()))
                            .ifPresent(e -> out.at(e.key().span(), "the security array lets everybody in"))),
            rule(
                            "operation-without-security",
                            Severity.HIGH,
                            "No security is defined, neither global nor for the operation",
                            "All paths should have a security scheme: this operation may be called by anyone.",
                            "define the security field of the operation, or the global security field",
                            "OWASP-API2",
                            "OWASP-API5")
                    .bad(v3(PATHS), v2(PATHS))
                    .good(
                            v3("security: [{k: []}]\n" + PATHS),
                            operation("get", "{security: [{k: []}], responses: {'200': {description: ok}}}"))
                    .looks((api, out) -> {
                        if (api.root().get("security").isEmpty()) {
                            Requirements.bare(api).forEach(o -> out.at(o.at(), o.words() + " asks for no security"));
                        }
                    }),
            rule(
                            "operation-security-empty",
                            Severity.HIGH,
                            "The security field of an operation has an empty array",
                            "It overrides the global security: anyone may call this operation.",
                            "name a security scheme in the operation's security array, or leave the field out to"
                                    + " inherit the global one",
                            "OWASP-API2")
                    .bad(
                            operation("get", "{security: [], responses: {}}"),
                            v3("security: [{k: []}]\npaths: {/a: {post: {security: []}}}"))
                    .good(operation("get", "{security: [{k: []}]}"), operation("get", "{responses: {}}"))
                    .looks((api, out) -> api.operations().stream()
                            .filter(o -> !o.callback())
                            .filter(o -> o.body()
                                    .get("security")
                                    .filter(SecurityRules::isEmpty)
                                    .isPresent())
                            .forEach(o -> out.at(o.at("security"), o.words() + " switches security off"))),
            rule(
                            "operation-security-optional",
                            Severity.HIGH,
                            "The security field of an operation has an empty object definition",
                            "An empty object makes security optional: this operation answers callers without"
                                    + " credentials.",
                            "remove the empty object from the operation's security array",
                            "OWASP-API2")
                    .bad(
                            operation("get", "{security: [{}], responses: {}}"),
                            operation("post", "{security: [{k: []}, {}]}"))
                    .good(operation("get", "{security: [{k: []}]}"), operation("get", "{security: []}"))
                    .looks((api, out) -> api.operations().stream()
                            .filter(o -> o.body()
                                    .get("security")
                                    .filter(s -> !isEmpty(s) && Requirements.isOpen(s))
                                    .isPresent())
                            .forEach(o -> out.at(o.at("security"), o.words() + " lets everybody in"))),
            rule(
                            "global-security-unknown-scheme",
                            Severity.HIGH,
                            "The global security field names an undefined security scheme",
                            "What is not defined in securitySchemes or securityDefinitions cannot be enforced.",
                            "define the scheme, or name one that is defined",
                            "OWASP-API2")
                    .bad(v3("security: [{k: []}]\n" + PATHS), schemes3("x", KEY, "security: [{k: []}]"))
                    .good(schemes3("k", KEY, "security: [{k: []}]"), v3(PATHS))
                    .looks((api, out) -> Requirements.global(api)
                            .filter(n -> api.securityScheme(n.scheme()).isEmpty())
                            .forEach(n -> out.at(n.at(), "the security scheme " + n.scheme() + " is not defined"))),
            rule(
                            "operation-security-unknown-scheme",
                            Severity.HIGH,
                            "The security field of an operation names an undefined security scheme",
                            "What is not defined in securitySchemes or securityDefinitions cannot be enforced.",
                            "define the scheme, or name one that is defined",
                            "OWASP-API2")
                    .bad(
                            operation("get", "{security: [{k: []}]}"),
                            schemes3("x", KEY, "paths: {/a: {get: {security: [{k: []}]}}}"))
                    .good(
                            schemes3("k", KEY, "paths: {/a: {get: {security: [{k: []}]}}}"),
                            operation("get", "{responses: {}}"))
                    .looks((api, out) -> Requirements.ofOperations(api)
                            .filter(n -> api.securityScheme(n.scheme()).isEmpty())
                            .forEach(n -> out.at(n.at(), "the security scheme " + n.scheme() + " is not defined"))),
            rule(
                            "global-security-undefined-scope",
                            Severity.LOW,
                            "The global security field uses an undefined scope of its OAuth2 security scheme",
                            "A scope that the security definition does not define is granted by nobody we know: an"
                                    + " attacker may define it.",
                            "define the scope in the security scheme, or correct its name",
                            "OWASP-API5")
                    .bad(
                            schemes3("o", OAUTH, "security: [{o: [write]}]"),
                            schemes3("o", OAUTH, "security: [{o: [read, write]}]"))
                    .good(schemes3("o", OAUTH, "security: [{o: [read]}]"), schemes3("k", KEY, "security: [{k: []}]"))
                    .looks((api, out) -> Requirements.global(api)
                            .filter(n -> lacksScope(api, n))
                            .forEach(n -> out.at(n.at(), n.scheme() + " defines no such scope"))),
            rule(
                            "operation-security-undefined-scope",
                            Severity.LOW,
                            "The security field of an operation uses an undefined scope of its OAuth2 security scheme",
                            "A scope that the security definition does not define is granted by nobody we know: an"
                                    + " attacker may define it.",
                            "define the scope in the security scheme, or correct its name",
                            "OWASP-API5")
                    .bad(
                            schemes3("o", OAUTH, "paths: {/a: {get: {security: [{o: [write]}]}}}"),
                            schemes3("o", OAUTH, "paths: {/a: {get: {security: [{o: [read, admin]}]}}}"))
                    .good(
                            schemes3("o", OAUTH, "paths: {/a: {get: {security: [{o: [read]}]}}}"),
                            schemes3("o", OAUTH, "paths: {}"))
                    .looks((api, out) -> Requirements.ofOperations(api)
                            .filter(n -> lacksScope(api, n))
                            .forEach(n -> out.at(n.at(), n.scheme() + " defines no such scope"))),
            rule(
                            "scopes-without-oauth2",
                            Severity.LOW,
                            "A non OAuth2 security requirement defines OAuth2 scopes",
                            "Only OAuth2 and OpenID Connect schemes have scopes; the ones written here are checked by"
                                    + " nobody.",
                            "leave the array empty, or use an OAuth2 scheme",
                            "OWASP-API5")
                    .bad(
                            schemes3("k", KEY, "security: [{k: [read]}]"),
                            schemes3("k", BASIC, "paths: {/a: {get: {security: [{k: [admin]}]}}}"))
                    .good(schemes3("k", KEY, "security: [{k: []}]"), schemes3("o", OAUTH, "security: [{o: [read]}]"))
                    .looks((api, out) -> Requirements.all(api)
                            .filter(n -> !n.scopes().isEmpty() && !isVersion31(api))
                            .filter(n -> is(api, n, SecurityRules::hasNoScopes))
                            .forEach(n -> out.at(n.at(), n.scheme() + " has no scopes"))),
            rule(
                            "global-api-key",
                            Severity.LOW,
                            "An API key is exposed over the network by the global security field",
                            "A key is transported as it is with every request, and no HTTPS server is named: who sees"
                                    + " one request owns it until it is changed.",
                            "offer https servers only, or define a scheme with a secure method such as OAuth2",
                            "OWASP-API2")
                    .bad(
                            schemes3("k", KEY, "security: [{k: []}]"),
                            schemes3("k", "{type: apiKey, in: query, name: key}", "security: [{k: []}]"))
                    .good(schemes3("o", OAUTH, "security: [{o: [read]}]"), schemes3("k", KEY, "paths: {}"))
                    .looks((api, out) -> Requirements.global(api)
                            .filter(n -> Requirements.mayBePlain(api) && is(api, n, SecurityRules::isKey))
                            .forEach(n -> out.at(n.at(), n.scheme() + " is a plain API key"))),
            rule(
                            "operation-api-key",
                            Severity.LOW,
                            "An API key is exposed over the network by the security of an operation",
                            "A key is transported as it is with every request, and no HTTPS server is named: who sees"
                                    + " one request owns it until it is changed.",
                            "offer https servers only, or define a scheme with a secure method such as OAuth2",
                            "OWASP-API2")
                    .bad(
                            schemes3("k", KEY, "paths: {/a: {get: {security: [{k: []}]}}}"),
                            schemes3("k", KEY, "paths: {/a: {post: {security: [{k: []}]}}}"))
                    .good(
                            schemes3("o", OAUTH, "paths: {/a: {get: {security: [{o: [read]}]}}}"),
                            schemes3("k", KEY, "paths: {}"))
                    .looks((api, out) -> Requirements.ofOperations(api)
                            .filter(n -> Requirements.mayBePlain(api) && is(api, n, SecurityRules::isKey))
                            .forEach(n -> out.at(n.at(), n.scheme() + " is a plain API key"))),
            rule(
                            "operation-basic-auth",
                            Severity.MEDIUM,
                            "An operation uses basic authentication: cleartext credentials with each request",
                            "Name and password travel unencrypted but for the channel, and are accepted for the"
                                    + " operation until they are changed.",
                            "use OAuth2 or OpenID Connect instead of basic auth",
                            "OWASP-API2")
                    .bad(
                            schemes3("b", BASIC, "paths: {/a: {get: {security: [{b: []}]}}}"),
                            schemes2("b", "{type: basic}", "paths: {/a: {get: {security: [{b: []}]}}}"))
                    .good(
                            schemes3("o", OAUTH, "paths: {/a: {get: {security: [{o: [read]}]}}}"),
                            schemes3("b", BASIC, "paths: {}"))
                    .looks((api, out) -> Requirements.ofOperations(api)
                            .filter(n -> is(api, n, Requirements::isBasic))
                            .forEach(n -> out.at(n.at(), n.scheme() + " is basic authentication"))),
            rule(
                            "global-basic-auth",
                            Severity.MEDIUM,
                            "Cleartext credentials with basic authentication are accepted by the global security field",
                            "Name and password travel with every request of every operation.",
                            "use OAuth2 or OpenID Connect instead of basic auth",
                            "OWASP-API2")
                    .bad(
                            schemes3("b", BASIC, "security: [{b: []}]"),
                            schemes2("b", "{type: basic}", "security: [{b: []}]"))
                    .good(schemes3("o", OAUTH, "security: [{o: [read]}]"), schemes3("b", BASIC, "paths: {}"))
                    .looks((api, out) -> Requirements.global(api)
                            .filter(n -> is(api, n, Requirements::isBasic))
                            .forEach(n -> out.at(n.at(), n.scheme() + " is basic authentication"))),
            rule(
                            "operation-implicit-flow",
                            Severity.MEDIUM,
                            "An operation uses the OAuth2 implicit flow",
                            "The access token comes back in the URL, where histories and logs keep it.",
                            "use the authorization code flow with PKCE",
                            "OWASP-API2")
                    .bad(flowInOperation("implicit", "authorizationUrl"), oldFlow("implicit"))
                    .good(flowInOperation("clientCredentials", "tokenUrl"), oldFlow("application"))
                    .looks((api, out) -> Requirements.ofOperations(api)
                            .filter(n -> is(api, n, s -> Requirements.flows(s).contains("implicit")))
                            .forEach(n -> out.at(n.at(), n.scheme() + " uses the implicit flow"))),
            rule(
                            "operation-password-flow",
                            Severity.MEDIUM,
                            "An operation uses the OAuth2 password flow",
                            "The client sees the user's password: the resource owner grant gives away what OAuth2"
                                    + " was made to keep.",
                            "use the authorization code flow with PKCE",
                            "OWASP-API2")
                    .bad(flowInOperation("password", "tokenUrl"), oldFlow("password"))
                    .good(flowInOperation("clientCredentials", "tokenUrl"), oldFlow("accessCode"))
                    .looks((api, out) -> Requirements.ofOperations(api)
                            .filter(n -> is(api, n, s -> Requirements.flows(s).contains("password")))
                            .forEach(n -> out.at(n.at(), n.scheme() + " uses the password flow"))),
            rule(
                            "security-scheme-unused",
                            Severity.NOTE,
                            "A security scheme definition is unused",
                            "What is defined and not asked for protects nothing, and readers believe it does.",
                            "name the scheme in a security field, or remove its definition",
                            "OWASP-API9")
                    .bad(schemes3("k", KEY, "paths: {}"), schemes2("b", "{type: basic}", "paths: {}"))
                    .good(
                            schemes3("k", KEY, "security: [{k: []}]"),
                            schemes3("k", KEY, "paths: {/a: {get: {security: [{k: []}]}}}"))
                    .looks((api, out) -> {
                        Set<String> used =
                                Requirements.all(api).map(Need::scheme).collect(Collectors.toSet());
                        api.securitySchemes().stream()
                                .filter(e -> !used.contains(e.key().value()))
                                .forEach(e -> out.at(e.key().span(), e.key().value() + " is defined and used nowhere"));
                    }));

    private SecurityRules() {}

    private static boolean isEmpty(Node security) {
        return security instanceof Node.Sequence s && s.items().isEmpty()
                || security instanceof Node.Mapping m && m.entries().isEmpty();
    }

    private static boolean isVersion31(Api api) {
        return api.root().textAt("openapi").orElse("").startsWith("3.1");
    }

    private static boolean is(Api api, Need need, Predicate<Node.Mapping> kind) {
        return api.securityScheme(need.scheme()).filter(kind).isPresent();
    }

    private static boolean isKey(Node.Mapping scheme) {
        return scheme.textAt("type").orElse("").equals("apiKey");
    }

    private static boolean hasNoScopes(Node.Mapping scheme) {
        return Set.of("apiKey", "http", "basic").contains(scheme.textAt("type").orElse(""));
    }

    private static boolean lacksScope(Api api, Need need) {
        return is(api, need, scheme -> {
            if (!scheme.textAt("type").orElse("").equals("oauth2")) {
                return false;
            }
            Set<String> defined = Stream.concat(
                            scheme.entriesAt("scopes").stream(),
                            scheme.entriesAt("flows").stream().flatMap(f -> f.value().entriesAt("scopes").stream()))
                    .map(e -> e.key().value())
                    .collect(Collectors.toSet());
            return need.scopes().stream().flatMap(s -> s.textAt().stream()).anyMatch(s -> !defined.contains(s));
        });
    }

    private static String schemes3(String name, String flow, String rest) {
        return v3(withPaths(rest) + "\ncomponents:\n  securitySchemes:\n    " + name + ": " + flow);
    }

    private static String schemes2(String name, String flow, String rest) {
        return v2(withPaths(rest) + "\nsecurityDefinitions:\n  " + name + ": " + flow);
    }

    private static String withPaths(String rest) {
        return rest.startsWith("paths") ? rest : rest + "\n" + PATHS;
    }

    private static String flowInOperation(String flow, String url) {
        return schemes3(
                "o",
                "{type: oauth2, flows: {" + flow + ": {" + url + ": 'https://id.example.com/x', scopes: {}}}}",
                "paths: {/a: {get: {security: [{o: []}]}}}");
    }

    private static String oldFlow(String flow) {
        return schemes2("o", "{type: oauth2, flow: " + flow + "}", "paths: {/a: {get: {security: [{o: []}]}}}");
    }
}
