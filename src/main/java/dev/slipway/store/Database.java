package dev.slipway.store;

import dev.slipway.base.Digest;
import dev.slipway.base.Exit;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.process.Environment;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The history: opened once by a command that needs it. All reading and writing happens in transactions; what a transaction
 * changed is there as a whole, with its audit records, or not at all. Thread-safe.
 */
public final class Database implements AutoCloseable {
    /** Times a transaction is done again that waited in a circle with another, and a server is started that dies. */
    private static final int MAX_TRIES = 5;

    private static final Duration RETRY = Duration.ofMillis(200);

    private final Connections connections;
    private final AuditHead head;

    private Database(Connections connections, AuditHead head) {
        this.connections = connections;
        this.head = head;
    }

    /**
     * Opens the store of this home: the database at {@code url}, or {@code SLIPWAY_DATABASE}, or the embedded one, which is
     * started if it does not run and lives on afterwards.
     *
     * @param url as given with {@code --database}; empty when not given
     */
    public static Database open(Home home, String url) throws InterruptedException {
        String external = url.isEmpty() ? Environment.get("SLIPWAY_DATABASE") : url;
        if (external.isEmpty()) {
            return openEmbedded(home);
        }
        Location location = Location.external(external);
        String mark = Digest.of(location.toString()).hex().substring(0, 12);
        Database database = open(location, home.run().resolve("audit-head-" + mark));
        if (database.head.read() instanceof AuditHead.Remembered.Nothing) {
            // A chain that others began: from here on this machine remembers its end.
            database.inTransaction(tx -> tx.audit().head())
                    .filter(h -> h.seq() > 0)
                    .ifPresent(database.head::remember);
        }
        return database;
    }

    /** A server that is just being killed may still look alive when it is adopted: then it is started anew. */
    private static Database openEmbedded(Home home) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return open(EmbeddedPostgres.history(home).start(), home.run().resolve("audit-head"));
            } catch (SlipwayException e) {
                if (attempt == MAX_TRIES || e.problems().getFirst().exit() != Exit.SURROUNDINGS) {
                    throw e;
                }
                Thread.sleep(RETRY);
            }
        }
    }

    /** Opens the store at this place; {@code auditHead} is the file that remembers the end of its audit chain. */
    public static Database open(Location location, Path auditHead) {
        var connections = new Connections(location);
        Connection first = connections.take();
        try {
            Migrations.apply(location, first);
            connections.giveBack(first, true);
        } catch (RuntimeException e) {
            connections.giveBack(first, false);
            connections.close();
            throw e;
        }
        return new Database(connections, new AuditHead(auditHead));
    }

    /** Does this work in one transaction and gives its result; an exception undoes it. */
    public <T> T inTransaction(Function<Transaction, T> work) {
        return attempt("", work);
    }

    /** Reads in one transaction that sees one moment, however long it takes. */
    public <T> T inSnapshot(Function<Transaction, T> work) {
        return attempt("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY", work);
    }

    private <T> T attempt(String first, Function<Transaction, T> work) {
        for (int attempt = 1; ; attempt++) {
            Connection connection = connections.take();
            boolean sound = false;
            try {
                var sql = new Sql(connection);
                if (!first.isEmpty()) {
                    sql.update(first);
                }
                var transaction = new Transaction(sql);
                T result = work.apply(transaction);
                connection.commit();
                sound = true;
                transaction.audit().written().ifPresent(head::remember);
                return result;
            } catch (SQLException e) {
                throw Sql.failure(e);
            } catch (IllegalStateException e) {
                sound = rolledBack(connection);
                if (!deadlock(e) || attempt == MAX_TRIES) {
                    throw e;
                }
            } catch (RuntimeException | Error e) {
                sound = rolledBack(connection);
                throw e;
            } finally {
                connections.giveBack(connection, sound);
            }
        }
    }

    /** Does this work in one transaction. */
    public void transact(Consumer<Transaction> work) {
        inTransaction(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    /** The end of the audit chain as this machine remembers it outside the database. */
    public AuditHead auditHead() {
        return head;
    }

    private static boolean deadlock(IllegalStateException e) {
        return e.getCause() instanceof SQLException sql
                && ("40P01".equals(sql.getSQLState()) || "40001".equals(sql.getSQLState()));
    }

    private static boolean rolledBack(Connection connection) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
