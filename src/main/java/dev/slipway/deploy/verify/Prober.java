package dev.slipway.deploy.verify;

import dev.slipway.exec.http.Http;
import dev.slipway.intent.Intent;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends verification requests (GET only) to the arms it is aimed at, at a fixed rate to each, and compares the answers with
 * what "works" means. Counts are monotone for the life of the prober; a new one begins at 0.
 */
public final class Prober implements AutoCloseable {
    /**
     * A {@link Intent.Check#status()} for a service of which no path is known: whatever it says about {@code /}, it answers;
     * an application without a first page says 404. Status 0 is any answer below 400.
     */
    public static final int ANY_ANSWER = -1;

    /** Requests in flight: a slow version must not pile up threads. At the default rate it stands for 300 ms of latency. */
    private static final int MAX_IN_FLIGHT = 64;

    /** An answer that takes longer is wrong. */
    private static final Duration ANSWER_TIME = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Http http;
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    private final Map<String, Counts> counts = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile Order order = new Order(List.of(), 0);

    /**
     * Where to send.
     *
     * @param release whose counts it adds to
     * @param base scheme, host and port
     * @param headers that mark the request and choose the arm; none when it goes to an instance directly
     */
    public record Aim(String release, URI base, Map<String, String> headers, List<Intent.Check> checks) {
        public Aim {
            headers = Map.copyOf(headers);
            checks = List.copyOf(checks);
        }
    }

    /** Monotone counts of one release: answered or broken at the instance; of these wrong; not possible at all. */
    public record Seen(long verified, long wrong, long unverifiable, String lastWrong) {}

    private static final class Counts {
        final AtomicLong sent = new AtomicLong();
        final AtomicLong verified = new AtomicLong();
        final AtomicLong wrong = new AtomicLong();
        final AtomicLong unverifiable = new AtomicLong();
        volatile String lastWrong = "";
    }

    /** Sends nothing until it is aimed. */
    public Prober(Http http) {
        this.http = http;
        this.thread = Thread.ofVirtual().name("prober").start(this::send);
    }

    private record Order(List<Aim> aims, double perSecond) {}

    /**
     * Aims anew; an empty list pauses.
     *
     * @param perSecond requests a second to each arm
     */
    public void aim(List<Aim> where, double perSecond) {
        order = new Order(List.copyOf(where), perSecond);
    }

    /** What was seen of a release so far. */
    public Seen seen(String release) {
        Counts c = counts.computeIfAbsent(release, r -> new Counts());
        // Read "wrong" first: a count that lags must never exceed its total.
        long wrong = c.wrong.get();
        return new Seen(c.verified.get(), wrong, c.unverifiable.get(), c.lastWrong);
    }

    /** Stops sending; requests in flight are dropped. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void send() {
        double due = 0;
        long last = System.nanoTime();
        try {
            while (true) {
                Thread.sleep(PAUSE);
                long now = System.nanoTime();
                Order present = order;
                due = Math.min(due + (now - last) * present.perSecond() / 1e9, present.perSecond());
                last = now;
                for (; due >= 1; due--) {
                    for (Aim aim : present.aims()) {
                        launch(aim);
                    }
                }
            }
        } catch (InterruptedException e) {
            // Closed: the thread ends.
        }
    }

    private void launch(Aim aim) {
        if (!inFlight.tryAcquire()) {
            return;
        }
        Counts c = counts.computeIfAbsent(aim.release(), r -> new Counts());
        Intent.Check check =
                aim.checks().get((int) (c.sent.getAndIncrement() % aim.checks().size()));
        Thread.ofVirtual().start(() -> {
            try {
                judge(c, check, http.get(aim.base().resolve(check.path()), headers(aim, check), ANSWER_TIME));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                inFlight.release();
            }
        });
    }

    /** What the team wants sent; what marks the request and chooses the arm has the last word. */
    static Map<String, String> headers(Aim aim, Intent.Check check) {
        Map<String, String> all = new HashMap<>(check.headers());
        all.putAll(aim.headers());
        return all;
    }

    private static void judge(Counts c, Intent.Check check, Http.Answer answer) {
        switch (answer) {
            case Http.Answer.Got got
            when got.headers().getOrDefault("X-Slipway-Error", "").startsWith("no-") ->
                c.unverifiable.incrementAndGet();
            case Http.Answer.Got got -> {
                c.verified.incrementAndGet();
                String why = wrong(check, got);
                if (!why.isEmpty()) {
                    c.lastWrong = "GET " + check.path() + ": " + why;
                    c.wrong.incrementAndGet();
                }
            }
            case Http.Answer.None none -> {
                // Whether the instance or the way to it broke cannot be told from here: the proxy answers 502 for the
                // instance, so no answer at all means that the way is gone.
                c.unverifiable.incrementAndGet();
            }
        }
    }

    /** Why the answer is not what the check wants; empty when it is. Status 0 stands for "any below 400". */
    public static String wrong(Intent.Check check, Http.Answer.Got got) {
        boolean right = right(check, got.status());
        if (!right) {
            return "status " + got.status() + (check.status() <= 0 ? "" : " instead of " + check.status());
        }
        return check.contains().isEmpty() || got.body().contains(check.contains())
                ? ""
                : "the body lacks '" + check.contains() + "'";
    }

    /** Whether a check is content with this status. */
    static boolean right(Intent.Check check, int status) {
        return switch (check.status()) {
            case 0 -> status < 400;
            case ANY_ANSWER -> status < 500;
            default -> status == check.status();
        };
    }
}
