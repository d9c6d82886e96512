package dev.slipway.exec.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;

/** Makes a file that is whole or not there, and only if nobody else made it: several processes may try at once. */
public final class ExclusiveFile {
    private ExclusiveFile() {}

    /** Makes the file, readable by the owner alone; false when there is one already. */
    public static boolean create(Path file, byte[] bytes) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path whole = folder.resolve("." + UUID.randomUUID() + ".new");
        DurableFiles.write(whole, bytes, DurableFiles.PRIVATE);
        try {
            // A hard link is refused when the name is taken; a rename would replace it.
            Files.createLink(file, whole);
            DurableFiles.syncFolder(folder);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + file, e);
        } finally {
            DurableFiles.remove(whole);
        }
    }
}
