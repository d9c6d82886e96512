package dev.slipway.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** One entry of a layer; its path is the key it is kept under. */
sealed interface Content {
    /** A folder. */
    record Folder() implements Content {}

    /** A symbolic link that stays within what is packed. */
    record Link(String target) implements Content {}

    /** A file on disk. */
    record OnDisk(Path file, long sizeBytes, boolean executable) implements Content {}

    /** A file inside an archive that stays open until the layer is written. */
    record InArchive(ZipFile archive, ZipEntry entry) implements Content {}

    /** Bytes, already normalised. */
    record Bytes(byte[] bytes, boolean executable) implements Content {}

    /** The size of a file, 0 for folders and links. */
    default long sizeBytes() {
        return switch (this) {
            case Folder f -> 0;
            case Link l -> 0;
            case OnDisk d -> d.sizeBytes;
            case InArchive a -> a.entry.getSize();
            case Bytes b -> b.bytes.length;
        };
    }

    /** The bytes of a file; nothing for folders and links. */
    default InputStream open() throws IOException {
        return switch (this) {
            case Folder f -> InputStream.nullInputStream();
            case Link l -> InputStream.nullInputStream();
            case OnDisk d -> Files.newInputStream(d.file);
            case InArchive a -> a.archive.getInputStream(a.entry);
            case Bytes b -> new ByteArrayInputStream(b.bytes);
        };
    }

    /** Permissions in the layer: folders and executables 755, files 644, links 777 as tar writes them. */
    default int mode() {
        return switch (this) {
            case Folder f -> 0755;
            case Link l -> 0777;
            case OnDisk d -> d.executable ? 0755 : 0644;
            case InArchive a -> 0644;
            case Bytes b -> b.executable ? 0755 : 0644;
        };
    }
}
