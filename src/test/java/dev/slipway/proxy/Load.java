package dev.slipway.proxy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Visitors: a number of connections that together ask a path at a fixed rate, until closed. A broken one opens anew. */
public final class Load implements AutoCloseable {
    /** One request: when it began and whether it was answered below 500. */
    public record Shot(long atNanos, boolean good, String what) {}

    private final AtomicBoolean stop = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Shot> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong lastGood = new AtomicLong();
    private final List<Thread> visitors = new ArrayList<>();

    public Load(int port, String path, int connections, int perSecond) {
        long pauseNanos = connections * 1_000_000_000L / perSecond;
        for (int i = 0; i < connections; i++) {
            long offset = pauseNanos * i / connections;
            visitors.add(Thread.ofVirtual().start(() -> visit(port, path, pauseNanos, offset)));
        }
    }

    private void visit(int port, String path, long pauseNanos, long offset) {
        long due = System.nanoTime() + offset;
        RawHttp http = null;
        while (!stop.get()) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                java.util.concurrent.locks.LockSupport.parkNanos(wait);
            }
            due += pauseNanos;
            long at = System.nanoTime();
            sent.incrementAndGet();
            try {
                if (http == null) {
                    http = new RawHttp(port);
                }
                RawHttp.Answer answer = http.exchange(RawHttp.request("GET", path));
                if (answer.status() >= 500) {
                    failures.add(new Shot(at, false, answer.status() + " " + answer.text()));
                } else {
                    lastGood.set(System.nanoTime());
                }
            } catch (IOException | RuntimeException e) {
                failures.add(new Shot(at, false, e.toString()));
                if (http != null) {
                    http.close();
                }
                http = null;
                // A visitor that was turned away does not hammer.
                due = Math.max(due, System.nanoTime() + 5_000_000);
            }
        }
        if (http != null) {
            http.close();
        }
    }

    public long sent() {
        return sent.get();
    }

    public List<Shot> failures() {
        return List.copyOf(failures);
    }

    /** When the last good answer came, as {@link System#nanoTime}. */
    public long lastGoodNanos() {
        return lastGood.get();
    }

    @Override
    public void close() {
        stop.set(true);
        for (Thread visitor : visitors) {
            try {
                visitor.join(java.time.Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
