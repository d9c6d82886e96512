package dev.slipway.pipeline.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The clock a runner lives by, and the way to wait on it. */
public interface Timeline {
    /** Milliseconds since an unknown moment; never goes back. */
    long nowMillis();

    /**
     * Waits until the inbox holds something or the time is reached, and takes all it holds.
     *
     * @param untilMillis {@link Long#MAX_VALUE} to wait for the inbox alone
     */
    <T> List<T> await(BlockingQueue<T> inbox, long untilMillis) throws InterruptedException;

    /** The machine's monotonic clock. */
    static Timeline real() {
        return new Timeline() {
            @Override
            public long nowMillis() {
                return System.nanoTime() / 1_000_000;
            }

            @Override
            public <T> List<T> await(BlockingQueue<T> inbox, long untilMillis) throws InterruptedException {
                List<T> taken = new ArrayList<>();
                T first = untilMillis == Long.MAX_VALUE
                        ? inbox.take()
                        : inbox.poll(Math.max(0, untilMillis - nowMillis()), TimeUnit.MILLISECONDS);
                if (first != null) {
                    taken.add(first);
                    inbox.drainTo(taken);
                }
                return taken;
            }
        };
    }
}
