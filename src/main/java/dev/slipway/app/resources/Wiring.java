package dev.slipway.app.resources;

import dev.slipway.base.Secret;
import dev.slipway.intent.Intent;
import dev.slipway.intent.Resolved;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives a service the addresses and credentials of the backing services as they really run. In a Compose network a database
 * is reached by its service name; on one machine it is on loopback, with a role and a password of its own. So values that
 * name the declared address or the declared credentials are rewritten, and the customary variables are offered when the team
 * sets none.
 *
 * <p>Pure. Declared values are compared in memory only.
 */
public final class Wiring {
    /** {@code scheme://user:password@HOST:port/path?query}; the scheme may be {@code jdbc:postgresql}. */
    private static final Pattern URL = Pattern.compile(
            "(?<scheme>(?:jdbc:)?[a-zA-Z][a-zA-Z0-9+.-]*)://(?:[^@/?#]*@)?(?<host>[^:/?#@]+)(?::\\d+)?(?<path>/[^?#]*)?(?<rest>[?#].*)?");

    private Wiring() {}

    /** Where a resource runs and how it is entered. */
    public record Endpoint(
            Intent.Resource resource, String host, int port, String user, String database, Secret password) {}

    /** The variables of one service. */
    public record Wired(Map<String, String> environment, Map<String, Secret> secrets) {
        public Wired {
            environment = Map.copyOf(environment);
            secrets = Map.copyOf(secrets);
        }
    }

    /** The variables of one service, given where its backing services run. */
    public static Wired wire(Intent.Service service, Map<String, String> customary, List<Endpoint> endpoints) {
        Map<String, String> plain = new TreeMap<>(customary);
        Map<String, Secret> secret = new TreeMap<>();
        service.environment().forEach((name, value) -> plain.put(name, value.value()));
        service.secrets().forEach((name, value) -> {
            plain.remove(name);
            secret.put(name, value.value());
        });
        for (Endpoint endpoint : endpoints) {
            rewrite(endpoint, plain, secret);
            offer(endpoint, plain, secret, endpoints.size() == 1);
        }
        return new Wired(plain, secret);
    }

    private static void rewrite(Endpoint to, Map<String, String> plain, Map<String, Secret> secret) {
        for (String name : List.copyOf(secret.keySet())) {
            String value = reveal(secret.get(name));
            String rewritten = rewritten(name, value, to);
            if (!rewritten.equals(value)) {
                secret.put(name, Secret.of(rewritten));
            }
        }
        for (String name : List.copyOf(plain.keySet())) {
            String value = String.valueOf(plain.get(name));
            String rewritten = rewritten(name, value, to);
            if (rewritten.equals(value)) {
                continue;
            }
            if (rewritten.contains(reveal(to.password()))) {
                plain.remove(name);
                secret.put(name, Secret.of(rewritten));
            } else {
                plain.put(name, rewritten);
            }
        }
        rewritePorts(to, plain);
    }

    private static String rewritten(String name, String value, Endpoint to) {
        Matcher url = URL.matcher(value);
        if (url.matches() && url.group("host").equals(to.resource().name())) {
            return url(url.group("scheme"), to, url.group("rest"));
        }
        if (value.equals(to.resource().name())) {
            return to.host();
        }
        if (value.matches(Pattern.quote(to.resource().name()) + ":\\d+")) {
            return to.host() + ":" + to.port();
        }
        return credential(name, value, to);
    }

    /** The declared credentials of the image, wherever the service repeats them. */
    private static String credential(String name, String value, Endpoint to) {
        if (value.isEmpty()) {
            return value;
        }
        Map<String, String> declared = to.resource().environment();
        Secret password = to.resource().secrets().get("POSTGRES_PASSWORD");
        boolean samePassword =
                password != null && reveal(password).equals(value) || value.equals(declared.get("POSTGRES_PASSWORD"));
        if (samePassword && name.matches(".*(PASS|PWD).*")) {
            return reveal(to.password());
        }
        if (name.matches(".*USER.*") && value.equals(declared.getOrDefault("POSTGRES_USER", "postgres"))) {
            return to.user();
        }
        boolean namesDatabase = name.matches(".*(DATABASE|DBNAME|DB_NAME|PGDATABASE|_DB)$");
        return namesDatabase && value.equals(declared.getOrDefault("POSTGRES_DB", "postgres")) ? to.database() : value;
    }

    /** {@code DB_PORT=5432} beside a {@code DB_HOST} that was rewritten. */
    private static void rewritePorts(Endpoint to, Map<String, String> plain) {
        for (String name : List.copyOf(plain.keySet())) {
            boolean declaredPort = name.endsWith("PORT")
                    && to.resource().ports().stream()
                            .anyMatch(p -> String.valueOf(p).equals(plain.get(name)));
            String host = name.substring(0, Math.max(0, name.length() - 4)) + "HOST";
            if (declaredPort && to.host().equals(plain.get(host))) {
                plain.put(name, String.valueOf(to.port()));
            }
        }
    }

    private static void offer(Endpoint to, Map<String, String> plain, Map<String, Secret> secret, boolean onlyOne) {
        String prefix = to.resource().name().toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        Secret url = Secret.of(url(scheme(to), to, null));
        offerSecret(prefix + "_URL", url, plain, secret);
        plain.putIfAbsent(prefix + "_HOST", to.host());
        plain.putIfAbsent(prefix + "_PORT", String.valueOf(to.port()));
        plain.putIfAbsent(prefix + "_USER", to.user());
        plain.putIfAbsent(prefix + "_DATABASE", to.database());
        offerSecret(prefix + "_PASSWORD", to.password(), plain, secret);
        if (onlyOne && to.resource().kind().value().equals("postgres")) {
            offerSecret("DATABASE_URL", url, plain, secret);
        }
    }

    private static void offerSecret(String name, Secret value, Map<String, String> plain, Map<String, Secret> secret) {
        if (!plain.containsKey(name)) {
            secret.putIfAbsent(name, value);
        }
    }

    private static String scheme(Endpoint to) {
        String kind = to.resource().kind().value();
        return kind.equals("postgres") ? "postgresql" : kind;
    }

    private static String url(String scheme, Endpoint to, @org.jspecify.annotations.Nullable String rest) {
        String tail = rest == null ? "" : rest;
        String place = to.host() + ":" + to.port() + "/" + to.database();
        if (scheme.startsWith("jdbc:")) {
            return scheme + "://" + place + withoutCredentials(tail);
        }
        return scheme + "://" + to.user() + ":" + reveal(to.password()) + "@" + place + tail;
    }

    /** A query without the parameters that would enter as somebody else. */
    private static String withoutCredentials(String query) {
        String kept = Arrays.stream(query.replaceFirst("^\\?", "").split("&", -1))
                .filter(p -> !p.isEmpty() && !p.startsWith("user=") && !p.startsWith("password="))
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? "" : "?" + kept;
    }

    /** The values that a service declares for some variables, secret ones too: only to be looked at. */
    static Stream<String> declared(Intent.Service service, List<String> names) {
        return names.stream()
                .flatMap(n -> Stream.concat(
                        Optional.ofNullable(service.environment().get(n)).map(Resolved::value).stream(),
                        Optional.ofNullable(service.secrets().get(n))
                                .map(v -> v.value().reveal())
                                .stream()));
    }

    private static String reveal(@org.jspecify.annotations.Nullable Secret secret) {
        return secret == null ? "" : secret.reveal();
    }
}
