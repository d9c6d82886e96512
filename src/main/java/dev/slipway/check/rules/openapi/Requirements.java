package dev.slipway.check.rules.openapi;

import dev.slipway.check.openapi.Api;
import dev.slipway.check.openapi.Operation;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The security requirements of a description: what a caller must show. */
final class Requirements {
    private Requirements() {}

    /**
     * One scheme that is asked for.
     *
     * @param global whether it holds for the whole description
     */
    record Need(Span at, String scheme, List<Node> scopes, boolean global) {}

    /** What the whole description asks for. */
    static Stream<Need> global(Api api) {
        return of(api.root(), true);
    }

    /** What single operations ask for. */
    static Stream<Need> ofOperations(Api api) {
        return api.operations().stream().filter(o -> !o.callback()).flatMap(o -> of(o.body(), false));
    }

    /** All of them. */
    static Stream<Need> all(Api api) {
        return Stream.concat(global(api), ofOperations(api));
    }

    private static Stream<Need> of(Node.Mapping body, boolean global) {
        // A map where a list should stand means its one alternative.
        Stream<Node> alternatives = body.get("security")
                .map(n -> n instanceof Node.Sequence s ? s.items().stream() : Stream.of(n))
                .orElse(Stream.empty());
        return alternatives
                .flatMap(item -> item.entriesAt().stream())
                .map(e -> new Need(e.key().span(), e.key().value(), e.value().listAt(), global));
    }

    /** Whether the list lets somebody in who shows nothing. */
    static boolean isOpen(Node security) {
        return security instanceof Node.Sequence s
                && (s.items().isEmpty() || s.items().stream().anyMatch(Requirements::isEmptyMap));
    }

    private static boolean isEmptyMap(Node item) {
        return item instanceof Node.Mapping m && m.entries().isEmpty();
    }

    /** The security key of a body. */
    static Optional<Node.Entry> entry(Node.Mapping body) {
        return body.entry("security");
    }

    /** Operations that clients call and that name no security of their own. */
    static Stream<Operation> bare(Api api) {
        return api.operations().stream()
                .filter(o -> !o.callback() && o.body().get("security").isEmpty());
    }

    /** The names of OAuth2 flows that a scheme offers, in the words of version 3. */
    static List<String> flows(Node.Mapping scheme) {
        if (!scheme.textAt("type").orElse("").equals("oauth2")) {
            return List.of();
        }
        List<String> named =
                scheme.entriesAt("flows").stream().map(e -> e.key().value()).toList();
        return named.isEmpty() ? scheme.textAt("flow").stream().toList() : named;
    }

    /** Whether requests may travel unencrypted: no server is named, or one that is not https. */
    static boolean mayBePlain(Api api) {
        if (api.version() == 2) {
            List<Node> schemes = api.root().listAt("schemes");
            return schemes.isEmpty()
                    || schemes.stream().anyMatch(n -> !n.textAt().orElse("").equals("https"));
        }
        List<Node> servers = api.root().listAt("servers");
        return servers.isEmpty()
                || servers.stream().anyMatch(n -> !n.textAt("url").orElse("").startsWith("https://"));
    }

    /** Whether a scheme sends name and password with each request. */
    static boolean isBasic(Node.Mapping scheme) {
        String type = scheme.textAt("type").orElse("");
        return type.equals("basic")
                || type.equals("http") && scheme.textAt("scheme").orElse("").equalsIgnoreCase("basic");
    }
}
