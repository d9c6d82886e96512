package dev.slipway.journal;

import java.time.Duration;

/** How the executor waits: really, or in virtual time. */
@FunctionalInterface
public interface Pauses {
    /** In real time. */
    Pauses REAL = Thread::sleep;

    /** Waits this long. */
    void pause(Duration duration) throws InterruptedException;
}
