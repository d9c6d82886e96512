package dev.slipway.store;

import dev.slipway.base.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema to this version. A cheap question comes first, because the migration library costs over half a second
 * at its first use in a process.
 */
final class Migrations {
    static final String SCHEMA = "slipway";

    /** The newest file under {@code migrations/}; a test compares. */
    static final int LATEST = 1;

    static final String FOLDER = "dev/slipway/store/migrations";

    private Migrations() {}

    static void apply(Location location, Connection connection) {
        int version = version(connection);
        if (version > LATEST) {
            throw Problem.surroundings(
                            "the database was made by a newer Slipway",
                            location.toString(),
                            "its schema has version " + version + ", this Slipway knows " + LATEST,
                            "use the newer Slipway")
                    .asException();
        }
        if (version < LATEST) {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(
                            location.jdbcUrl(),
                            location.user(),
                            location.password().reveal())
                    .schemas(SCHEMA)
                    .defaultSchema(SCHEMA)
                    .createSchemas(true)
                    .locations("classpath:" + FOLDER)
                    .load()
                    .migrate();
        }
    }

    /** 0 when there is nothing yet. */
    private static int version(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT coalesce(max(version::int), 0) FROM " + SCHEMA
                        + ".flyway_schema_history WHERE success AND version IS NOT NULL")) {
            rows.next();
            int version = rows.getInt(1);
            connection.commit();
            return version;
        } catch (SQLException e) {
            rollback(connection);
            String state = String.valueOf(e.getSQLState());
            if (state.equals("42P01") || state.equals("3F000")) {
                return 0;
            }
            throw Sql.failure(e);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
