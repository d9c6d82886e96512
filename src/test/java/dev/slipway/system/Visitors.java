package dev.slipway.system;

import dev.slipway.proxy.RawHttp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Visitors with kept connections that together ask at a fixed rate until closed. An answer that carries the application's
 * mark is the application's, good or bad; anything else that is not good was made by us.
 */
final class Visitors implements AutoCloseable {
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong badByApplication = new AtomicLong();
    private final ConcurrentLinkedQueue<String> ours = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final long began = System.nanoTime();

    Visitors(int port, int connections, int perSecond) {
        long pause = connections * 1_000_000_000L / perSecond;
        for (int i = 0; i < connections; i++) {
            long offset = pause * i / connections;
            threads.add(Thread.ofVirtual().start(() -> visit(port, pause, offset)));
        }
    }

    private void visit(int port, long pause, long offset) {
        String request = RawHttp.request("GET", "/");
        long due = System.nanoTime() + offset;
        RawHttp http = null;
        while (!stop.get()) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            due += pause;
            try {
                if (http == null) {
                    http = new RawHttp(port);
                }
                RawHttp.Answer answer = http.exchange(request);
                count(answer);
                if (answer.header("connection").equalsIgnoreCase("close")) {
                    http.close();
                    http = null;
                }
            } catch (IOException | RuntimeException e) {
                ours.add((System.nanoTime() - began) / 1_000_000 + " ms: " + e);
                if (http != null) {
                    http.close();
                }
                http = null;
                due = Math.max(due, System.nanoTime() + 5_000_000);
            }
            sent.incrementAndGet();
        }
        if (http != null) {
            http.close();
        }
    }

    private void count(RawHttp.Answer answer) {
        boolean good = answer.status() == 200;
        if (!good && !answer.header("x-fixture").isEmpty()) {
            badByApplication.incrementAndGet();
        } else if (!good) {
            ours.add((System.nanoTime() - began) / 1_000_000 + " ms: " + answer.status() + " "
                    + answer.header("x-slipway-error") + " " + answer.text());
        }
    }

    long sent() {
        return sent.get();
    }

    /** Bad answers that the application made itself. */
    long badByApplication() {
        return badByApplication.get();
    }

    /** Failures that no application made. */
    List<String> failures() {
        return List.copyOf(ours);
    }

    /** Requests a second since the beginning. */
    double rate() {
        return sent.get() * 1e9 / (System.nanoTime() - began);
    }

    @Override
    public void close() throws InterruptedException {
        stop.set(true);
        for (Thread thread : threads) {
            thread.join(java.time.Duration.ofSeconds(25));
        }
    }
}
