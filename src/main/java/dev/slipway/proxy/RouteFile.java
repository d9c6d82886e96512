package dev.slipway.proxy;

import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.RouteTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code routes.json}: a table is given once, and only when it is valid and newer than the one in force. Remembers the
 * last good table in a file, so that a proxy that starts beside a broken {@code routes.json} still serves. Not thread-safe.
 */
final class RouteFile {
    /** A table of thousands of routes stays far below. */
    private static final long MAX_BYTES = 16 << 20;

    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {}

    private final RunFiles files;
    private @Nullable Stamp seen;
    private long epoch = -1;
    private String refused = "";

    RouteFile(RunFiles files) {
        this.files = files;
    }

    /** Why the newest file is not in force; empty when it is. */
    String refused() {
        return refused;
    }

    /** The table to start with: the file's, else the last good one, else an empty one. */
    RouteTable first() {
        Optional<RouteTable> table = next();
        if (table.isPresent()) {
            return table.get();
        }
        String why = refused;
        Optional<RouteTable> last = read(files.lastGoodRoutes());
        refused = why;
        RouteTable first = last.orElse(RouteTable.EMPTY);
        epoch = first.epoch();
        return first;
    }

    /** A new table to apply, when there is one. */
    Optional<RouteTable> next() {
        Stamp stamp = stamp();
        if (stamp == null || stamp.equals(seen)) {
            return Optional.empty();
        }
        seen = stamp;
        Optional<RouteTable> table = read(files.routes());
        if (table.isEmpty()) {
            return Optional.empty();
        }
        if (table.get().epoch() <= epoch) {
            refused = table.get().epoch() == epoch
                    ? refused
                    : "epoch " + table.get().epoch() + " is older than " + epoch;
            return Optional.empty();
        }
        refused = "";
        epoch = table.get().epoch();
        return table;
    }

    /** Remembers an applied table as good. */
    void applied(RouteTable table) throws IOException {
        files.write(files.lastGoodRoutes(), Json.write(table));
    }

    private Optional<RouteTable> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                refused = file + " is larger than " + MAX_BYTES + " bytes";
                return Optional.empty();
            }
            RouteTable table = Json.read(Files.readString(file), RouteTable.class, file.toString());
            Optional<String> problem = TableCheck.problem(table);
            problem.ifPresent(p -> refused = p);
            return problem.isPresent() ? Optional.empty() : Optional.of(table);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            refused = String.valueOf(e.getMessage());
            return Optional.empty();
        }
    }

    private @Nullable Stamp stamp() {
        try {
            var a = Files.readAttributes(files.routes(), BasicFileAttributes.class);
            return new Stamp(a.lastModifiedTime(), a.size(), a.fileKey());
        } catch (IOException e) {
            return null;
        }
    }
}
