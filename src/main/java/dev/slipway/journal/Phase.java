package dev.slipway.journal;

import java.util.Locale;

/** Where a run stands. */
public enum Phase {
    /** A gate was closed. */
    REFUSED,
    /** Being done. */
    RUNNING,
    /** Being taken back. */
    UNWINDING,
    /** Done. */
    SUCCEEDED,
    /** Not done; the world is as before. */
    FAILED,
    /** A person must do something. */
    STUCK;

    /** As stored and shown. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As read back. */
    public static Phase of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether somebody drives it or must take it up. */
    public boolean unfinished() {
        return this == RUNNING || this == UNWINDING;
    }
}
