package dev.slipway.exec.files;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A read-only, bounded view of a repository: what detectors and rules see. One walk made it; reading is lazy and cached by
 * nobody. Paths are relative with {@code /} separators; order is by path, so equal trees give equal results.
 */
public interface FileView {
    /** A file that was seen. */
    record Entry(String path, long sizeBytes) {
        /** The last part of the path. */
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** The folder, {@code .} for the root. */
        public String folder() {
            int slash = path.lastIndexOf('/');
            return slash < 0 ? "." : path.substring(0, slash);
        }
    }

    /** All files, sorted by path. */
    List<Entry> files();

    /**
     * The text of a file in UTF-8 (UTF-16 with a mark is converted, a mark is dropped); empty when it is absent, larger than
     * {@link dev.slipway.base.Bounds#MAX_PARSED_FILE_BYTES} or binary.
     */
    Optional<String> text(String path);

    /**
     * The text of a file that the declaration itself names ({@code .env}, {@code env_file}): also when git ignores it, as
     * is the custom for such files. Empty as in {@link #text}, and for what lies outside of the repository.
     */
    default Optional<String> namedText(String path) {
        return text(path);
    }

    /** The bytes of a file up to {@code limit}; empty when absent or larger. */
    Optional<byte[]> bytes(String path, long limit);

    /** Paths that were not looked at, each with the reason: for the report. */
    List<String> skipped();

    /** Whether there is such a file. */
    default boolean has(String path) {
        return files().stream().anyMatch(e -> e.path().equals(path));
    }

    /** A view of texts in memory: for tests and generated trees. */
    static FileView of(java.util.Map<String, String> texts) {
        SortedMap<String, String> sorted = new TreeMap<>(texts);
        List<Entry> entries = sorted.entrySet().stream()
                .map(e -> new Entry(e.getKey(), e.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8).length))
                .toList();
        return new FileView() {
            @Override
            public List<Entry> files() {
                return entries;
            }

            @Override
            public Optional<String> text(String path) {
                return Optional.ofNullable(sorted.get(path));
            }

            @Override
            public Optional<byte[]> bytes(String path, long limit) {
                return text(path)
                        .map(t -> t.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .filter(b -> b.length <= limit);
            }

            @Override
            public List<String> skipped() {
                return List.of();
            }

            @Override
            public boolean has(String path) {
                return sorted.containsKey(path);
            }
        };
    }
}
