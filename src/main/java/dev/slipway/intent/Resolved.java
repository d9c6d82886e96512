package dev.slipway.intent;

import dev.slipway.base.Place;

/** A value and where it comes from: what {@code slipway explain FIELD} prints. */
public record Resolved<T>(T value, Origin origin) {
    /** Where a value comes from. Precedence in this order, the first wins. */
    public sealed interface Origin {
        /** A command-line flag. */
        record Flag(String flag) implements Origin {}

        /** The intent file. */
        record Declared(Place place) implements Origin {}

        /** A fact of the repository. */
        record Fact(String rule, Place place) implements Origin {}

        /** A built-in default and its reason. */
        record Default(String reason) implements Origin {}

        /** One line for people. */
        default String text() {
            return switch (this) {
                case Flag f -> "flag " + f.flag();
                case Declared d -> d.place().toString();
                case Fact f -> f.place() + " (" + f.rule() + ")";
                case Default d -> "default: " + d.reason();
            };
        }
    }

    /** A value that the team declared at a place. */
    public static <T> Resolved<T> declared(T value, Place place) {
        return new Resolved<>(value, new Origin.Declared(place));
    }

    /** A built-in default. */
    public static <T> Resolved<T> byDefault(T value, String reason) {
        return new Resolved<>(value, new Origin.Default(reason));
    }
}
