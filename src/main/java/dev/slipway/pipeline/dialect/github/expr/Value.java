package dev.slipway.pipeline.dialect.github.expr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of an expression. Arrays and objects are equal to nothing but themselves, as the language has it. */
public sealed interface Value {
    /** Nothing. */
    Value NULL = new Null();

    /** The word of its kind in the provider's tests and messages. */
    default String kind() {
        return switch (this) {
            case Null n -> "Null";
            case Bool b -> "Boolean";
            case Num n -> "Number";
            case Text t -> "String";
            case Arr a -> "Array";
            case Obj o -> "Object";
        };
    }

    /** Whether it is neither an array nor an object. */
    default boolean isPrimitive() {
        return switch (this) {
            case Null n -> true;
            case Bool b -> true;
            case Num n -> true;
            case Text t -> true;
            case Arr a -> false;
            case Obj o -> false;
        };
    }

    /** Whether {@code &&}, {@code ||}, {@code !} and {@code if} take it as true. */
    default boolean isTruthy() {
        return switch (this) {
            case Null n -> false;
            case Bool b -> b.value();
            case Num n -> n.value() != 0 && !Double.isNaN(n.value());
            case Text t -> !t.value().isEmpty();
            case Arr a -> true;
            case Obj o -> true;
        };
    }

    /** As a number: an array, an object or a word is not one. */
    default double number() {
        return switch (this) {
            case Null n -> 0;
            case Bool b -> b.value() ? 1 : 0;
            case Num n -> n.value();
            case Text t -> Numbers.parse(t.value());
            case Arr a -> Double.NaN;
            case Obj o -> Double.NaN;
        };
    }

    /** As text, the way it is put into a string. */
    default String text() {
        return switch (this) {
            case Null n -> "";
            case Bool b -> String.valueOf(b.value());
            case Num n -> Numbers.text(n.value());
            case Text t -> t.value();
            case Arr a -> "Array";
            case Obj o -> "Object";
        };
    }

    /** A text. */
    static Value of(String text) {
        return new Text(text);
    }

    /** A truth. */
    static Value of(boolean truth) {
        return new Bool(truth);
    }

    /** A number. */
    static Value of(double number) {
        return new Num(number);
    }

    /** {@code null}. */
    record Null() implements Value {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements Value {}

    /** An IEEE double. */
    record Num(double value) implements Value {}

    /** A string. */
    record Text(String value) implements Value {}

    /**
     * A list.
     *
     * @param filtered whether it came from {@code .*}: then a further index is applied to each item
     */
    record Arr(List<Value> items, boolean filtered) implements Value {
        public Arr {
            items = List.copyOf(items);
        }

        /** An ordinary list. */
        public Arr(List<Value> items) {
            this(items, false);
        }
    }

    /** An object: keys in order, found without regard to case; of two keys that differ in case only the last value stays. */
    final class Obj implements Value {
        private final Map<String, Value> fields = new LinkedHashMap<>();
        private final Map<String, String> names = new LinkedHashMap<>();

        /** Of these fields. */
        public Obj(Map<String, ? extends Value> fields) {
            fields.forEach((name, value) -> {
                String known = names.putIfAbsent(Fold.fold(name), name);
                this.fields.put(known == null ? name : known, value);
            });
        }

        /** The value of a field. */
        public Optional<Value> get(String name) {
            return Optional.ofNullable(names.get(Fold.fold(name))).map(fields::get);
        }

        /** All fields in order. */
        public Map<String, Value> fields() {
            return java.util.Collections.unmodifiableMap(fields);
        }

        /** This with one field more, or another value in it. */
        public Obj with(String name, Value value) {
            Map<String, Value> all = new LinkedHashMap<>(fields);
            all.put(names.getOrDefault(Fold.fold(name), name), value);
            return new Obj(all);
        }

        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return other instanceof Obj o && o.fields.equals(fields);
        }

        @Override
        public int hashCode() {
            return fields.hashCode();
        }

        @Override
        public String toString() {
            return JsonValues.write(this);
        }
    }
}
