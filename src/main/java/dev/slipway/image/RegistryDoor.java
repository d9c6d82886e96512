package dev.slipway.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.http.Authorization;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import dev.slipway.base.Digest;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.Oci;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One repository of a registry, to pull from: manifests byte for byte (their digest is the image's name) and blobs, with
 * jib's HTTP client and credentials (docker's configuration and helpers) and the registries' token dance (distribution
 * specification 1.1). Plain HTTP and unknown certificates only where the registry is on loopback.
 */
final class RegistryDoor implements AutoCloseable {
    /** Bytes of a manifest; registries refuse more than 4 MiB. */
    private static final int MAX_MANIFEST = 4 << 20;

    /** For one answer to begin, milliseconds. */
    private static final int TIMEOUT_MILLIS = 20_000;

    private static final Pattern CHALLENGE = Pattern.compile("([a-zA-Z_]+)=\"([^\"]*)\"");

    private static final List<String> MANIFESTS = List.of(
            Oci.MANIFEST,
            Oci.INDEX,
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");

    private final ImageReference image;
    private final FailoverHttpClient client;
    private Optional<Authorization> authorization = Optional.empty();

    /** On loopback plain HTTP first: some servers leave a TLS greeting without an answer. */
    private String scheme;

    RegistryDoor(ImageReference image) {
        this.image = image;
        boolean loopback = isLoopback(image.getRegistry());
        scheme = loopback ? "http" : "https";
        client = new FailoverHttpClient(loopback, loopback, event -> {});
    }

    /** A manifest as the registry sent it; its digest is computed here. */
    record Document(String mediaType, byte[] bytes, Digest digest) {}

    /** A token. */
    record Token(@Nullable String token, @Nullable String access_token) {}

    /** The manifest with this tag or digest. */
    Document manifest(String qualifier) throws IOException {
        try (Response response = get("manifests/" + qualifier, MANIFESTS);
                InputStream body = response.getBody()) {
            byte[] bytes = body.readNBytes(MAX_MANIFEST + 1);
            if (bytes.length > MAX_MANIFEST) {
                throw new IOException("a manifest larger than " + (MAX_MANIFEST >> 20) + " MiB");
            }
            Digest digest = Digest.of(bytes);
            if (qualifier.startsWith("sha256:") && !qualifier.equals(digest.value())) {
                throw new IOException("the registry sent a manifest with another digest: " + digest);
            }
            String type = response.getHeader("Content-Type").stream().findFirst().orElse(Oci.MANIFEST);
            return new Document(type.replaceFirst(";.*", "").strip(), bytes, digest);
        }
    }

    /** A blob; the caller checks its digest. */
    InputStream blob(Digest digest) throws IOException {
        Response response = get("blobs/" + digest, List.of());
        return new FilterInputStream(response.getBody()) {
            @Override
            public void close() throws IOException {
                super.close();
                response.close();
            }
        };
    }

    private Response get(String path, List<String> accept) throws IOException {
        try {
            return call(path, accept);
        } catch (ResponseException e) {
            if (e.getStatusCode() != 401 || authorization.isPresent()) {
                throw new IOException(said(e), e);
            }
            authorization = Optional.of(authorize(String.valueOf(e.getHeaders().getAuthenticate())));
            try {
                return call(path, accept);
            } catch (ResponseException again) {
                throw new IOException(said(again), again);
            }
        }
    }

    private Response call(String path, List<String> accept) throws IOException {
        String rest = "://" + image.getRegistry() + "/v2/" + image.getRepository() + "/" + path;
        try {
            return client.get(URI.create(scheme + rest).toURL(), request(accept, authorization));
        } catch (ResponseException e) {
            // What a TLS server says to plain HTTP.
            if (scheme.equals("https") || e.getStatusCode() != 400) {
                throw e;
            }
            scheme = "https";
            return client.get(URI.create(scheme + rest).toURL(), request(accept, authorization));
        }
    }

    private static String said(ResponseException e) {
        String meaning =
                switch (e.getStatusCode()) {
                    case 401, 403 -> "the registry refuses these credentials";
                    case 404 -> "the registry does not know this image";
                    case 429 -> "the registry wants fewer requests";
                    default -> "the registry failed";
                };
        return meaning + " (status " + e.getStatusCode() + ")";
    }

    private static Request request(List<String> accept, Optional<Authorization> authorization) {
        Request.Builder builder =
                Request.builder().setUserAgent("slipway").setHttpTimeout(TIMEOUT_MILLIS).setAccept(accept);
        authorization.ifPresent(builder::setAuthorization);
        return builder.build();
    }

    private Authorization authorize(String challenge) throws IOException {
        Optional<Credential> credential = credential();
        if (challenge.toLowerCase(Locale.ROOT).startsWith("basic")) {
            return credential
                    .map(RegistryDoor::basic)
                    .orElseThrow(() -> new IOException("the registry asks for a login"));
        }
        Map<String, String> values = new HashMap<>();
        Matcher m = CHALLENGE.matcher(challenge);
        while (m.find()) {
            values.put(m.group(1).toLowerCase(Locale.ROOT), m.group(2));
        }
        String realm = values.getOrDefault("realm", "");
        boolean secure = realm.startsWith("https://") || isLoopback(image.getRegistry()) && realm.startsWith("http://");
        if (!secure) {
            throw new IOException("the registry names no secure place to get a token from");
        }
        String query = "service=" + encode(values.getOrDefault("service", ""))
                + "&scope=" + encode("repository:" + image.getRepository() + ":pull");
        URI uri = URI.create(realm + (realm.contains("?") ? "&" : "?") + query);
        try (Response response =
                        client.get(uri.toURL(), request(List.of(), credential.map(RegistryDoor::basic)));
                InputStream body = response.getBody()) {
            String text = new String(body.readNBytes(MAX_MANIFEST), StandardCharsets.UTF_8);
            Token token = Json.read(text, Token.class, "token of " + image.getRegistry());
            String value = token.token() != null ? token.token() : token.access_token();
            if (value == null) {
                throw new IOException("the registry gave no token");
            }
            return Authorization.fromBearerToken(value);
        } catch (ResponseException e) {
            throw new IOException("the registry gives no token (status " + e.getStatusCode() + ")", e);
        }
    }

    private static Authorization basic(Credential credential) {
        return Authorization.fromBasicCredentials(credential.getUsername(), credential.getPassword());
    }

    private Optional<Credential> credential() throws IOException {
        try {
            return CredentialRetrieverFactory.forImage(image, event -> {})
                    .dockerConfig()
                    .retrieve();
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
    public void close() throws IOException {
        client.shutDown();
    }
}
