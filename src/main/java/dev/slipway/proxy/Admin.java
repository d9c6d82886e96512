package dev.slipway.proxy;

import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.ProxyReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;

/** What the proxy says about itself, on loopback, to who has the token. */
final class Admin {
    private static final int IDLE_SECONDS = 60;

    private final byte[] authorization;
    private final Supplier<Future<ProxyReport>> report;

    Admin(String token, Supplier<Future<ProxyReport>> report) {
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.report = report;
    }

    /** Listens on a free port; gives it. */
    Future<Integer> listen(Vertx vertx) {
        return vertx.createHttpServer(
                        new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setHttp2ClearTextEnabled(false))
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .map(server -> server.actualPort());
    }

    private void handle(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET) {
            request.response().setStatusCode(405).end();
        } else if ("/healthz".equals(request.path())) {
            request.response().end("ok\n");
        } else if (!allowed(request)) {
            request.response().setStatusCode(401).end();
        } else if ("/report".equals(request.path())) {
            report.get().onComplete(result -> {
                if (result.succeeded()) {
                    request.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .end(Json.write(result.result()));
                } else {
                    request.response().setStatusCode(500).end();
                }
            });
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private boolean allowed(HttpServerRequest request) {
        String given = request.getHeader(HttpHeaders.AUTHORIZATION);
        return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization);
    }
}
