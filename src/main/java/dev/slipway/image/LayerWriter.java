package dev.slipway.image;

import dev.slipway.base.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a layer as a plain tar whose bytes depend on paths, contents, executable bits and link targets alone: entries
 * sorted, times at the epoch, owner 0:0, no names of owners. Not compressed, because a compressor's output differs between
 * versions of zlib, and so would the digest.
 */
final class LayerWriter {
    /** A written layer. */
    record Written(Path file, Digest digest, long sizeBytes) {}

    private LayerWriter() {}

    /** Writes entries by absolute path without the leading slash; folders above them are added. */
    static Written write(SortedMap<String, Content> entries, Path file) throws IOException {
        MessageDigest sha = Digest.sha256();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                var digesting = new DigestOutputStream(out, sha);
                var tar = new TarArchiveOutputStream(digesting, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (Map.Entry<String, Content> e : withFolders(entries).entrySet()) {
                put(tar, e.getKey(), e.getValue());
            }
            tar.finish();
        }
        return new Written(file, Digest.of(sha), Files.size(file));
    }

    private static SortedMap<String, Content> withFolders(SortedMap<String, Content> entries) {
        SortedMap<String, Content> all = new TreeMap<>(entries);
        for (String path : entries.keySet()) {
            for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
                all.putIfAbsent(path.substring(0, end), new Content.Folder());
            }
        }
        return all;
    }

    private static void put(TarArchiveOutputStream tar, String path, Content content) throws IOException {
        TarArchiveEntry entry = switch (content) {
            case Content.Folder f -> new TarArchiveEntry(path + "/");
            case Content.Link l -> link(path, l.target());
            case Content.OnDisk d -> new TarArchiveEntry(path);
            case Content.InArchive a -> new TarArchiveEntry(path);
            case Content.Bytes b -> new TarArchiveEntry(path);
        };
        entry.setSize(content.sizeBytes());
        entry.setMode(content.mode());
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
        try (InputStream in = content.open()) {
            in.transferTo(tar);
        }
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry link(String path, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return entry;
    }
}
