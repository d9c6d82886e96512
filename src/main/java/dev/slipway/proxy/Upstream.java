package dev.slipway.proxy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One instance as seen by one loop: its pooled connections, youngest first. Touched by that loop's thread alone. */
final class Upstream {
    /**
     * Connections idle longer are not used again: servers close theirs after 2 s and more (gunicorn 2 s, Node 5 s), and a
     * request sent into that moment would be lost.
     */
    static final long IDLE_NANOS = 1_500_000_000L;

    /** The same for a request that may not be sent twice: it takes a connection that was used just now, or a new one. */
    static final long FRESH_NANOS = 300_000_000L;

    /** Requests of one loop under way at one instance; more mean that it is stuck. */
    private static final int MAX_ACTIVE = 2_048;

    private static final long CONNECT_TIMEOUT_MILLIS = 2_000;

    /** How long an instance that refused a connection is asked last. */
    private static final long SHUNNED_NANOS = 500_000_000L;

    /** A connection and whether it can still be used. */
    static final class Connection {
        final HttpClientConnection http;
        long idleSince;
        boolean closed;

        Connection(HttpClientConnection http) {
            this.http = http;
        }

        void close() {
            if (!closed) {
                closed = true;
                http.close();
            }
        }
    }

    private final HttpClientAgent client;
    private final HttpConnectOptions address;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private long shunnedUntil = Long.MIN_VALUE;
    private boolean gone;

    /** Requests under way. */
    int active;

    Upstream(HttpClientAgent client, String host, int port) {
        this.client = client;
        this.address = new HttpConnectOptions().setHost(host).setPort(port).setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    }

    /** A pooled connection that was used within this time; null when there is none. */
    @Nullable
    Connection pooled(long now, long withinNanos) {
        Connection youngest = idle.peekLast();
        while (youngest != null) {
            if (!youngest.closed && now - youngest.idleSince <= withinNanos) {
                return idle.pollLast();
            }
            if (!youngest.closed && now - youngest.idleSince <= IDLE_NANOS) {
                // Good enough for others.
                return null;
            }
            idle.pollLast();
            youngest.close();
            youngest = idle.peekLast();
        }
        return null;
    }

    /** A new connection. */
    Future<Connection> connect() {
        if (active > MAX_ACTIVE) {
            return Future.failedFuture("too many requests are under way at the instance");
        }
        return client.connect(address).map(http -> {
            Connection connection = new Connection(http);
            http.closeHandler(v -> connection.closed = true);
            return connection;
        });
    }

    /** Gives a connection back after a whole exchange. */
    void release(Connection connection, long now) {
        if (gone) {
            connection.close();
        } else if (!connection.closed) {
            connection.idleSince = now;
            idle.addLast(connection);
        }
    }

    /** Closes pooled connections that have been idle too long. */
    void sweep(long now) {
        Connection oldest = idle.peekFirst();
        while (oldest != null && (oldest.closed || now - oldest.idleSince > IDLE_NANOS)) {
            idle.pollFirst();
            oldest.close();
            oldest = idle.peekFirst();
        }
    }

    /** One pooled connection was dead: so are the others. */
    void dropIdle() {
        idle.forEach(Connection::close);
        idle.clear();
    }

    /** It refused a connection. */
    void shun(long now) {
        shunnedUntil = now + SHUNNED_NANOS;
    }

    boolean shunned(long now) {
        return shunnedUntil != Long.MIN_VALUE && now - shunnedUntil < 0;
    }

    /** Not in the table any more: requests under way finish, then its connections close. */
    void leave() {
        gone = true;
        dropIdle();
    }
}
