package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is known of an expression's value before it is run. */
sealed interface Type {
    Type ANY = new Any();
    Type NULL = new Null();
    Type BOOL = new Bool();
    Type NUM = new Num();
    Type TEXT = new Text();

    /** Nothing is known. */
    record Any() implements Type {}

    /** Nothing. */
    record Null() implements Type {}

    /** A truth. */
    record Bool() implements Type {}

    /** A number. */
    record Num() implements Type {}

    /** A string. */
    record Text() implements Type {}

    /**
     * A list.
     *
     * @param filtered came from {@code .*}
     */
    record Arr(Type item, boolean filtered) implements Type {}

    /**
     * An object.
     *
     * @param known properties by name in lower case
     * @param others the type of every other property; none: there are no others
     */
    record Obj(Map<String, Type> known, List<Type> others) implements Type {
        public Obj {
            known = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(known));
            others = List.copyOf(others);
        }

        Optional<Type> property(String name) {
            Type type = known.get(name.toLowerCase(Locale.ROOT));
            return type != null ? Optional.of(type) : others.stream().findFirst();
        }
    }

    /** An object with exactly these properties. */
    static Obj strict(Map<String, Type> known) {
        return new Obj(known, List.of());
    }

    /** An object with these properties and any others of a type. */
    static Obj open(Map<String, Type> known, Type others) {
        return new Obj(known, List.of(others));
    }

    /** An object of which nothing is known. */
    static Obj loose() {
        return open(Map.of(), ANY);
    }

    /** A list of these. */
    static Type arr(Type item) {
        return new Arr(item, false);
    }

    /** The type of a value. */
    static Type of(Value value) {
        return switch (value) {
            case Value.Null n -> NULL;
            case Value.Bool b -> BOOL;
            case Value.Num n -> NUM;
            case Value.Text t -> TEXT;
            case Value.Arr a ->
                arr(a.items().stream().map(Type::of).reduce(Type::merge).orElse(ANY));
            case Value.Obj o -> {
                Map<String, Type> known = new LinkedHashMap<>();
                o.fields().forEach((k, v) -> known.put(k.toLowerCase(Locale.ROOT), of(v)));
                yield strict(known);
            }
        };
    }

    /** What a value is that has one of two types. */
    static Type merge(Type a, Type b) {
        if (a.equals(b)) {
            return a;
        }
        if (a instanceof Text && (b instanceof Num || b instanceof Bool)
                || b instanceof Text && (a instanceof Num || a instanceof Bool)) {
            return TEXT;
        }
        if (a instanceof Arr x && b instanceof Arr y) {
            return new Arr(merge(x.item(), y.item()), x.filtered() && y.filtered());
        }
        if (a instanceof Obj x && b instanceof Obj y) {
            Map<String, Type> known = new LinkedHashMap<>(x.known());
            y.known().forEach((k, t) -> known.merge(k, t, Type::merge));
            return new Obj(
                    known,
                    x.others().isEmpty() && y.others().isEmpty()
                            ? List.of()
                            : List.of(merge(
                                    x.others().stream().findFirst().orElse(ANY),
                                    y.others().stream().findFirst().orElse(ANY))));
        }
        return ANY;
    }

    /** As people read it. */
    default String word() {
        return switch (this) {
            case Any a -> "any";
            case Null n -> "null";
            case Bool b -> "bool";
            case Num n -> "number";
            case Text t -> "string";
            case Arr a -> "array of " + a.item().word();
            case Obj o -> {
                StringBuilder out = new StringBuilder("{");
                o.known().keySet().stream()
                        .sorted()
                        .limit(20)
                        .forEach(k -> out.append(out.length() > 1 ? ", " : "").append(k));
                o.others()
                        .forEach(t -> out.append(out.length() > 1 ? ", " : "")
                                .append("string => ")
                                .append(t.word()));
                yield out.append("}").toString();
            }
        };
    }
}
