package dev.slipway.app;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Made on first use, once: what keeps the start path light. */
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T value;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T made = value;
        if (made == null) {
            made = maker.get();
            value = made;
        }
        return made;
    }

    /** The value if it was made: to close what was opened, and only that. */
    synchronized java.util.Optional<T> made() {
        return java.util.Optional.ofNullable(value);
    }
}
