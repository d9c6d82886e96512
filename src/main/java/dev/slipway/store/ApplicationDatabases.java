package dev.slipway.store;

import dev.slipway.base.Digest;
import dev.slipway.base.Scope;
import dev.slipway.base.Secret;
import dev.slipway.exec.files.SealedFiles;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.postgresql.PGConnection;

/**
 * Databases of applications in the second cluster: one role and one database for each service that needs one. Passwords
 * are made here and kept sealed; the cluster sees only their SCRAM verifiers, so that no log and no WAL holds one.
 */
public final class ApplicationDatabases {
    private final Location cluster;
    private final SealedFiles secrets;

    /** Of a cluster that runs ({@link EmbeddedPostgres#awaitReady}). */
    public ApplicationDatabases(Location cluster, SealedFiles secrets) {
        this.cluster = cluster;
        this.secrets = secrets;
    }

    /**
     * How a service enters its database.
     *
     * @param password reference {@code NAME@VERSION} into the secret store
     */
    public record Credentials(String host, int port, String database, String user, String password) {}

    /**
     * What a service will enter its database by, settled before the cluster runs.
     *
     * @param password reference {@code NAME@VERSION} into the secret store
     */
    public record Reserved(String database, String user, String password) {}

    /** Settles name and password; nothing is started or created but the sealed password. */
    public static Reserved reserve(SealedFiles secrets, Scope scope, String resource) {
        String name = nameOf(scope, resource);
        String secret = secretName(scope, resource);
        return new Reserved(name, name, secrets.find(secret).orElseGet(() -> secrets.put(secret, random())));
    }

    private static String secretName(Scope scope, String resource) {
        return scope.key() + "/" + resource + "/PASSWORD";
    }

    /** Makes role and database if they are not there and sets the password that is kept; doing so twice is as once. */
    public Credentials ensure(Scope scope, String resource) {
        Reserved reserved = reserve(secrets, scope, resource);
        String name = reserved.database();
        String reference = reserved.password();
        work(connection -> {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
                execute(connection, "CREATE ROLE " + quoted(name) + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE");
            }
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(name, secrets.open(reference).reveal().toCharArray(), "scram-sha-256");
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                execute(connection, "CREATE DATABASE " + quoted(name) + " OWNER " + quoted(name));
            }
            execute(connection, "REVOKE ALL ON DATABASE " + quoted(name) + " FROM PUBLIC");
        });
        return new Credentials("127.0.0.1", port(), name, name, reference);
    }

    /** Whether the cluster has this database. */
    public boolean has(Scope scope, String resource) {
        boolean[] found = new boolean[1];
        work(connection ->
                found[0] = exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", nameOf(scope, resource)));
        return found[0];
    }

    /** Removes database, role and password for good, with all data. */
    public void drop(Scope scope, String resource) {
        String name = nameOf(scope, resource);
        work(connection -> {
            execute(connection, "DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
            execute(connection, "DROP ROLE IF EXISTS " + quoted(name));
        });
        secrets.remove(secretName(scope, resource));
    }

    /**
     * {@code app_service_environment_resource}; names hold no underscore, so two never meet. PostgreSQL cuts names at 63
     * bytes (NAMEDATALEN): a longer one keeps its beginning and a digest.
     */
    static String nameOf(Scope scope, String resource) {
        String name = scope.app() + "_" + scope.service() + "_" + scope.environment() + "_"
                + resource.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        return name.length() <= 63
                ? name
                : name.substring(0, 46) + "_" + Digest.of(name).hex().substring(0, 16);
    }

    private int port() {
        String url = cluster.jdbcUrl();
        return Integer.parseInt(url.substring(url.indexOf("127.0.0.1:") + 10, url.indexOf('/', url.indexOf("127."))));
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void work(Work work) {
        Connection connection = Connections.open(cluster);
        try {
            // CREATE DATABASE refuses to run in a transaction.
            connection.setAutoCommit(true);
            work.on(connection);
        } catch (SQLException e) {
            throw Sql.failure(e);
        } finally {
            Connections.closeQuietly(connection);
        }
    }

    private static boolean exists(Connection connection, String question, String name) throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static Secret random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Secret.of(HexFormat.of().formatHex(bytes));
    }
}
