package dev.slipway.exec.files;

import dev.slipway.base.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;

/**
 * One holder at a time, among the threads and processes of this machine; the kernel frees the lock when its holder dies. The
 * file stays.
 */
public final class ProcessLock implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(5);

    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws dev.slipway.base.SlipwayException (surroundings) when another holds it for longer than {@code limit}
     */
    public static ProcessLock take(Path file, Duration limit) throws InterruptedException {
        DurableFiles.privateFolder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            long end = System.nanoTime() + limit.toNanos();
            while (!locked(channel)) {
                if (System.nanoTime() > end) {
                    channel.close();
                    throw Problem.surroundings(
                                    "another slipway command has been busy for " + limit.toSeconds() + " s",
                                    file.toString(),
                                    "it holds this lock",
                                    "wait for it or end it, and try again")
                            .asException();
                }
                Thread.sleep(POLL);
            }
            return new ProcessLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Held by another thread of this very process.
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
