package dev.slipway.check.rules.openapi;

import static dev.slipway.check.rules.openapi.OpenApiRule.rule;
import static dev.slipway.check.rules.openapi.Sample.operation2;
import static dev.slipway.check.rules.openapi.Sample.scheme;
import static dev.slipway.check.rules.openapi.Sample.v2;
import static dev.slipway.check.rules.openapi.Sample.v3;

import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.openapi.Api;
import dev.slipway.check.openapi.Part;
import dev.slipway.check.openapi.Part.Kind;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How callers prove who they are, and over which transport: security schemes, OAuth2 flows, servers. */
final class SchemeRules {
    /** The IANA registry of HTTP authentication schemes, in lower case. */
    private static final Set<String> HTTP_SCHEMES = Set.of(
            "basic",
            "bearer",
            "concealed",
            "digest",
            "dpop",
            "gnap",
            "hoba",
            "mutual",
            "negotiate",
            "oauth",
            "privatetoken",
            "scram-sha-1",
            "scram-sha-256",
            "vapid");

    static final List<Rule> ALL = List.of(
            rule(
                            "basic-auth-scheme",
                            Severity.MEDIUM,
                            "A security scheme allows basic authentication credentials over the network",
                            "Basic authentication sends name and password with every request.",
                            "use an OAuth2, OpenID Connect or bearer scheme",
                            "OWASP-API2")
                    .bad(
                            scheme("{type: http, scheme: basic}"),
                            v2("paths: {}\nsecurityDefinitions:\n  b: {type: basic}"))
                    .good(scheme("{type: http, scheme: bearer}"), scheme("{type: apiKey, in: header, name: k}"))
                    .looks((api, out) -> schemes(api)
                            .filter(p -> Requirements.isBasic(p.body()))
                            .forEach(p -> out.at(p.at(), p.name() + " is basic authentication"))),
            rule(
                            "digest-auth-scheme",
                            Severity.LOW,
                            "A security scheme of type HTTP uses digest authentication",
                            "Digest authentication rests on MD5 and can be replayed and cracked offline.",
                            "use a bearer token from OAuth2 or OpenID Connect",
                            "OWASP-API2")
                    .bad(scheme("{type: http, scheme: digest}"), scheme("{type: http, scheme: Digest}"))
                    .good(scheme("{type: http, scheme: bearer}"), scheme("{type: http, scheme: mutual}"))
                    .looks((api, out) -> http(api, "digest", out, " uses digest authentication")),
            rule(
                            "oauth1-scheme",
                            Severity.LOW,
                            "A security scheme uses OAuth 1.0, which is deprecated",
                            "OAuth 1.0 is superseded by OAuth2: libraries are no longer maintained.",
                            "use OAuth2 instead",
                            "OWASP-API2")
                    .bad(scheme("{type: http, scheme: oauth}"), scheme("{type: http, scheme: OAuth}"))
                    .good(scheme("{type: http, scheme: bearer}"), scheme("{type: http, scheme: basic}"))
                    .looks((api, out) -> schemes(api)
                            .filter(p -> isHttp(p, "oauth"))
                            .forEach(p -> out.at(p.at(), p.name() + " is OAuth 1.0"))),
            rule(
                            "unknown-http-scheme",
                            Severity.MEDIUM,
                            "A security scheme HTTP uses an unknown authentication scheme",
                            "A scheme outside the IANA registry is implemented by no client or gateway.",
                            "use a registered scheme such as bearer",
                            "OWASP-API2")
                    .bad(scheme("{type: http, scheme: secret}"), scheme("{type: http, scheme: token}"))
                    .good(scheme("{type: http, scheme: bearer}"), scheme("{type: http, scheme: Negotiate}"))
                    .looks((api, out) -> schemes(api)
                            .filter(p -> p.text("type").orElse("").equals("http"))
                            .filter(p -> p.text("scheme")
                                    .filter(s -> !HTTP_SCHEMES.contains(s.toLowerCase(java.util.Locale.ROOT)))
                                    .isPresent())
                            .forEach(p -> out.at(p.at("scheme"), p.name() + " has an unknown scheme"))),
            rule(
                            "api-key-in-query",
                            Severity.MEDIUM,
                            "An API key is sent in the query of the URL",
                            "URLs end in logs, histories and referrers, and the key with them.",
                            "send the key in a header, or better use OAuth2",
                            "OWASP-API2")
                    .bad(
                            scheme("{type: apiKey, in: query, name: key}"),
                            v2("paths: {}\nsecurityDefinitions:\n  k: {type: apiKey, in: query, name: key}"))
                    .good(
                            scheme("{type: apiKey, in: header, name: key}"),
                            scheme("{type: apiKey, in: cookie, name: key}"))
                    .looks((api, out) -> schemes(api)
                            .filter(p -> p.text("type").orElse("").equals("apiKey")
                                    && p.text("in").orElse("").equals("query"))
                            .forEach(p -> out.at(p.at("in"), p.name() + " travels in the URL"))),
            rule(
                            "implicit-flow",
                            Severity.MEDIUM,
                            "OAuth2 with implicit flow",
                            "The implicit flow is vulnerable to access token leakage and access token replay: the"
                                    + " token comes back in the URL.",
                            "use the authorization code flow with PKCE",
                            "OWASP-API2")
                    .bad(flow("implicit", "authorizationUrl: 'https://id.example.com/a'"), oldFlow("implicit"))
                    .good(flow("clientCredentials", "tokenUrl: 'https://id.example.com/t'"), oldFlow("accessCode"))
                    .looks((api, out) -> flowsNamed(api, "implicit", out)),
            rule(
                            "password-flow",
                            Severity.MEDIUM,
                            "OAuth2 with password flow",
                            "The resource owner password flow hands the user's password to the client; OAuth 2.1"
                                    + " removes it.",
                            "use the authorization code flow with PKCE",
                            "OWASP-API2")
                    .bad(flow("password", "tokenUrl: 'https://id.example.com/t'"), oldFlow("password"))
                    .good(flow("clientCredentials", "tokenUrl: 'https://id.example.com/t'"), oldFlow("application"))
                    .looks((api, out) -> flowsNamed(api, "password", out)),
            rule(
                            "oauth2-token-url",
                            Severity.MEDIUM,
                            "The OAuth2 security scheme flow has an invalid token URL (tokenUrl)",
                            "Without a valid URL in the tokenUrl field clients get no token, or get it elsewhere.",
                            "write the absolute https URL of the token endpoint, without fragment",
                            "OWASP-API2")
                    .bad(flow("clientCredentials", "tokenUrl: 'htp//x'"), flow("password", "tokenUrl: 'http:/t'"))
                    .good(
                            flow("clientCredentials", "tokenUrl: 'https://id.example.com/t'"),
                            flow("password", "tokenUrl: 'https://id.example.com/t'"))
                    .looks((api, out) -> url(api, "tokenUrl", out)),
            rule(
                            "oauth2-authorization-url",
                            Severity.MEDIUM,
                            "The OAuth2 security scheme flow has an invalid authorization URL (authorizationUrl)",
                            "Without a valid URL in the authorizationUrl field users are sent nowhere, or elsewhere.",
                            "write the absolute https URL of the authorization endpoint",
                            "OWASP-API2")
                    .bad(flow("implicit", "authorizationUrl: 'htp//x'"), flow("implicit", "authorizationUrl: '::'"))
                    .good(
                            flow("implicit", "authorizationUrl: 'https://id.example.com/a'"),
                            flow("implicit", "authorizationUrl: 'https://id.example.com/b'"))
                    .looks((api, out) -> url(api, "authorizationUrl", out)),
            rule(
                            "oauth2-url-over-http",
                            Severity.HIGH,
                            "An OAuth2 or OpenID Connect URL uses plain HTTP",
                            "Codes, tokens and client secrets travel in clear text.",
                            "use https",
                            "OWASP-API2",
                            "PCI-4.2")
                    .bad(
                            flow("clientCredentials", "tokenUrl: 'http://id.example.com/t'"),
                            scheme("{type: openIdConnect, openIdConnectUrl: 'http://id.example.com/.well-known'}"))
                    .good(
                            flow("clientCredentials", "tokenUrl: 'https://id.example.com/t'"),
                            flow("clientCredentials", "tokenUrl: 'http://localhost:8080/t'"))
                    .looks((api, out) -> Stream.of("tokenUrl", "authorizationUrl", "refreshUrl", "openIdConnectUrl")
                            .flatMap(k -> urls(api, k))
                            .filter(e -> Urls.isPlainHttp(e.value().textAt().orElse("")))
                            .forEach(e -> out.at(e.key().span(), e.key().value() + " is not https"))),
            rule(
                            "server-over-http",
                            Severity.MEDIUM,
                            "A server URL uses HTTP instead of HTTPS",
                            "Requests, answers and credentials can be read and changed on the way.",
                            "offer the API over https only",
                            "OWASP-API8",
                            "PCI-4.2")
                    .bad(
                            v3("servers: [{url: 'http://api.example.com'}]\npaths: {}"),
                            v3("paths: {/a: {servers: [{url: 'http://api.example.com/v1'}]}}"))
                    .good(
                            v3("servers: [{url: 'https://api.example.com'}]\npaths: {}"),
                            v3("servers: [{url: 'http://localhost:8080'}]\npaths: {}"))
                    .looks((api, out) -> api.all(Kind.SERVER)
                            .filter(p -> Urls.isPlainHttp(p.text("url").orElse("")))
                            .forEach(p -> out.at(p.at("url"), "the server is reached without encryption"))),
            rule(
                            "global-schemes-http",
                            Severity.MEDIUM,
                            "The global schemes list accepts HTTP",
                            "The transport of the whole API may be unencrypted.",
                            "allow only the https protocol in schemes, to ensure an encrypted connection",
                            "OWASP-API8",
                            "PCI-4.2")
                    .bad(v2("schemes: [http]\npaths: {}"), v2("schemes: [https, http]\npaths: {}"))
                    .good(v2("schemes: [https]\npaths: {}"), v2("schemes: [wss]\npaths: {}"))
                    .looks((api, out) -> plainSchemes(api.root(), out)),
            rule(
                            "operation-schemes-http",
                            Severity.MEDIUM,
                            "The scheme list of an operation (path) accepts HTTP",
                            "It overrides the global schemes: this operation's connection may be unencrypted.",
                            "allow only the https protocol in the operation's schemes",
                            "OWASP-API8",
                            "PCI-4.2")
                    .bad(operation2("get", "{schemes: [http]}"), operation2("get", "{schemes: [https, ws]}"))
                    .good(operation2("get", "{schemes: [https]}"), operation2("get", "{responses: {}}"))
                    .looks((api, out) -> api.operations().forEach(o -> plainSchemes(o.body(), out))));

