package dev.slipway.exec.files;

import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes that are whole or not there: temporary file, fsync, rename, fsync of the folder. */
public final class DurableFiles {
    /** Readable by the owner alone. */
    public static final String PRIVATE = "rw-------";

    private DurableFiles() {}

    /** Writes text, readable by the owner alone. */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8), PRIVATE);
    }

    /** Writes bytes with these permissions (as in {@code ls -l}). */
    public static void write(Path file, byte[] bytes, String permissions) {
        write(file, bytes, permissions, true);
    }

    /** Exchanges the contents of a user's file, which keeps its permissions. */
    public static void replace(Path file, byte[] bytes) {
        try {
            write(file, bytes, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Exchanges a file that can be made again: whole or not there for readers, but not synced; owner alone reads. */
    public static void exchange(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8), PRIVATE, false);
    }

    private static void write(Path file, byte[] bytes, String permissions, boolean sync) {
        Path folder = folderOf(file);
        Path temporary = folder.resolve("." + file.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + ".tmp");
        try {
            privateFolder(folder);
            Files.deleteIfExists(temporary);
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
            try (FileChannel channel = FileChannel.open(
                    temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                if (sync) {
                    channel.force(true);
                }
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (sync) {
                syncFolder(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Makes a folder and its parents; new ones can be entered by the owner alone. */
    public static void privateFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new Problem(
                            Exit.SURROUNDINGS,
                            "cannot make a folder",
                            folder.toString(),
                            e instanceof FileSystemException f && f.getReason() == null
                                    ? e.getClass().getSimpleName() + ": " + e.getMessage()
                                    : String.valueOf(e.getMessage()),
                            "free that path, or give another one as SLIPWAY_HOME")
                    .asException();
        }
    }

    /** Makes a rename or removal in this folder durable. */
    public static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes a file durably; no matter if it is absent. */
    public static void remove(Path file) {
        try {
            if (Files.deleteIfExists(file)) {
                syncFolder(folderOf(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }

    private static Path folderOf(Path file) {
        return java.util.Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    }
}
