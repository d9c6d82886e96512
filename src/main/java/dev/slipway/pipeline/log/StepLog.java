package dev.slipway.pipeline.log;

import dev.slipway.exec.files.TreeCopy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file of one step's output, masked: grows only; of a flood the head and the tail are kept and what lies between is
 * counted. Beside it {@code .idx}: a line a 64 KB, milliseconds since the start and offset. Written by one thread.
 */
public final class StepLog implements AutoCloseable {
    /** Bytes kept from the beginning. */
    private static final int HEAD = 8 << 20;

    /** Bytes kept from the end. */
    private static final int TAIL = 1 << 20;

    /** Bytes between two lines of the index. */
    private static final int INDEX_EACH = 64 << 10;

    /** Last bytes that messages are made of. */
    private static final int LAST = 16 << 10;

    /** Lines in a message. */
    private static final int LAST_LINES = 40;

    private final Path file;
    private final int headLimit;
    private final byte[] buffer = new byte[8 << 10];
    private final long startNanos = System.nanoTime();
    private int buffered;
    private long written;
    private long total;
    private long indexed;
    private byte @Nullable [] tail;
    private int tailAt;
    private long tailTotal;
    private final byte[] last = new byte[LAST];
    private @Nullable OutputStream out;
    private final StringBuilder index = new StringBuilder();

    public StepLog(Path file) {
        this(file, HEAD);
    }

    StepLog(Path file, int headLimit) {
        this.file = file;
        this.headLimit = headLimit;
    }

    /** Takes masked bytes. */
    public void write(byte[] bytes, int from, int length) {
        keepLast(bytes, from, length);
        total += length;
        int head = (int) Math.min(length, Math.max(0, headLimit - written - buffered));
        int at = from;
        while (head > 0) {
            int n = Math.min(head, buffer.length - buffered);
            System.arraycopy(bytes, at, buffer, buffered, n);
            buffered += n;
            at += n;
            head -= n;
            if (buffered == buffer.length) {
                flush();
            }
        }
        keepTail(bytes, at, from + length - at);
    }

    /** A line of our own. */
    public void line(String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /** Bytes so far, those left out included. */
    public long sizeBytes() {
        return total;
    }

    /** The last lines, at most 40. */
    public List<String> lastLines() {
        int n = (int) Math.min(LAST, total);
        byte[] copy = new byte[n];
        int end = (int) (total % LAST);
        for (int i = 0; i < n; i++) {
            copy[i] = last[Math.floorMod(end - n + i, LAST)];
        }
        List<String> lines =
                new ArrayList<>(new String(copy, StandardCharsets.UTF_8).lines().toList());
        if (n == LAST && lines.size() > 1) {
            lines.removeFirst();
        }
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }

    /** Puts what was written so far on the file. */
    public void flush() {
        if (buffered == 0) {
            return;
        }
        try {
            if (out == null) {
                Files.createDirectories(TreeCopy.folderOf(file));
                out = Files.newOutputStream(file);
            }
            out.write(buffer, 0, buffered);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        written += buffered;
        buffered = 0;
        if (written - indexed >= INDEX_EACH) {
            indexed = written;
            index.append((System.nanoTime() - startNanos) / 1_000_000)
                    .append(' ')
                    .append(written)
                    .append('\n');
        }
    }

    @Override
    public void close() {
        if (tail != null && tailTotal > 0) {
            int n = (int) Math.min(tail.length, tailTotal);
            byte[] kept = new byte[n];
            for (int i = 0; i < n; i++) {
                kept[i] = tail[Math.floorMod(tailAt - n + i, tail.length)];
            }
            String gap = "\n[slipway: " + (tailTotal - n) + " bytes left out]\n";
            append(gap.getBytes(StandardCharsets.UTF_8));
            append(kept);
        }
        flush();
        try {
            if (out != null) {
                out.close();
            }
            if (!index.isEmpty()) {
                Files.writeString(file.resolveSibling(file.getFileName() + ".idx"), index);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void append(byte[] bytes) {
        for (int at = 0; at < bytes.length; ) {
            int n = Math.min(bytes.length - at, buffer.length - buffered);
            System.arraycopy(bytes, at, buffer, buffered, n);
            buffered += n;
            at += n;
            if (buffered == buffer.length) {
                flush();
            }
        }
    }

    private void keepLast(byte[] bytes, int from, int length) {
        int n = Math.min(length, LAST);
        long at = total + length - n;
        for (int i = from + length - n; i < from + length; ) {
            int to = (int) (at % LAST);
            int run = Math.min(LAST - to, from + length - i);
            System.arraycopy(bytes, i, last, to, run);
            i += run;
            at += run;
        }
    }

    private void keepTail(byte[] bytes, int from, int length) {
        if (length <= 0) {
            return;
        }
        if (tail == null) {
            tail = new byte[TAIL];
        }
        tailTotal += length;
        int begin = from + Math.max(0, length - TAIL);
        for (int i = begin; i < from + length; ) {
            int run = Math.min(tail.length - tailAt, from + length - i);
            System.arraycopy(bytes, i, tail, tailAt, run);
            tailAt = (tailAt + run) % tail.length;
            i += run;
        }
    }
}
