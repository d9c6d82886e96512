package shop.web;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The shelf in PostgreSQL. A few connections are kept open and shared. */
final class PostgresItems implements Items, AutoCloseable {
    /** Open connections; a small database allows about a hundred for all its clients. */
    private static final int MAX_CONNECTIONS = 6;

    private static final List<Item> FIRST_STOCK = List.of(
            new Item(1, "anchor", 12_900), new Item(2, "brass lantern", 4_550), new Item(3, "hemp rope, 20 m", 2_890));

    private final DatabaseUrl database;
    private final Semaphore permits = new Semaphore(MAX_CONNECTIONS, true);
    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(MAX_CONNECTIONS);
    private volatile boolean ready;

    PostgresItems(DatabaseUrl database) {
        this.database = database;
    }

    /** Makes the table and its first rows, trying again until the database answers. */
    void prepare() {
        while (!ready) {
            try {
                use(PostgresItems::makeTable);
                ready = true;
                System.out.println("shop: table is ready in " + database);
            } catch (SQLException e) {
                System.err.println("shop: database " + database + ": " + e.getMessage());
                pause();
            }
        }
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public List<Item> list() throws SQLException {
        return use(connection -> {
            try (var rows = connection
                    .prepareStatement("SELECT id, name, price_cents FROM items ORDER BY id LIMIT 100")
                    .executeQuery()) {
                var items = new ArrayList<Item>();
                while (rows.next()) {
                    items.add(new Item(rows.getLong(1), rows.getString(2), rows.getInt(3)));
                }
                return items;
            }
        });
    }

    private static Void makeTable(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS items"
                    + " (id bigint PRIMARY KEY, name text NOT NULL, price_cents integer NOT NULL)");
        }
        try (var insert =
                connection.prepareStatement("INSERT INTO items VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING")) {
            for (var item : FIRST_STOCK) {
                insert.setLong(1, item.id());
                insert.setString(2, item.name());
                insert.setInt(3, item.priceCents());
                insert.executeUpdate();
            }
        }
        return null;
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs the work on a connection; one that failed is not used again, and one that was idle is replaced once. */
    private <T> T use(Work<T> work) throws SQLException {
        try {
            if (!permits.tryAcquire(5, TimeUnit.SECONDS)) {
                throw new SQLException("no free connection within 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        }
        try {
            var kept = idle.poll();
            if (kept != null) {
                try {
                    return keep(kept, work.on(kept));
                } catch (SQLException e) {
                    close(kept); // the database was restarted, perhaps: a new connection tells
                }
            }
            var fresh = DriverManager.getConnection(database.jdbc(), database.login());
            try {
                return keep(fresh, work.on(fresh));
            } catch (SQLException e) {
                close(fresh);
                throw e;
            }
        } finally {
            permits.release();
        }
    }

    private <T> T keep(Connection connection, T result) {
        if (!idle.offer(connection)) {
            close(connection);
        }
        return result;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // it is gone, which is what we want
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
            close(connection);
        }
    }
}