    private SchemeRules() {}

    private static Stream<Part> schemes(Api api) {
        return api.written(Kind.SECURITY_SCHEME);
    }

    private static boolean isHttp(Part scheme, String name) {
        return scheme.text("type").orElse("").equals("http")
                && scheme.text("scheme").orElse("").equalsIgnoreCase(name);
    }

    private static void http(Api api, String name, Report out, String message) {
        schemes(api).filter(p -> isHttp(p, name)).forEach(p -> out.at(p.at("scheme"), p.name() + message));
    }

    private static void flowsNamed(Api api, String flow, Report out) {
        schemes(api)
                .filter(p -> Requirements.flows(p.body()).contains(flow))
                .forEach(p -> out.at(
                        p.body()
                                .at("flows")
                                .flatMap(f -> f instanceof Node.Mapping m ? m.entry(flow) : Optional.empty())
                                .map(e -> e.key().span())
                                .orElse(p.at("flow")),
                        p.name() + " offers the " + flow + " flow"));
    }

    private static Stream<Node.Entry> urls(Api api, String key) {
        return schemes(api)
                .flatMap(p -> Stream.concat(
                        p.body().entry(key).stream(),
                        p.body().entriesAt("flows").stream()
                                .flatMap(f -> f.value().entriesAt().stream())
                                .filter(e -> e.key().value().equals(key))));
    }

    private static void url(Api api, String key, Report out) {
        urls(api, key)
                .filter(e -> !Urls.isEndpoint(e.value().textAt().orElse("")))
                .forEach(e -> out.at(e.key().span(), key + " is no valid URL"));
    }

    private static void plainSchemes(Node.Mapping body, Report out) {
        for (Node item : body.listAt("schemes")) {
            if (Set.of("http", "ws").contains(item.textAt().orElse(""))) {
                out.at(item.span(), "the scheme " + item.textAt().orElse("") + " is accepted");
            }
        }
    }

    private static String flow(String name, String url) {
        return scheme("{type: oauth2, flows: {" + name + ": {" + url + ", scopes: {}}}}");
    }

    private static String oldFlow(String name) {
        return v2("paths: {}\nsecurityDefinitions:\n  o: {type: oauth2, flow: " + name + "}");
    }
}
