package dev.slipway.proxy;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Map;

/** What a message's head says, and which requests are turned away because two readers could read them differently. */
final class RequestGuard {
    private RequestGuard() {}

    /**
     * Whether the request is refused with 400: no host or several (RFC 9112 section 3.2), a length and a transfer coding or a
     * coding other than {@code chunked} (section 6.1), a method or target for another kind of proxy. Several lengths are
     * refused by the decoder.
     */
    static boolean refuses(HttpServerRequest request) {
        int hosts = hosts(request);
        if (hosts > 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_1)) {
            return true;
        }
        String coding = request.headers().get(HttpHeaders.TRANSFER_ENCODING);
        if (coding != null
                && (!coding.equalsIgnoreCase("chunked")
                        || request.version() != HttpVersion.HTTP_1_1
                        || request.headers().contains(HttpHeaders.CONTENT_LENGTH))) {
            return true;
        }
        HttpMethod method = request.method();
        if (method == HttpMethod.CONNECT || method == HttpMethod.TRACE) {
            return true;
        }
        String uri = request.uri();
        boolean origin = !uri.isEmpty() && uri.charAt(0) == '/';
        return !origin && !(uri.equals("*") && method == HttpMethod.OPTIONS) && !uri.startsWith("http://");
    }

    private static int hosts(HttpServerRequest request) {
        int hosts = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            if (header.getKey().length() == 4 && header.getKey().equalsIgnoreCase("Host")) {
                hosts++;
            }
        }
        return hosts;
    }

    /** The target as an origin server gets it (RFC 9112 section 3.2.1). */
    static String target(HttpServerRequest request) {
        String uri = request.uri();
        if (!uri.startsWith("http://")) {
            return uri;
        }
        int path = uri.indexOf('/', "http://".length());
        return path < 0 ? "/" : uri.substring(path);
    }

    static boolean hasBody(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length != null ? !length.equals("0") : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Whether the connection shall become something else. Not to HTTP/2, which would take the rest past the guards. */
    static boolean upgrades(HttpServerRequest request) {
        String connection = request.headers().get(HttpHeaders.CONNECTION);
        if (connection == null || connection.equals("keep-alive") || connection.equals("close")) {
            return false;
        }
        String upgrade = request.headers().get(HttpHeaders.UPGRADE);
        return upgrade != null
                && request.method() == HttpMethod.GET
                && request.version() == HttpVersion.HTTP_1_1
                && ForwardedHeaders.names(connection, "upgrade")
                && !upgrade.toLowerCase(java.util.Locale.ROOT).contains("h2c");
    }

    /** Answers that never have a body (RFC 9110 section 6.4.1). */
    static boolean bodiless(int status) {
        return status == 204 || status == 304 || (status >= 100 && status < 200);
    }

    /** Whether the instance keeps the connection open after this answer. */
    static boolean reusable(HttpClientResponse response) {
        String connection = response.headers().get(HttpHeaders.CONNECTION);
        boolean keeps = connection == null || !ForwardedHeaders.names(connection, "close");
        return keeps && response.version() == HttpVersion.HTTP_1_1;
    }

    /** A length; -1 when it is none. */
    static long length(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
