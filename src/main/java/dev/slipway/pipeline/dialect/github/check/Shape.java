package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.github.expr.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What may stand at a place of a file. */
sealed interface Shape {
    /** Anything at all. */
    record Any() implements Shape {}

    /** A scalar as text. */
    record Text(boolean nonEmpty) implements Shape {}

    /** {@code true} or {@code false}. */
    record Bool() implements Shape {}

    /** A number. */
    record Num() implements Shape {}

    /** Nothing. */
    record Nothing() implements Shape {}

    /** One of some words. */
    record Word(List<String> allowed) implements Shape {}

    /** A list. */
    record ListOf(Shape item, boolean nonEmpty) implements Shape {}

    /** One of several; a map is matched to those maps that know its keys. */
    record Either(List<Shape> alternatives) implements Shape {}

    /** Here and below these names are known to expressions. */
    record In(Names names, Shape inner) implements Shape {}

    /** A shape that refers to itself. */
    record Later(Supplier<Shape> shape) implements Shape {}

    /**
     * A map.
     *
     * @param section how messages call it
     * @param known keys with their shapes
     * @param loose the shape of every other key's value; none: other keys are mistakes
     */
    record Fields(String section, Map<String, Field> known, List<Shape> loose) implements Shape {
        public Fields {
            known = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(known));
            loose = List.copyOf(loose);
        }
    }

    /** A key's value. */
    record Field(Shape shape, boolean required) {}

    Shape ANY = new Any();
    Shape TEXT = new Text(false);
    Shape WORDS = new Text(true);
    Shape BOOL = new Bool();
    Shape NUM = new Num();
    Shape NOTHING = new Nothing();

    /** One of these. */
    static Shape either(Shape... alternatives) {
        return new Either(List.of(alternatives));
    }

    /** One of these words. */
    static Shape word(String... allowed) {
        return new Word(List.of(allowed));
    }

    /** A list of these, perhaps empty. */
    static Shape list(Shape item) {
        return new ListOf(item, false);
    }

    /** One, or a list of them. */
    static Shape oneOrMore(Shape item) {
        return either(item, list(item));
    }

    /** A map with any keys. */
    static Shape mapOf(String section, Shape value) {
        return new Fields(section, Map.of(), List.of(value));
    }

    /**
     * A map with known keys.
     *
     * @param keysAndShapes in turn; a key that must be there ends with {@code !}
     */
    static Fields fields(String section, Object... keysAndShapes) {
        Map<String, Field> known = new LinkedHashMap<>();
        for (int i = 0; i < keysAndShapes.length; i += 2) {
            String key = (String) keysAndShapes[i];
            boolean required = key.endsWith("!");
            known.put(
                    required ? key.substring(0, key.length() - 1) : key,
                    new Field((Shape) keysAndShapes[i + 1], required));
        }
        return new Fields(section, known, List.of());
    }

    /** The alternatives it stands for, without names around them. */
    default List<Shape> flat() {
        return switch (this) {
            case Either e -> {
                List<Shape> all = new ArrayList<>();
                e.alternatives().forEach(a -> all.addAll(a.flat()));
                yield all;
            }
            case In in -> in.inner().flat();
            case Later l -> l.shape().get().flat();
            case Any a -> List.of(this);
            case Text t -> List.of(this);
            case Bool b -> List.of(this);
            case Num n -> List.of(this);
            case Nothing n -> List.of(this);
            case Word w -> List.of(this);
            case ListOf l -> List.of(this);
            case Fields f -> List.of(this);
        };
    }
}
