package dev.slipway.journal;

import java.time.Duration;

/**
 * Renews a lease while a long action is done. A lost lease is noticed by the next write, which is refused. Ended by a flag and
 * never by an interrupt, which would break the file or connection it is using.
 */
final class Heartbeat implements AutoCloseable {
    private final Journal journal;
    private final Lease lease;
    private boolean ended;

    private Heartbeat(Journal journal, Lease lease) {
        this.journal = journal;
        this.lease = lease;
    }

    static Heartbeat start(Journal journal, Lease lease) {
        var heartbeat = new Heartbeat(journal, lease);
        Thread.ofPlatform().daemon().name("heartbeat " + lease.run()).start(heartbeat::beat);
        return heartbeat;
    }

    private void beat() {
        boolean ours = true;
        while (ours && !endedWithin(Lease.HEARTBEAT)) {
            try {
                ours = journal.heartbeat(lease);
            } catch (RuntimeException e) {
                // The journal does not answer: tried again at the next beat. The driver's own write tells the user.
                ours = true;
            }
        }
    }

    private synchronized boolean endedWithin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long left = time.toMillis(); left > 0 && !ended; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            return true;
        }
        return ended;
    }

    @Override
    public synchronized void close() {
        ended = true;
        notifyAll();
    }
}
