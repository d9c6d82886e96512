package dev.slipway.store;

import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on one connection, in one transaction. Arguments are bound, never pasted. Instants are kept in microseconds. */
final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Makes a row's record. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /** One row of a result, its columns by name. */
    record Row(ResultSet columns) {
        String text(String column) throws SQLException {
            String value = columns.getString(column);
            if (value == null) {
                throw new SQLException("column " + column + " is null");
            }
            return value;
        }

        Optional<String> maybeText(String column) throws SQLException {
            return Optional.ofNullable(columns.getString(column));
        }

        long number(String column) throws SQLException {
            return columns.getLong(column);
        }

        boolean truth(String column) throws SQLException {
            return columns.getBoolean(column);
        }

        byte[] bytes(String column) throws SQLException {
            return columns.getBytes(column);
        }

        Instant time(String column) throws SQLException {
            return columns.getObject(column, OffsetDateTime.class).toInstant();
        }

        Optional<Instant> maybeTime(String column) throws SQLException {
            return Optional.ofNullable(columns.getObject(column, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant);
        }
    }

    /** Number of rows changed. */
    int update(String sql, @Nullable Object... arguments) {
        try (PreparedStatement statement = bind(sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... arguments) {
        try (PreparedStatement statement = bind(sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(new Row(rows)));
            }
            return all;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Rows one after the other without keeping them: for tables without a bound. Stops when {@code each} says false. */
    <T> void stream(String sql, Reader<T> reader, java.util.function.Predicate<T> each, @Nullable Object... arguments) {
        try (PreparedStatement statement = bind(sql, arguments)) {
            statement.setFetchSize(1_000);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && each.test(reader.read(new Row(rows)))) {
                    // the work is in the condition
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    <T> Optional<T> first(String sql, Reader<T> reader, @Nullable Object... arguments) {
        List<T> all = list(sql, reader, arguments);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    private PreparedStatement bind(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(
                    i + 1, arguments[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : arguments[i]);
        }
        return statement;
    }

    /** A database that cannot be reached or has no room is the surroundings' failure; all else is a bug. */
    static RuntimeException failure(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        boolean surroundings =
                state.startsWith("08") || state.startsWith("57") || state.startsWith("53") || state.startsWith("28");
        if (!surroundings) {
            return new IllegalStateException("SQL failed (" + state + "): " + e.getMessage(), e);
        }
        return new SlipwayException(
                Problem.surroundings(
                        "the database does not answer",
                        "",
                        String.valueOf(e.getMessage()),
                        "try again; work that was begun is resumed by the next command"),
                e);
    }
}
