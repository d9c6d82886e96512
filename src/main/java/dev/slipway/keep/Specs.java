package dev.slipway.keep;

import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.ProcessSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the folder of specifications; a file that did not change is not parsed again. Not thread-safe. */
final class Specs {
    /** A specification is a few kilobytes; a larger file is not one. */
    private static final long MAX_BYTES = 1 << 20;

    /** What a file says: a specification, or why it is none. */
    sealed interface Read {
        record Good(ProcessSpec spec) implements Read {}

        record Broken(String message) implements Read {}
    }

    private record Stamp(
            long modifiedNanos, long size, @Nullable Object key) {}

    private record Cached(Stamp stamp, Read read) {}

    private final Path folder;
    private Map<String, Cached> cache = new HashMap<>();

    Specs(Path folder) {
        this.folder = folder;
    }

    /** All files by the id in their name. */
    Map<String, Read> all() throws IOException {
        Map<String, Read> all = new TreeMap<>();
        Map<String, Cached> next = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[a-z0-9]*.json")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String id = name.substring(0, name.length() - ".json".length());
                Cached cached = read(file, id);
                if (cached != null) {
                    next.put(id, cached);
                    all.put(id, cached.read());
                }
            }
        }
        cache = next;
        return all;
    }

    /** Null when the file went away meanwhile. */
    private @Nullable Cached read(Path file, String id) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Stamp stamp = new Stamp(
                    attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
                    attributes.size(),
                    attributes.fileKey());
            Cached known = cache.get(id);
            if (known != null && known.stamp().equals(stamp)) {
                return known;
            }
            return new Cached(stamp, parse(file, id, attributes.size()));
        } catch (IOException e) {
            return null;
        }
    }

    private static Read parse(Path file, String id, long size) throws IOException {
        if (size > MAX_BYTES) {
            return new Read.Broken("the specification is larger than " + MAX_BYTES + " bytes");
        }
        String text = Files.readString(file);
        try {
            ProcessSpec spec = Json.read(text, ProcessSpec.class, file.toString());
            if (!spec.id().equals(id)) {
                return new Read.Broken("the file is named " + id + " but specifies " + spec.id());
            }
            if (spec.command().isEmpty()) {
                return new Read.Broken("the specification has no command");
            }
            Objects.requireNonNull(spec.directory(), "directory");
            Objects.requireNonNull(spec.log(), "log");
            Objects.requireNonNull(spec.restart(), "restart");
            return new Read.Good(spec);
        } catch (RuntimeException e) {
            return new Read.Broken("the specification cannot be read: " + e.getMessage());
        }
    }
}
