package dev.slipway.cli;

import dev.slipway.app.Slipway;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C: the first rolls back what is under way (or ends a build), the second detaches and says how to go on. The keeper and
 * the data plane are in sessions of their own and never hear of it.
 */
final class Interrupts implements AutoCloseable {
    private static final Signal INT = new Signal("INT");
    private final SignalHandler before;

    private Interrupts(SignalHandler before) {
        this.before = before;
    }

    static Interrupts of(Slipway slipway, PrintWriter err) {
        AtomicInteger count = new AtomicInteger();
        Thread main = Thread.currentThread();
        SignalHandler handler = signal -> {
            try {
                boolean over = count.incrementAndGet() == 1 ? first(slipway, err) : second(slipway, err);
                if (over) {
                    main.interrupt();
                }
            } catch (InterruptedException e) {
                main.interrupt();
            }
        };
        return new Interrupts(Signal.handle(INT, handler));
    }

    private static boolean first(Slipway slipway, PrintWriter err) throws InterruptedException {
        boolean rollout = slipway.abortRunning("interrupted at the keyboard");
        err.println(rollout ? "slipway: rolling back; once more to detach" : "slipway: stopping");
        err.flush();
        return !rollout;
    }

    private static boolean second(Slipway slipway, PrintWriter err) throws InterruptedException {
        err.println("slipway: detached; the next command goes on with it: slipway status");
        err.flush();
        slipway.detachRunning();
        return true;
    }

    @Override
    public void close() {
        Signal.handle(INT, before);
    }
}
