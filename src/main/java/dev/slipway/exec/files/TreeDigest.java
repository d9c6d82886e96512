package dev.slipway.exec.files;

import dev.slipway.base.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The digest of a folder's whole content: SHA-256 over its entries sorted by path. Of a file counts its path, whether its
 * owner may execute it, its size and its content; of a symbolic link its path and its target. Times, owners and empty
 * folders do not count, so that a copy of a tree has the digest of the tree.
 */
public final class TreeDigest {
    private static final int BUFFER_BYTES = 128 << 10;

    private TreeDigest() {}

    /**
     * The digest of this folder.
     *
     * @throws UncheckedIOException when it cannot be read; a folder that is absent cannot
     */
    public static Digest of(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> entries = walk.filter(p -> !Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparing(p -> name(folder, p)))
                    .toList();
            MessageDigest whole = Digest.sha256();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (Path entry : entries) {
                whole.update(line(folder, entry, buffer).getBytes(StandardCharsets.UTF_8));
            }
            return Digest.of(whole);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /** One entry. Paths cannot hold NUL, so fields cannot run into each other. */
    private static String line(Path folder, Path entry, byte[] buffer) throws IOException {
        String name = name(folder, entry);
        if (Files.isSymbolicLink(entry)) {
            return name + "\0link\0" + Files.readSymbolicLink(entry) + "\0\n";
        }
        if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
            // Opening a pipe would wait for its writer; a release has none, so this never equals a proven digest.
            return name + "\0special\0\n";
        }
        MessageDigest content = Digest.sha256();
        long sizeBytes = 0;
        try (InputStream in = Files.newInputStream(entry)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                content.update(buffer, 0, n);
                sizeBytes += n;
            }
        }
        // Not isExecutable: that asks about this very user, and root may execute whatever anybody may.
        boolean executable = Files.getPosixFilePermissions(entry)
                .contains(java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE);
        String kind = executable ? "program" : "file";
        return name + "\0" + kind + "\0" + sizeBytes + "\0" + HexFormat.of().formatHex(content.digest()) + "\n";
    }

    private static String name(Path folder, Path entry) {
        return folder.relativize(entry).toString();
    }
}
