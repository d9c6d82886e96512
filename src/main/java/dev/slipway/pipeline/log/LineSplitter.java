package dev.slipway.pipeline.log;

import java.nio.charset.StandardCharsets;

/**
 * Finds the lines in a stream that may be commands, lets a listener say what they mean, and passes everything else on as it
 * is, in large pieces. Used by one thread.
 */
public final class LineSplitter {
    /** Lines that are longer are no commands. */
    private static final int MAX_COMMAND = 1 << 20;

    /** Says what lines mean. */
    public interface Listener {
        /** Whether the line, without its end, may be a command. */
        boolean mayCommand(byte[] buffer, int from, int to);

        /** What the log shall keep in place of the line, with line ends; empty for nothing. */
        String command(String line);
    }

    private final Listener listener;
    private final MaskStream out;
    /** The beginning of a line whose end has not come yet. */
    private byte[] open = new byte[1024];

    private int openLength;
    private boolean inside;

    public LineSplitter(Listener listener, MaskStream out) {
        this.listener = listener;
        this.out = out;
    }

    /** Takes a piece. */
    public void write(byte[] bytes, int from, int length) {
        int end = from + length;
        int passed = from;
        int at = from;
        while (at < end) {
            int line = indexOfEnd(bytes, at, end);
            if (line < 0) {
                break;
            }
            if (openLength > 0) {
                keep(bytes, at, line + 1 - at);
                takeLine(open, 0, openLength);
                openLength = 0;
                passed = line + 1;
            } else if (inside) {
                inside = false;
            } else if (listener.mayCommand(bytes, at, bare(bytes, at, line))) {
                out.write(bytes, passed, at - passed);
                takeLine(bytes, at, line + 1 - at);
                passed = line + 1;
            }
            at = line + 1;
        }
        out.write(bytes, passed, at - passed);
        if (at < end) {
            rest(bytes, at, end - at);
        }
    }

    /** Nothing more comes: what is open is a line. */
    public void finish() {
        if (openLength > 0) {
            takeLine(open, 0, openLength);
            openLength = 0;
        }
        out.flush();
    }

    /** A line without an end yet: kept back while it may become a command. */
    private void rest(byte[] bytes, int from, int length) {
        if (inside) {
            out.write(bytes, from, length);
            return;
        }
        keep(bytes, from, length);
        if (openLength > MAX_COMMAND) {
            out.write(open, 0, openLength);
            openLength = 0;
            inside = true;
        }
    }

    private void takeLine(byte[] bytes, int from, int length) {
        int to = bare(bytes, from, from + length);
        if (!listener.mayCommand(bytes, from, to)) {
            out.write(bytes, from, length);
            return;
        }
        String kept = listener.command(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        byte[] instead = kept.getBytes(StandardCharsets.UTF_8);
        out.write(instead, 0, instead.length);
    }

    private static int bare(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        return end;
    }

    private static int indexOfEnd(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void keep(byte[] bytes, int from, int length) {
        if (openLength + length > open.length) {
            open = java.util.Arrays.copyOf(open, Math.max(2 * open.length, openLength + length));
        }
        System.arraycopy(bytes, from, open, openLength, length);
        openLength += length;
    }
}
