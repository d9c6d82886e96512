package dev.slipway.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process that serves a static site: {@code StaticServer FOLDER PORT}, on 127.0.0.1. {@code /healthz} answers ok. A path
 * without an extension that is no file gets {@code index.html}, unless the site has a {@code 404.html}.
 */
public final class StaticServer {
    private static final int IDLE_SECONDS = 120;

    private final StaticSite site;

    StaticServer(StaticSite site) {
        this.site = site;
    }

    /** Serves until ended. */
    public static void main(String[] args) throws Exception {
        Logging.quiet();
        StaticSite site = StaticSite.of(Path.of(args[0]));
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(1)
                .setDisableTCCL(true)
                .setBlockedThreadCheckInterval(TimeUnit.HOURS.toMillis(1))
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        new StaticServer(site).listen(vertx, Integer.parseInt(args[1]));
    }

    /** Listens; gives the port. */
    int listen(Vertx vertx, int port) throws Exception {
        return vertx.createHttpServer(
                        new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setHttp2ClearTextEnabled(false))
                .requestHandler(this::handle)
                .listen(port, "127.0.0.1")
                .await(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            response.setStatusCode(405)
                    .putHeader(HttpHeaders.ALLOW, "GET, HEAD")
                    .end();
            return;
        }
        Optional<String> path = decoded(request.path());
        if (path.isEmpty()) {
            response.setStatusCode(400).end();
        } else if (path.get().equals("/healthz")) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain").end("ok\n");
        } else {
            serve(request, response, path.get());
        }
    }

    private void serve(HttpServerRequest request, HttpServerResponse response, String path) {
        Optional<StaticSite.Entry> entry = site.find(path);
        if (entry.isPresent()) {
            send(request, response, 200, entry.get());
        } else if (site.folder(path)) {
            String query = request.query() == null ? "" : "?" + request.query();
            response.setStatusCode(301)
                    .putHeader(HttpHeaders.LOCATION, request.path() + "/" + query)
                    .end();
        } else if (site.notFound().isPresent()) {
            send(request, response, 404, site.notFound().get());
        } else if (site.fallback().isPresent() && path.lastIndexOf('.') < path.lastIndexOf('/')) {
            send(request, response, 200, site.fallback().get());
        } else {
            response.setStatusCode(404)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .end("not found\n");
        }
    }

    private static void send(
            HttpServerRequest request, HttpServerResponse response, int status, StaticSite.Entry entry) {
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, entry.type())
                .putHeader(HttpHeaders.ETAG, entry.etag())
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader(
                        HttpHeaders.CACHE_CONTROL,
                        entry.forever() ? "public, max-age=31536000, immutable" : "no-cache");
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (status == 200 && known != null && (known.equals("*") || known.contains(entry.etag()))) {
            response.setStatusCode(304).end();
            return;
        }
        ByteRange range = status == 200 && request.getHeader("If-Range") == null
                ? ByteRange.of(request.getHeader("Range"), entry.sizeBytes())
                : new ByteRange(0, entry.sizeBytes());
        if (range.length() < 0) {
            response.setStatusCode(416)
                    .putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + entry.sizeBytes())
                    .end();
            return;
        }
        if (range.length() != entry.sizeBytes()) {
            response.setStatusCode(206)
                    .putHeader(
                            HttpHeaders.CONTENT_RANGE,
                            "bytes " + range.from() + "-" + (range.from() + range.length() - 1) + "/"
                                    + entry.sizeBytes());
        }
        response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(range.length()));
        if (request.method() == HttpMethod.HEAD || range.length() == 0) {
            response.end();
        } else {
            response.sendFile(entry.file().toString(), range.from(), range.length());
        }
    }

    /** The path with its escapes decoded once; empty when it is malformed. */
    private static Optional<String> decoded(@Nullable String path) {
        if (path == null) {
            return Optional.empty();
        }
        try {
            // URLDecoder is for forms, where a plus is a space.
            String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            return decoded.startsWith("/") && decoded.indexOf('\0') < 0 ? Optional.of(decoded) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
