package dev.slipway.store;

import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The real embedded PostgreSQL, one for the whole test run, stopped at its end. A test class that takes a {@link Store}
 * parameter gets an empty database of its own for each test.
 */
public final class PostgresForTests implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(PostgresForTests.class);

    /** An empty history in a database of its own. */
    public record Store(Location location, Home home) {
        /** Opens it; the migrations have run. */
        public Database open() {
            return Database.open(location, home.run().resolve("audit-head"));
        }

        /** Runs a statement behind the back of everything: to tamper. */
        public int tamper(String sql) {
            Connection connection = Connections.open(location);
            try (var statement = connection.createStatement()) {
                int rows = statement.executeUpdate(sql);
                connection.commit();
                return rows;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                Connections.closeQuietly(connection);
            }
        }
    }

    private static final class Cluster implements AutoCloseable {
        private final Path folder;
        private final EmbeddedPostgres postgres;
        private final Location location;
        private int count;

        Cluster() {
            try {
                folder = Files.createTempDirectory("slipway-test-postgres");
                postgres = EmbeddedPostgres.history(new Home(folder));
                location = postgres.start();
                // These tests kill processes, not the machine: no need to wait for the disk at each of 20,000 commits.
                execute("ALTER SYSTEM SET synchronous_commit = off");
                execute("SELECT pg_reload_conf()");
                execute("CREATE DATABASE template_slipway");
                Database.open(at("template_slipway"), folder.resolve("template-head"))
                        .close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        synchronized Store store() {
            String name = "test_" + ++count;
            // Copied, because migrating costs a second and a test should not.
            execute("CREATE DATABASE " + name + " TEMPLATE template_slipway STRATEGY file_copy");
            return new Store(at(name), new Home(folder.resolve(name)));
        }

        private Location at(String database) {
            return new Location(
                    location.jdbcUrl().replace("/postgres?", "/" + database + "?"),
                    location.user(),
                    location.password());
        }

        private void execute(String sql) {
            Connection connection = Connections.open(location);
            try (var statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                Connections.closeQuietly(connection);
            }
        }

        @Override
        public void close() throws InterruptedException {
            postgres.stop();
            PostgresBinaries.remove(folder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Store.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Cluster.class, c -> new Cluster(), Cluster.class)
                .store();
    }
}
