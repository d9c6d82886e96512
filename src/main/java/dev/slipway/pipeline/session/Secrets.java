package dev.slipway.pipeline.session;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The run's secrets in clear: expressions of the dialects compute with them. Says nothing of itself when printed; every value
 * is masked in all output before any step starts.
 */
public final class Secrets {
    private final Map<String, String> values;

    public Secrets(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** None. */
    public static Secrets none() {
        return new Secrets(Map.of());
    }

    /** By exact name. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The names, which are not secret. */
    public Set<String> names() {
        return values.keySet();
    }

    /** For masking and for the one process that needs them. */
    public Collection<String> values() {
        return values.values();
    }

    @Override
    public String toString() {
        return "[secrets]";
    }
}
