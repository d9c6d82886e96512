package dev.slipway.assess;

import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import java.util.List;
import java.util.Optional;

/** An answer about a repository, always with what it rests on. */
public sealed interface Fact<T> {
    /**
     * Known.
     *
     * @param alternatives what other sources say, kept so that a contradiction can be shown
     */
    record Known<T>(
            T value, Confidence confidence, List<Evidence> evidence, String rule, List<Alternative<T>> alternatives)
            implements Fact<T> {
        public Known {
            evidence = List.copyOf(evidence);
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * Not known.
     *
     * @param customary the framework's custom, never used silently; empty list or one value
     */
    record Unknown<T>(String reason, List<Evidence> lookedAt, String rule, List<T> customary) implements Fact<T> {
        public Unknown {
            lookedAt = List.copyOf(lookedAt);
            customary = List.copyOf(customary);
        }
    }

    /** A place and what stands there, without secrets. */
    record Evidence(Place place, String excerpt) {}

    /** What another source says and why it lost. */
    record Alternative<T>(T value, Confidence confidence, List<Evidence> evidence, String whyNotChosen) {
        public Alternative {
            evidence = List.copyOf(evidence);
        }
    }

    /** The value when it is known. */
    default Optional<T> known() {
        return switch (this) {
            case Known<T> k -> Optional.of(k.value());
            case Unknown<T> u -> Optional.empty();
        };
    }

    /** The value, or the custom, or nothing. */
    default Optional<T> orCustomary() {
        return switch (this) {
            case Known<T> k -> Optional.of(k.value());
            case Unknown<T> u -> u.customary().stream().findFirst();
        };
    }
}
