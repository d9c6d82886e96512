package dev.slipway.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import dev.slipway.base.Digest;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.Oci;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One repository of a registry, to pull from: manifests byte for byte (their digest is the image's name) and blobs, with
 * docker's credentials as jib reads them (configuration and helpers) and the registries' token dance (distribution
 * specification 1.1). Plain HTTP only where the registry is on loopback. Credentials go to the registry and to the place
 * it names for tokens, never along a redirect to another host.
 */
final class RegistryDoor implements AutoCloseable {
    /** Bytes of a manifest; registries refuse more than 4 MiB. */
    private static final int MAX_MANIFEST = 4 << 20;

    /** For a connection, and for an answer to begin. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Blobs are often on another host. */
    private static final int MAX_REDIRECTS = 5;

    private static final Pattern CHALLENGE = Pattern.compile("([a-zA-Z_]+)=\"([^\"]*)\"");

    private static final String MANIFESTS = String.join(
            ", ",
            Oci.MANIFEST,
            Oci.INDEX,
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");

    private final ImageReference image;
    private final boolean loopback;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();
    private Optional<String> authorization = Optional.empty();

    /** On loopback plain HTTP first, then HTTPS. */
    private String scheme;

    RegistryDoor(ImageReference image) {
        this.image = image;
        loopback = isLoopback(image.getRegistry());
        scheme = loopback ? "http" : "https";
    }

    /** A manifest as the registry sent it; its digest is computed here. */
    record Document(String mediaType, byte[] bytes, Digest digest) {}

    /** A token. */
    record Token(@Nullable String token, @Nullable String access_token) {}

    /** The manifest with this tag or digest. */
    Document manifest(String qualifier) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = get("manifests/" + qualifier, MANIFESTS);
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MAX_MANIFEST + 1);
            if (bytes.length > MAX_MANIFEST) {
                throw new IOException("a manifest larger than " + (MAX_MANIFEST >> 20) + " MiB");
            }
            Digest digest = Digest.of(bytes);
            if (qualifier.startsWith("sha256:") && !qualifier.equals(digest.value())) {
                throw new IOException("the registry sent a manifest with another digest: " + digest);
            }
            String type = response.headers().firstValue("Content-Type").orElse(Oci.MANIFEST);
            return new Document(type.replaceFirst(";.*", "").strip(), bytes, digest);
        }
    }

    /** A blob; the caller checks its digest. */
    InputStream blob(Digest digest) throws IOException, InterruptedException {
        return get("blobs/" + digest, "*/*").body();
    }

    private HttpResponse<InputStream> get(String path, String accept) throws IOException, InterruptedException {
        String rest = "://" + image.getRegistry() + "/v2/" + image.getRepository() + "/" + path;
        HttpResponse<InputStream> response = follow(URI.create(scheme + rest), accept);
        if (response.statusCode() == 400 && scheme.equals("http")) {
            // What a TLS server says to plain HTTP.
            response.body().close();
            scheme = "https";
            response = follow(URI.create(scheme + rest), accept);
        }
        if (response.statusCode() == 401 && authorization.isEmpty()) {
            response.body().close();
            String challenge = response.headers().firstValue("WWW-Authenticate").orElse("");
            authorization = Optional.of(authorize(challenge));
            response = follow(URI.create(scheme + rest), accept);
        }
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException(said(response.statusCode()));
        }
        return response;
    }

    private HttpResponse<InputStream> follow(URI first, String accept) throws IOException, InterruptedException {
        URI uri = first;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            boolean same = uri.getAuthority().equals(first.getAuthority())
                    && uri.getScheme().equals(first.getScheme());
            HttpResponse<InputStream> response = send(uri, accept, same ? authorization : Optional.empty());
            Optional<String> location = response.headers().firstValue("Location");
            if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                return response;
            }
            response.body().close();
            uri = uri.resolve(location.get());
            if (!uri.getScheme().equals("https") && !loopback) {
                throw new IOException("the registry redirects to an insecure place");
            }
        }
        throw new IOException("the registry redirects more than " + MAX_REDIRECTS + " times");
    }

    private HttpResponse<InputStream> send(URI uri, String accept, Optional<String> authorize)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Accept", accept)
                .header("User-Agent", "slipway");
        authorize.ifPresent(a -> request.header("Authorization", a));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String said(int status) {
        String meaning = switch (status) {
            case 401, 403 -> "the registry refuses these credentials";
            case 404 -> "the registry does not know this image";
            case 429 -> "the registry wants fewer requests";
            default -> "the registry failed";
        };
        return meaning + " (status " + status + ")";
    }

    private String authorize(String challenge) throws IOException, InterruptedException {
        Optional<String> login = login();
        if (challenge.toLowerCase(Locale.ROOT).startsWith("basic")) {
            return login.orElseThrow(() -> new IOException("the registry asks for a login"));
        }
        Map<String, String> values = new HashMap<>();
        Matcher m = CHALLENGE.matcher(challenge);
        while (m.find()) {
            values.put(m.group(1).toLowerCase(Locale.ROOT), m.group(2));
        }
        String realm = values.getOrDefault("realm", "");
        if (!realm.startsWith("https://") && !(loopback && realm.startsWith("http://"))) {
            throw new IOException("the registry names no secure place to get a token from");
        }
        String query = "service=" + encode(values.getOrDefault("service", "")) + "&scope="
                + encode("repository:" + image.getRepository() + ":pull");
        HttpResponse<InputStream> response =
                send(URI.create(realm + (realm.contains("?") ? "&" : "?") + query), "application/json", login);
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("the registry gives no token (status " + response.statusCode() + ")");
            }
            String text = new String(body.readNBytes(MAX_MANIFEST), StandardCharsets.UTF_8);
            Token token = Json.read(text, Token.class, "token of " + image.getRegistry());
            String value = token.token() != null ? token.token() : token.access_token();
            if (value == null) {
                throw new IOException("the registry gave no token");
            }
            return "Bearer " + value;
        }
    }

    private Optional<String> login() throws IOException {
        try {
            Optional<Credential> found = CredentialRetrieverFactory.forImage(image, event -> {})
                    .dockerConfig()
                    .retrieve();
            return found.map(c -> c.getUsername() + ":" + c.getPassword())
                    .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } catch (CredentialRetrievalException e) {
            throw new IOException("docker's credentials cannot be read", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static boolean isLoopback(String registry) {
        String host = registry.replaceFirst(":\\d+$", "");
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
