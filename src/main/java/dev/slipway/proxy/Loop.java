package dev.slipway.proxy;

import dev.slipway.base.wire.ProxyReport;
import dev.slipway.base.wire.ProxyStatus;
import dev.slipway.base.wire.RouteTable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One event loop with all it needs: ports, routes, instances, connections, counters. Nothing is shared with other loops. */
final class Loop extends VerticleBase {
    /** Bytes of an answer's head; large cookies and policies stay below. */
    private static final int MAX_HEAD_BYTES = 64 << 10;

    /** Bytes handed on at a time. */
    private static final int CHUNK_BYTES = 64 << 10;

    private final byte[] token;
    private final InstantSource clock;
    private final long weightStart;
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final Map<Integer, Listener> listeners = new LinkedHashMap<>();
    private final Map<String, Upstream> upstreams = new HashMap<>();
    private @Nullable HttpClientAgent client;
    private @Nullable Exchange newest;
    private int tick;

    Loop(String token, InstantSource clock, long weightStart) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
        this.weightStart = weightStart;
    }

    @Override
    public Future<?> start() {
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setKeepAlive(true)
                        .setPipelining(false)
                        .setMaxHeaderSize(MAX_HEAD_BYTES)
                        .setMaxChunkSize(CHUNK_BYTES)
                        .setTcpNoDelay(true)
                        .setDecompressionSupported(false))
                .build();
        vertx.setPeriodic(1_000, id -> sweep());
        return Future.succeededFuture();
    }

    /** Runs on this loop's thread. */
    <T> Future<T> call(Callable<T> task) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(v -> {
            try {
                promise.complete(task.call());
            } catch (Exception e) {
                promise.fail(e);
            }
        });
        return promise.future();
    }

    /** Takes a table into force; the future ends when every port was tried. */
    Future<List<ProxyStatus.Port>> apply(RouteTable table) {
        return call(() -> {
                    install(table);
                    return List.copyOf(listeners.values());
                })
                .compose(Listener::openAll);
    }

    /** Tries ports again that were taken. */
    Future<List<ProxyStatus.Port>> retryPorts() {
        return call(() -> List.copyOf(listeners.values())).compose(Listener::openAll);
    }

    Future<List<ProxyReport.RouteReport>> report() {
        return call(() -> {
            long now = clock.millis();
            return routes.values().stream().map(r -> r.report(now)).toList();
        });
    }

    private void install(RouteTable table) {
        Set<String> used = new HashSet<>();
        Set<String> scopes = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        for (RouteTable.Route row : table.routes()) {
            Route route = routes.computeIfAbsent(row.scope(), Route::new);
            route.apply(row, u -> upstream(u, used), weightStart);
            scopes.add(row.scope());
            ports.add(row.port());
            listeners.computeIfAbsent(row.port(), port -> new Listener(vertx, context, this, port)).route = route;
        }
        routes.keySet().retainAll(scopes);
        listeners.entrySet().removeIf(entry -> {
            if (!ports.contains(entry.getKey())) {
                entry.getValue().close();
                return true;
            }
            return false;
        });
        upstreams.entrySet().removeIf(entry -> {
            if (!used.contains(entry.getKey())) {
                entry.getValue().leave();
                return true;
            }
            return false;
        });
    }

    private Upstream upstream(RouteTable.Upstream u, Set<String> used) {
        String key = u.host() + " " + u.port();
        used.add(key);
        HttpClientAgent agent = client;
        if (agent == null) {
            throw new IllegalStateException("the loop has not started");
        }
        return upstreams.computeIfAbsent(key, k -> new Upstream(agent, u.host(), u.port()));
    }

    private void sweep() {
        tick++;
        Exchange exchange = newest;
        while (exchange != null) {
            Exchange next = exchange.after;
            exchange.tick(tick);
            exchange = next;
        }
        long now = System.nanoTime();
        upstreams.values().forEach(u -> u.sweep(now));
    }

    void add(Exchange exchange) {
        exchange.after = newest;
        if (newest != null) {
            newest.before = exchange;
        }
        newest = exchange;
    }

    void remove(Exchange exchange) {
        Exchange before = exchange.before;
        Exchange after = exchange.after;
        if (before != null) {
            before.after = after;
        } else if (newest == exchange) {
            newest = after;
        }
        if (after != null) {
            after.before = before;
        }
        exchange.before = null;
        exchange.after = null;
    }

    /** Seconds since the start, by the sweep. */
    int tick() {
        return tick;
    }

    long nowMillis() {
        return clock.millis();
    }

    boolean isToken(String candidate) {
        return MessageDigest.isEqual(candidate.getBytes(StandardCharsets.UTF_8), token);
    }

    /** The visitor's address. */
    String remote(HttpServerRequest request) {
        var address = request.remoteAddress();
        String host = address == null ? null : address.hostAddress();
        return host == null ? "unknown" : host;
    }
}
