package dev.slipway.pipeline.runs;

import dev.slipway.base.wire.Json;
import dev.slipway.exec.files.AppendFile;
import dev.slipway.exec.files.TreeCopy;
import dev.slipway.pipeline.flow.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened in a run, a JSON object a line; only grows. A line is with the operating system when {@code append} returns,
 * so a killed process loses nothing, and on disk a moment later: syncs are shared by the lines that came meanwhile.
 */
public final class RunFile implements AutoCloseable {
    private final FileChannel channel;
    private final Thread syncer;
    private boolean dirty;
    private boolean closed;

    /**
     * How the run was asked for; the first line.
     *
     * @param file of the pipeline, relative to {@code directory}
     * @param digest of the pipeline file's text
     * @param arguments that decide what it does, without secrets
     * @param level of isolation
     */
    public record Asked(
            String id,
            String dialect,
            String directory,
            String file,
            String digest,
            List<String> arguments,
            String level,
            long atMillis) {}

    /** A node that is over. */
    public record Over(
            String node,
            Result outcome,
            Result conclusion,
            int attempts,
            String note,
            long tookMillis,
            Map<String, String> outputs) {}

    /** The end. */
    public record Ended(Result result, long tookMillis) {}

    /** A line: exactly one of the three is there. */
    public record Line(
            @org.jspecify.annotations.Nullable Asked asked,
            @org.jspecify.annotations.Nullable Over over,
            @org.jspecify.annotations.Nullable Ended ended) {}

    /** A run read back; of a node that was over twice the last counts. */
    public record Past(Asked asked, Map<String, Over> over, boolean ended) {}

    private RunFile(FileChannel channel) {
        this.channel = channel;
        this.syncer = Thread.ofPlatform().daemon().name("run file").start(this::syncWhenDirty);
    }

    /** Opens a run's file to append. */
    public static RunFile open(Path file) {
        try {
            Files.createDirectories(TreeCopy.folderOf(file));
            return new RunFile(FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Reads a run back. */
    public static Past read(Path file) {
        List<Asked> asked = new ArrayList<>();
        Map<String, Over> over = new LinkedHashMap<>();
        boolean ended = false;
        for (String text : new AppendFile(file).lines()) {
            Line line = Json.read(text, Line.class, file.toString());
            if (line.asked() != null) {
                asked.add(line.asked());
                ended = false;
            } else if (line.over() != null) {
                over.put(line.over().node(), line.over());
            } else {
                ended = true;
            }
        }
        if (asked.isEmpty()) {
            throw new UncheckedIOException(new IOException("no run in " + file));
        }
        return new Past(asked.getFirst(), over, ended);
    }

    /** The first line. */
    public void asked(Asked asked) {
        append(new Line(asked, null, null));
    }

    /** A node is over. */
    public void over(Over over) {
        append(new Line(null, over, null));
    }

    /** The run is over. */
    public void ended(Ended ended) {
        append(new Line(null, null, ended));
    }

    private synchronized void append(Line line) {
        ByteBuffer bytes = ByteBuffer.wrap((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the run file", e);
        }
        dirty = true;
        notifyAll();
    }

    private void syncWhenDirty() {
        try {
            while (true) {
                synchronized (this) {
                    while (!dirty && !closed) {
                        wait();
                    }
                    if (!dirty) {
                        return;
                    }
                    dirty = false;
                }
                channel.force(false);
            }
        } catch (IOException | InterruptedException e) {
            // The last sync is tried again when the file is closed, and told there.
            return;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            syncer.join(10_000);
            channel.force(false);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the run file", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
