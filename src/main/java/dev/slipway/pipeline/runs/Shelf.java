package dev.slipway.pipeline.runs;

import dev.slipway.base.Digest;
import dev.slipway.base.wire.Json;
import dev.slipway.exec.files.ContentStore;
import dev.slipway.exec.files.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Named sets of files: the artifacts of a run, or the caches of a scope. A set's name stands in its manifest, so it may hold
 * any character. Thread-safe: a manifest is whole or not there.
 */
public final class Shelf {
    private final Path folder;
    private final ContentStore contents;

    public Shelf(Path folder, ContentStore contents) {
        this.folder = folder;
        this.contents = contents;
    }

    /**
     * A set.
     *
     * @param roots for caches: each path as the user wrote it, in their order; files of the n-th begin with {@code n/}
     * @param createdMillis since the epoch
     */
    public record Manifest(
            String name, long createdMillis, long sizeBytes, List<String> roots, List<ContentStore.Kept> files) {
        /** Identifies the set by what it holds. */
        public String digest() {
            return Digest.of(Json.write(files)).hex();
        }
    }

    /** Keeps files of a folder as a set; replaces one of the same name. */
    public Manifest put(String name, Path from, List<Path> files, List<String> roots, long nowMillis) {
        long size = 0;
        for (Path file : files) {
            size += from.resolve(file).toFile().length();
        }
        Manifest manifest = new Manifest(name, nowMillis, size, roots, contents.keep(from, files));
        write(manifest);
        return manifest;
    }

    /** Keeps a set whose files are kept already. */
    public void write(Manifest manifest) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
        DurableFiles.exchange(path(manifest.name()), Json.write(manifest));
    }

    /** Contents, for sets made of several folders. */
    public ContentStore contents() {
        return contents;
    }

    /** The set of this name. */
    public Optional<Manifest> get(String name) {
        return read(path(name)).filter(m -> m.name().equals(name));
    }

    /** All sets, newest first. */
    public List<Manifest> all() {
        List<Manifest> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(f -> f.toString().endsWith(".json")).forEach(f -> read(f).ifPresent(all::add));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder, e);
            }
        }
        all.sort(Comparator.comparingLong(Manifest::createdMillis).reversed().thenComparing(Manifest::name));
        return all;
    }

    private Path path(String name) {
        return folder.resolve(Digest.of(name).hex().substring(0, 32) + ".json");
    }

    private static Optional<Manifest> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Json.read(Files.readString(file), Manifest.class, file.toString()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
