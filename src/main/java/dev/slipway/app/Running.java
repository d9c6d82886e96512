package dev.slipway.app;

import dev.slipway.journal.Ask;
import dev.slipway.journal.Executor;
import dev.slipway.journal.RunId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The run that this process drives at the moment, so that Ctrl-C finds it. */
public final class Running {
    private record Driven(Executor executor, RunId run) {}

    private final AtomicReference<Optional<Driven>> driven = new AtomicReference<>(Optional.empty());
    private volatile boolean aborted;

    /** A run begins. */
    public void begin(Executor executor, RunId run) {
        driven.set(Optional.of(new Driven(executor, run)));
    }

    /** No run is driven any more. */
    public void end() {
        driven.set(Optional.empty());
    }

    /** Asks the driven run to go back; false when there is none. */
    boolean abort(String reason) {
        Optional<Driven> now = driven.get();
        now.ifPresent(d -> {
            aborted = true;
            d.executor().interrupt(d.run(), new Ask.Abort(reason));
        });
        return now.isPresent();
    }

    /** Stops driving; the next command takes the run up. */
    void detach() {
        driven.get().ifPresent(d -> d.executor().detach(d.run()));
    }

    /** Whether a person asked the run to go back. */
    public boolean aborted() {
        return aborted;
    }
}
