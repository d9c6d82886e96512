package dev.slipway.journal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a run that is driven by this process. Only a once action is interrupted, and only by an abort; a detach
 * interrupts whatever is being done. Journal writes are never interrupted: a file channel would close.
 */
final class Mailbox {
    private final Thread driver;
    private @Nullable Ask waiting;
    private boolean detached;
    private boolean abortable;
    private boolean interruptible;

    Mailbox(Thread driver) {
        this.driver = driver;
    }

    /** Something that may be interrupted. */
    interface Work<T> {
        T done() throws InterruptedException;
    }

    synchronized void put(Ask ask) {
        waiting = ask;
        if (ask instanceof Ask.Abort && abortable) {
            driver.interrupt();
        }
    }

    synchronized void detach() {
        detached = true;
        if (interruptible) {
            driver.interrupt();
        }
    }

    synchronized boolean detached() {
        return detached;
    }

    synchronized boolean aborted() {
        return waiting instanceof Ask.Abort;
    }

    synchronized Optional<Ask> take() {
        Optional<Ask> ask = Optional.ofNullable(waiting);
        waiting = null;
        return ask;
    }

    /** Does work that a detach, and if so said an abort, interrupts. */
    <T> T interruptibly(boolean byAbort, Work<T> work) throws InterruptedException {
        open(byAbort);
        try {
            return work.done();
        } finally {
            close();
        }
    }

    private synchronized void open(boolean byAbort) throws InterruptedException {
        if (detached || (byAbort && aborted())) {
            throw new InterruptedException("asked to stop");
        }
        interruptible = true;
        abortable = byAbort;
    }

    /** From here on nobody interrupts the driver, and what came too late is forgotten: the flags remember. */
    synchronized void close() {
        if (interruptible) {
            interruptible = false;
            abortable = false;
            Thread.interrupted();
        }
    }
}
