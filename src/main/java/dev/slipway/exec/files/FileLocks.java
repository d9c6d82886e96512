package dev.slipway.exec.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Turns between processes, and between threads of this one, by a lock file. The kernel frees it when a holder dies. */
public final class FileLocks {
    /** The kernel's lock is the process's: threads of one process need a lock of their own before it. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private FileLocks() {}

    /** Runs this alone; for work of milliseconds, so waiting is not bounded. */
    public static void whileLocked(Path file, Runnable work) {
        Path path = file.toAbsolutePath().normalize();
        ReentrantLock threads = THREADS.computeIfAbsent(path, p -> new ReentrantLock());
        threads.lock();
        try {
            DurableFiles.privateFolder(Objects.requireNonNull(path.getParent()));
            try (var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                Objects.requireNonNull(lock);
                work.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + path, e);
        } finally {
            threads.unlock();
        }
    }
}
