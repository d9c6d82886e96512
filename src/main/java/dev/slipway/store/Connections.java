package dev.slipway.store;

import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A few connections to one place, opened when first needed. A pool library costs a tenth of a second of every command's
 * start, and a command needs one or two.
 */
final class Connections implements AutoCloseable {
    /** At once; the embedded cluster allows 40 for all commands of a user. */
    private static final int MAX = 8;

    /** Seconds to wait for one of ours to be free. */
    private static final int WAIT_SECONDS = 30;

    /** A connection idle for longer is asked whether it lives before it is used. */
    private static final Duration TRUSTED_IDLE = Duration.ofSeconds(5);

    private record Idle(Connection connection, long sinceNanos) {}

    private final Location location;
    private final Semaphore permits = new Semaphore(MAX);
    private final Deque<Idle> idle = new ArrayDeque<>();

    Connections(Location location) {
        this.location = location;
    }

    Connection take() {
        try {
            if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no connection was given back within " + WAIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a connection", e);
        }
        try {
            for (Idle next = pop(); next != null; next = pop()) {
                if (usable(next)) {
                    return next.connection();
                }
                closeQuietly(next.connection());
            }
            return open(location);
        } catch (RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    /** Gives a connection back; a doubtful one is closed. */
    void giveBack(Connection connection, boolean sound) {
        if (sound) {
            synchronized (idle) {
                idle.push(new Idle(connection, System.nanoTime()));
            }
        } else {
            closeQuietly(connection);
        }
        permits.release();
    }

    private @org.jspecify.annotations.Nullable Idle pop() {
        synchronized (idle) {
            return idle.poll();
        }
    }

    private static boolean usable(Idle candidate) {
        try {
            return System.nanoTime() - candidate.sinceNanos() < TRUSTED_IDLE.toNanos()
                    || candidate.connection().isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    static Connection open(Location location) {
        Properties properties = new Properties();
        properties.put("user", location.user());
        properties.put("password", location.password().reveal());
        properties.put("ApplicationName", "slipway");
        properties.put("currentSchema", Migrations.SCHEMA);
        // Known to be new enough: spares a round trip for each old version's settings.
        properties.put("assumeMinServerVersion", "14");
        properties.put("connectTimeout", "10");
        properties.put("socketTimeout", "60");
        properties.put("tcpKeepAlive", "true");
        try {
            Connection connection = new org.postgresql.Driver().connect(location.jdbcUrl(), properties);
            if (connection == null) {
                throw new IllegalArgumentException("not a PostgreSQL URL: " + location.jdbcUrl());
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new SlipwayException(
                    Problem.surroundings(
                            "cannot enter the database",
                            location.toString(),
                            String.valueOf(e.getMessage()),
                            "check that it runs and that user and password are right"),
                    e);
        }
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is given up anyway.
        }
    }

    @Override
    public void close() {
        for (Idle next = pop(); next != null; next = pop()) {
            closeQuietly(next.connection());
        }
    }
}
