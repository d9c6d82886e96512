package dev.slipway.check.secrets;

import java.util.List;

/** How a kind of secret stands in a text. */
public sealed interface Form {
    /** By itself: its own prefix says what it is. */
    record Token(Shape shape) implements Form {}

    /**
     * As a value given to a name that holds one of these lower-case words; without that name it would be any number.
     *
     * @param words each at least two characters
     */
    record Named(List<String> words, Shape value) implements Form {
        public Named {
            words = List.copyOf(words);
        }
    }

    /**
     * In a way of its own.
     *
     * @param keywords one of them stands where the reading begins
     * @param example writes a text around a made-up secret, for examples
     */
    record Read(List<String> keywords, Reading reading, Writing example) implements Form {
        public Read {
            keywords = List.copyOf(keywords);
        }
    }

    /** Reads a secret at a place. */
    @FunctionalInterface
    interface Reading {
        /** Start and end of the secret itself when the keyword at {@code hit} begins one; start -1 when not. */
        Shape.Extent at(String text, int hit);
    }

    /** Writes a text with a secret in it. */
    @FunctionalInterface
    interface Writing {
        /** A line or several, holding {@code secret}, a random word of letters and digits. */
        String with(String secret);
    }
}
