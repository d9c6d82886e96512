package dev.slipway.exec.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a program's output line by line, masks it and hands it on. Never blocks the program: a receiver that throws is left
 * alone and told at the end. Owns one thread, which ends when the last holder of the pipe does.
 */
final class LinePump {
    /** Characters of a line that are handed on as one piece: a program without line ends must not fill the memory. */
    private static final int MAX_PIECE = 16_384;

    /** Secrets may be longer than a piece; this many times the longest is held back at most. */
    private static final int HOLD_BACK_FACTOR = 4;

    /** Lines kept for messages. */
    static final int TAIL_LINES = 200;

    private final Masks masks;
    private final Consumer<String> lines;
    private final Deque<String> tail = new ArrayDeque<>();
    private final Thread thread;
    private boolean closed;
    private @Nullable RuntimeException receiverFailure;
    private volatile long lastNanos = System.nanoTime();

    LinePump(InputStream output, Masks masks, Consumer<String> lines) {
        this.masks = masks;
        this.lines = lines;
        // A platform thread: reading a pipe would hold a carrier of the virtual threads.
        this.thread = Thread.ofPlatform().daemon().name("output").start(() -> pump(output));
    }

    /** Waits until the output has ended; false when it had not within this time. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return thread.join(limit);
    }

    /** Waits until the output has ended or nothing came for {@code quiet}; false when somebody still holds the pipe. */
    boolean awaitQuiet(Duration quiet, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            long left = lastNanos + quiet.toNanos() - System.nanoTime();
            if (thread.join(Duration.ofNanos(Math.max(1_000_000, left)))) {
                return true;
            }
            if (System.nanoTime() - lastNanos >= quiet.toNanos()) {
                return false;
            }
        }
        return false;
    }

    /** Hands nothing on any more and gives the last lines. */
    synchronized List<String> close() {
        closed = true;
        return List.copyOf(tail);
    }

    /** What the receiver threw, if it did. */
    synchronized Optional<RuntimeException> receiverFailure() {
        return Optional.ofNullable(receiverFailure);
    }

    private void pump(InputStream output) {
        StringBuilder line = new StringBuilder();
        int limit = Math.max(MAX_PIECE, 2 * masks.longest());
        try (Reader reader = new InputStreamReader(output, StandardCharsets.UTF_8)) {
            char[] chunk = new char[8_192];
            boolean afterReturn = false;
            for (int n = reader.read(chunk); n >= 0; n = reader.read(chunk)) {
                lastNanos = System.nanoTime();
                for (int i = 0; i < n; i++) {
                    char c = chunk[i];
                    // A lone carriage return is a progress bar drawing over itself: a line of its own.
                    if ((c == '\n' && !afterReturn) || c == '\r') {
                        emit(line.toString());
                        line.setLength(0);
                    } else if (c != '\n') {
                        line.append(c);
                    }
                    afterReturn = c == '\r';
                }
                if (line.length() >= limit) {
                    emitPiece(line);
                }
            }
        } catch (IOException e) {
            // The stream of a process that we ended breaks; what was read is all there is.
        }
        if (!line.isEmpty()) {
            emit(line.toString());
        }
    }

    /** The part of an overlong line that no secret can reach beyond. */
    private void emitPiece(StringBuilder line) {
        int cut = masks.safeCut(line.toString());
        if (cut == 0 && line.length() > HOLD_BACK_FACTOR * Math.max(MAX_PIECE, masks.longest())) {
            cut = line.length();
        }
        if (cut > 0) {
            emit(line.substring(0, cut));
            line.delete(0, cut);
        }
    }

    private synchronized void emit(String raw) {
        if (closed) {
            return;
        }
        String masked = masks.mask(raw);
        tail.addLast(masked);
        if (tail.size() > TAIL_LINES) {
            tail.removeFirst();
        }
        if (receiverFailure == null) {
            try {
                lines.accept(masked);
            } catch (RuntimeException e) {
                receiverFailure = e;
            }
        }
    }
}
