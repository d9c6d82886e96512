package dev.slipway.intent;

import dev.slipway.base.Place;
import java.util.Optional;
import java.util.function.Function;

/** What the team said about one field: nothing, or a value at a place. */
public sealed interface Given<T> {
    /** Nothing was said. */
    record None<T>() implements Given<T> {}

    /** This was said, there. */
    record Value<T>(T value, Place place) implements Given<T> {}

    /** Nothing. */
    static <T> Given<T> none() {
        return new None<>();
    }

    /** This, there. */
    static <T> Given<T> of(T value, Place place) {
        return new Value<>(value, place);
    }

    /** The value with its origin. */
    default Optional<Resolved<T>> resolved() {
        return switch (this) {
            case None<T> n -> Optional.empty();
            case Value<T> v -> Optional.of(Resolved.declared(v.value(), v.place()));
        };
    }

    /** The value alone. */
    default Optional<T> toOptional() {
        return resolved().map(Resolved::value);
    }

    /** Whether something was said. */
    default boolean isGiven() {
        return this instanceof Value<T>;
    }

    /** This, or the other when nothing was said here. */
    default Given<T> or(Given<T> other) {
        return isGiven() ? this : other;
    }

    /** Another form of the value. */
    default <R> Given<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case None<T> n -> none();
            case Value<T> v -> of(change.apply(v.value()), v.place());
        };
    }
}
