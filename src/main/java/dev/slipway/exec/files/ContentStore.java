package dev.slipway.exec.files;

import dev.slipway.base.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Files by the digest of their content, and named sets of them. A content is written once and never changes; a writer that
 * dies leaves nothing but a temporary file. Safe for several processes.
 */
public final class ContentStore {
    private final Path root;

    public ContentStore(Path root) {
        this.root = root;
    }

    /**
     * A file of a set.
     *
     * @param path relative, with {@code /}
     * @param digest of its content; empty when {@code link} is not
     * @param link where a symbolic link points; empty for a file
     */
    public record Kept(String path, String digest, boolean executable, String link) {}

    /** Keeps these files of a folder. */
    public List<Kept> keep(Path folder, List<Path> files) {
        List<Kept> kept = new ArrayList<>(files.size());
        for (Path relative : files) {
            Path file = folder.resolve(relative);
            String name = relative.toString().replace('\\', '/');
            try {
                if (Files.isSymbolicLink(file)) {
                    kept.add(new Kept(
                            name, "", false, Files.readSymbolicLink(file).toString()));
                } else if (Files.isRegularFile(file)) {
                    kept.add(new Kept(name, keep(file).hex(), Files.isExecutable(file), ""));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep " + file, e);
            }
        }
        return kept;
    }

    /** Brings files back below a folder; nothing is ever written outside of it. */
    public void bring(List<Kept> files, Path folder) {
        for (Kept kept : files) {
            Path target = folder.resolve(kept.path()).normalize();
            if (!target.startsWith(folder.normalize())) {
                throw new IllegalArgumentException("a path that leaves its folder: " + kept.path());
            }
            try {
                Files.createDirectories(TreeCopy.folderOf(target));
                if (!TreeCopy.folderOf(target).toRealPath().startsWith(folder.toRealPath())) {
                    throw new IllegalArgumentException("a path that leaves its folder by a link: " + kept.path());
                }
                Files.deleteIfExists(target);
                if (!kept.link().isEmpty()) {
                    Files.createSymbolicLink(target, Path.of(kept.link()));
                } else {
                    Files.copy(path(kept.digest()), target, StandardCopyOption.REPLACE_EXISTING);
                    target.toFile().setWritable(true, true);
                    if (kept.executable()) {
                        target.toFile().setExecutable(true, false);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot bring back " + target, e);
            }
        }
    }

    private Digest keep(Path file) throws IOException {
        Digest digest = digest(file);
        Path target = path(digest.hex());
        if (!Files.exists(target)) {
            Files.createDirectories(TreeCopy.folderOf(target));
            Path temporary = Files.createTempFile(TreeCopy.folderOf(target), ".", ".part");
            try {
                Files.copy(file, temporary, StandardCopyOption.REPLACE_EXISTING);
                // The file may have changed since it was read: what is kept is what its name says.
                if (!digest(temporary).equals(digest)) {
                    throw new IOException("it changed while it was read");
                }
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
        return digest;
    }

    private Path path(String hex) {
        return root.resolve(hex.substring(0, 2)).resolve(hex.substring(2));
    }

    /** The digest of a file's content. */
    public static Digest digest(Path file) throws IOException {
        MessageDigest sha = Digest.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[64 << 10];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                sha.update(chunk, 0, n);
            }
        }
        return Digest.of(sha);
    }
}
