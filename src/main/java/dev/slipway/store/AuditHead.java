package dev.slipway.store;

import dev.slipway.exec.files.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.UUID;

/**
 * The end of the audit chain, kept in a file beside the database, so that cutting the chain's tail or putting back an older
 * database is noticed. Written after the commit: after a crash it may be behind, never ahead.
 */
public final class AuditHead {
    private final Path file;

    AuditHead(Path file) {
        this.file = file;
    }

    /** What the file says. */
    public sealed interface Remembered {
        /** No record was ever written, or the file was removed. */
        record Nothing() implements Remembered {}

        /** The chain has at least this record. */
        record Reached(AuditTable.Head head) implements Remembered {}

        /** Somebody else wrote it. */
        record Unreadable() implements Remembered {}
    }

    /** Reads the file. */
    public Remembered read() {
        try {
            if (!Files.exists(file)) {
                return new Remembered.Nothing();
            }
            String line = Files.readString(file).strip();
            return line.matches("[0-9]{1,18} [0-9a-f]{64}")
                    ? new Remembered.Reached(new AuditTable.Head(
                            Long.parseLong(line.substring(0, line.indexOf(' '))),
                            line.substring(line.indexOf(' ') + 1)))
                    : new Remembered.Unreadable();
        } catch (IOException e) {
            return new Remembered.Unreadable();
        }
    }

    /** Where it is kept. */
    public Path file() {
        return file;
    }

    /**
     * Moves on to this record. Without fsync: losing the newest value in a power cut only makes the check weaker by a few
     * records, and two fsyncs would double the cost of each journal write.
     */
    void remember(AuditTable.Head head) {
        if (read() instanceof Remembered.Reached(AuditTable.Head known) && known.seq() >= head.seq()) {
            return;
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            DurableFiles.privateFolder(folder);
            Files.writeString(temporary, head.seq() + " " + head.hash() + "\n");
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
