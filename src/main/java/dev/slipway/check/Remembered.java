package dev.slipway.check;

/**
 * Files of which an earlier check with the same rules found that there is nothing to say: no finding, nothing undecided, no
 * suppression, and no part in a set. Implementations are thread-safe.
 */
public interface Remembered {
    /** Remembers nothing. */
    Remembered NOTHING = new Remembered() {
        @Override
        public boolean isPlain(String path, String text) {
            return false;
        }

        @Override
        public void plain(String path, String text) {}
    };

    /** Whether there is nothing to say about this text at this path. */
    boolean isPlain(String path, String text);

    /** There is nothing to say about this text at this path. */
    void plain(String path, String text);
}
