package dev.slipway.proxy;

import dev.slipway.base.wire.ProxyStatus;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A public port on one loop, on 127.0.0.1 and, where the machine has it, on ::1. */
final class Listener {
    private static final int MAX_LINE_BYTES = 16 << 10;
    private static final int MAX_HEAD_BYTES = 64 << 10;
    private static final int CHUNK_BYTES = 64 << 10;

    /** A connection without a byte in either direction. Longer than any sensible pause of a websocket. */
    private static final int IDLE_MINUTES = 10;

    /** How long requests under way may take when the port closes. */
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

    private static final Http1ServerConfig DECODER = new Http1ServerConfig()
            .setMaxInitialLineLength(MAX_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEAD_BYTES)
            .setMaxChunkSize(CHUNK_BYTES);

    private final Vertx vertx;
    private final Context context;
    private final Loop loop;
    private final int port;
    private @Nullable HttpServer ipv4;
    private @Nullable HttpServer ipv6;
    private boolean closed;

    /** What is served here. */
    Route route = new Route("");

    Listener(Vertx vertx, Context context, Loop loop, int port) {
        this.vertx = vertx;
        this.context = context;
        this.loop = loop;
        this.port = port;
    }

    /** Opens those that are not open; their states in order. */
    static Future<List<ProxyStatus.Port>> openAll(List<Listener> listeners) {
        List<Future<ProxyStatus.Port>> opened = new ArrayList<>();
        listeners.forEach(l -> opened.add(l.open()));
        return Future.join(opened).map(all -> all.<ProxyStatus.Port>list());
    }

    private Future<ProxyStatus.Port> open() {
        Promise<ProxyStatus.Port> done = Promise.promise();
        context.runOnContext(v -> {
            if (ipv4 != null || closed) {
                done.complete(new ProxyStatus.Port(route.scope, port, true, ""));
                return;
            }
            listen("127.0.0.1").onComplete(result -> {
                if (result.failed()) {
                    String why = String.valueOf(result.cause().getMessage());
                    done.complete(new ProxyStatus.Port(route.scope, port, false, why));
                    return;
                }
                ipv4 = result.result();
                listen("::1").onComplete(second -> {
                    // No IPv6 on this machine, or the port is taken there: visitors come by the other address.
                    ipv6 = second.succeeded() ? second.result() : null;
                    done.complete(new ProxyStatus.Port(route.scope, port, true, ""));
                    if (closed) {
                        shut();
                    }
                });
            });
        });
        return done.future();
    }

    private Future<HttpServer> listen(String host) {
        return vertx.createHttpServer(new HttpServerOptions()
                        .setMaxInitialLineLength(MAX_LINE_BYTES)
                        .setMaxHeaderSize(MAX_HEAD_BYTES)
                        .setMaxChunkSize(CHUNK_BYTES)
                        .setIdleTimeout(IDLE_MINUTES)
                        .setIdleTimeoutUnit(TimeUnit.MINUTES)
                        .setHandle100ContinueAutomatically(true)
                        .setHttp2ClearTextEnabled(false)
                        // All of a connection happens on its loop: no locks are needed.
                        .setStrictThreadMode(true)
                        // Extensions of websockets are between the visitor and the instance.
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setTcpNoDelay(true))
                .connectionHandler(Listener::strict)
                .requestHandler(this::handle)
                .listen(port, host);
    }

    private void handle(HttpServerRequest request) {
        new Exchange(loop, route, request).begin();
    }

    /**
     * The decoder drops {@code Content-Length} beside {@code Transfer-Encoding} silently; RFC 9112 section 6.1 lets a proxy
     * refuse such a message, which is the safe way: whoever stands before us may have read it by its length.
     */
    private static void strict(HttpConnection connection) {
        ((HttpServerConnection) connection)
                .channelHandlerContext()
                .pipeline()
                .replace("httpDecoder", "httpDecoder", new VertxHttpRequestDecoder(DECODER) {
                    @Override
                    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
                        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
                    }
                });
    }

    /** On the loop's thread. */
    void close() {
        closed = true;
        shut();
    }

    private void shut() {
        if (ipv4 != null) {
            ipv4.shutdown(CLOSE_GRACE);
        }
        if (ipv6 != null) {
            ipv6.shutdown(CLOSE_GRACE);
        }
    }
}
