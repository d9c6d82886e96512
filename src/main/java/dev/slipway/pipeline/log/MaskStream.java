package dev.slipway.pipeline.log;

import java.nio.charset.StandardCharsets;

/**
 * Replaces secrets in a stream of bytes by {@code ***}, whatever the borders of its pieces. Holds back only what may be the
 * beginning of a secret. Used by one thread.
 */
public final class MaskStream {
    /** Receives bytes. */
    @FunctionalInterface
    public interface Sink {
        /** These bytes, which are the caller's again afterwards. */
        void write(byte[] bytes, int from, int length);
    }

    private static final byte[] STARS = "***".getBytes(StandardCharsets.US_ASCII);

    /** Bytes held back at most; a chain of overlapping secrets beyond it is cut. */
    private static final int MAX_HELD = 1 << 20;

    private final MaskSet set;
    private final Sink sink;
    private Automaton automaton = Automaton.EMPTY;
    private int state;
    /** Bytes not passed on yet. */
    private byte[] held = new byte[256];

    private int heldLength;
    /** Of {@link #held}: bytes from..to are secret and end what is known; from &lt; 0 for none. */
    private int secretFrom = -1;

    private int secretTo;

    public MaskStream(MaskSet set, Sink sink) {
        this.set = set;
        this.sink = sink;
    }

    /** Takes a piece. */
    public void write(byte[] bytes, int from, int length) {
        refresh();
        if (automaton.isEmpty()) {
            sink.write(bytes, from, length);
            return;
        }
        int end = from + length;
        int at = from;
        while (at < end) {
            if (state == 0 && heldLength == 0) {
                int plain = at;
                while (at < end && !automaton.starts(bytes[at])) {
                    at++;
                }
                if (at > plain) {
                    sink.write(bytes, plain, at - plain);
                }
                if (at == end) {
                    return;
                }
            }
            at = scan(bytes, at, end);
        }
    }

    /**
     * Follows the automaton until nothing is held back any more, or the piece ends. Gives where it stopped.
     */
    private int scan(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            byte b = bytes[at++];
            hold(b);
            state = automaton.step(state, b);
            int found = automaton.found(state);
            if (found > 0) {
                int begin = heldLength - found;
                secretFrom = secretFrom >= 0 ? Math.min(secretFrom, begin) : begin;
                secretTo = heldLength;
            }
            int keep = automaton.depth(state);
            if (keep == 0 || heldLength > MAX_HELD) {
                release(heldLength);
                return at;
            }
            int safe = heldLength - keep;
            if (secretFrom < 0 ? safe > 4096 : secretTo <= safe) {
                release(safe);
            }
        }
        int safe = heldLength - automaton.depth(state);
        release(secretFrom >= 0 && secretTo > safe ? Math.min(safe, secretFrom) : safe);
        return at;
    }

    /** Passes on all that is held: nothing more comes, or what came must be seen now. */
    public void flush() {
        release(heldLength);
        state = 0;
    }

    private void refresh() {
        Automaton newest = set.automaton();
        if (newest == automaton) {
            return;
        }
        automaton = newest;
        byte[] again = java.util.Arrays.copyOf(held, heldLength);
        heldLength = 0;
        secretFrom = -1;
        state = 0;
        for (byte b : again) {
            scan(new byte[] {b}, 0, 1);
        }
    }

    private void hold(byte b) {
        if (heldLength == held.length) {
            held = java.util.Arrays.copyOf(held, 2 * held.length);
        }
        held[heldLength++] = b;
    }

    /** Passes on the first bytes; a secret among them as stars. */
    private void release(int length) {
        int done = 0;
        if (secretFrom >= 0 && secretFrom < length) {
            sink.write(held, 0, secretFrom);
            sink.write(STARS, 0, STARS.length);
            done = Math.min(heldLength, secretTo);
            secretFrom = -1;
        }
        if (done < length) {
            sink.write(held, done, length - done);
            done = length;
        }
        System.arraycopy(held, done, held, 0, heldLength - done);
        heldLength -= done;
        if (secretFrom >= 0) {
            secretFrom -= done;
            secretTo -= done;
        }
    }
}
