package dev.slipway.keep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Keeps a log bounded by copying it away and cutting it: its writer appends and never learns of it. Lines written between
 * copy and cut are lost; that is the price of a writer that we cannot ask to reopen.
 */
final class LogRotation {
    /** Old files kept beside the log: {@code .1} is the youngest. */
    static final int KEPT = 3;

    private static final Set<StandardOpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);

    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final long limitBytes;

    LogRotation(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Rotates when the log is larger than the limit. */
    void rotate(Path log) throws IOException {
        if (!Files.isRegularFile(log) || Files.size(log) <= limitBytes) {
            return;
        }
        for (int i = KEPT - 1; i >= 1; i--) {
            Path older = numbered(log, i);
            if (Files.exists(older)) {
                Files.move(older, numbered(log, i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (FileChannel from = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel to = FileChannel.open(numbered(log, 1), FRESH, OWNER)) {
            long size = from.size();
            // A writer faster than our look made more than the limit: the youngest lines are the ones to keep.
            long position = Math.max(0, size - limitBytes);
            while (position < size) {
                long moved = from.transferTo(position, size - position, to);
                if (moved <= 0) {
                    break;
                }
                position += moved;
            }
            from.truncate(0);
        }
    }

    private static Path numbered(Path log, int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }
}
