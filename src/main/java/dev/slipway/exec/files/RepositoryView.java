package dev.slipway.exec.files;

import dev.slipway.base.Bounds;
import dev.slipway.base.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a folder on disk, as one walk found them: what git ignores, what build tools make, links and special files
 * are left out. Reading never follows a link and never leaves the folder. Thread-safe.
 */
public final class RepositoryView implements FileView {
    /** Bytes at the start of a file in which a NUL makes it binary: git's own measure. */
    private static final int BINARY_PROBE = 8_000;

    private final Path root;
    private final List<Entry> files;
    private final Map<String, Entry> byPath;
    private final List<String> skipped;

    private RepositoryView(Path root, RepositoryWalk.Found found) {
        this.root = root;
        this.files = found.files();
        this.byPath = found.byPath();
        this.skipped = found.skipped();
    }

    /**
     * Walks this folder.
     *
     * @throws dev.slipway.base.SlipwayException (input) when it is no folder that can be read
     */
    public static RepositoryView of(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw Problem.input(
                            "there is no folder " + root,
                            "a repository is a folder",
                            "check the spelling, or run the command inside the repository")
                    .asException();
        }
        return new RepositoryView(root, RepositoryWalk.of(root));
    }

    /**
     * Only these files and folders below a folder; files named here count whatever git says of them.
     *
     * @throws dev.slipway.base.SlipwayException (input) when one is not there
     */
    public static RepositoryView of(Path folder, List<Path> selected) {
        Path root = folder.toAbsolutePath().normalize();
        java.util.TreeMap<String, Entry> byPath = new java.util.TreeMap<>();
        List<String> skipped = new java.util.ArrayList<>();
        for (Path path : selected) {
            Path whole = path.toAbsolutePath().normalize();
            String prefix = root.relativize(whole).toString().replace('\\', '/');
            if (Files.isDirectory(whole)) {
                RepositoryWalk.Found found = RepositoryWalk.of(whole);
                String before = prefix.isEmpty() ? "" : prefix + "/";
                found.files().forEach(e -> byPath.put(before + e.path(), new Entry(before + e.path(), e.sizeBytes())));
                found.skipped().forEach(s -> skipped.add(before + s));
            } else {
                byPath.put(prefix, new Entry(prefix, size(whole)));
            }
        }
        return new RepositoryView(
                root, new RepositoryWalk.Found(List.copyOf(byPath.values()), Map.copyOf(byPath), List.copyOf(skipped)));
    }

    private static long size(Path file) {
        try {
            if (Files.isRegularFile(file)) {
                return Files.size(file);
            }
        } catch (IOException e) {
            // Told below: what cannot be looked at is not there for us.
        }
        throw Problem.input(
                        "there is no file " + file,
                        "the path is misspelled, or not yours to read",
                        "check the spelling")
                .asException();
    }

    /**
     * The repository around a file, not walked: {@link #namedText} finds what it is asked for, the lists are empty. The
     * repository is the next folder above with a {@code .git} or {@code .github}, else the file's own folder.
     */
    public static RepositoryView around(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path own = absolute.getParent() == null ? absolute : absolute.getParent();
        for (Path folder = own; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git")) || Files.isDirectory(folder.resolve(".github"))) {
                return new RepositoryView(folder, new RepositoryWalk.Found(List.of(), Map.of(), List.of()));
            }
        }
        return new RepositoryView(own, new RepositoryWalk.Found(List.of(), Map.of(), List.of()));
    }

    /** The folder that was walked. */
    public Path root() {
        return root;
    }

    @Override
    public List<Entry> files() {
        return files;
    }

    @Override
    public boolean has(String path) {
        return byPath.containsKey(path);
    }

    @Override
    public Optional<String> text(String path) {
        return bytes(path, Bounds.MAX_PARSED_FILE_BYTES).flatMap(RepositoryView::decode);
    }

    @Override
    public Optional<byte[]> bytes(String path, long limit) {
        Entry entry = byPath.get(path);
        return entry == null || entry.sizeBytes() > limit ? Optional.empty() : read(path, limit);
    }

    @Override
    public Optional<String> namedText(String path) {
        if (has(path)) {
            return text(path);
        }
        try {
            Path file = root.resolve(path).normalize();
            boolean inside = file.startsWith(root)
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && file.toRealPath().startsWith(root.toRealPath());
            return inside ? read(path, Bounds.MAX_PARSED_FILE_BYTES).flatMap(RepositoryView::decode) : Optional.empty();
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> read(String path, long limit) {
        // It may have grown since the walk: read one byte more than allowed and no further.
        try (InputStream in =
                Files.newInputStream(root.resolve(path), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
            return bytes.length > limit ? Optional.empty() : Optional.of(bytes);
        } catch (IOException e) {
            // Gone, or not ours to read: the same answer as for a file that is not there.
            return Optional.empty();
        }
    }

    @Override
    public List<String> skipped() {
        return skipped;
    }

    /** Text by byte order mark, else UTF-8 where wrong bytes become U+FFFD; empty for binary. */
    static Optional<String> decode(byte[] bytes) {
        int length = bytes.length;
        if (length >= 2 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
            return Optional.of(new String(bytes, 2, length - 2, StandardCharsets.UTF_16BE));
        }
        if (length >= 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
            return Optional.of(new String(bytes, 2, length - 2, StandardCharsets.UTF_16LE));
        }
        for (int i = 0; i < Math.min(length, BINARY_PROBE); i++) {
            if (bytes[i] == 0) {
                return Optional.empty();
            }
        }
        boolean mark = length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        return Optional.of(new String(bytes, mark ? 3 : 0, mark ? length - 3 : length, StandardCharsets.UTF_8));
    }
}
