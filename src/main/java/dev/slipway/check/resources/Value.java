package dev.slipway.check.resources;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An attribute's value: known, unknown (it depends on what only the cloud or the caller knows), or absent. A nested block is
 * a {@link Block}, a repeatable one a {@link Items} of blocks.
 */
public sealed interface Value {
    /** What ends the reason of an unknown text of which some words are known; they stand before it. */
    String PARTLY = " is known only in part";

    /** The text of a scalar, or the known words of a text with a placeholder for each unknown part. */
    default Optional<String> shape() {
        return this instanceof Unknown u && u.why().endsWith(PARTLY)
                ? Optional.of(u.why().substring(0, u.why().length() - PARTLY.length()))
                : known();
    }

    /** Where it stands; for something absent the nearest thing that exists: block or resource. */
    Origin at();

    /** A known text. */
    record Text(String text, Origin at) implements Value {}

    /** A known number. */
    record Number(BigDecimal number, Origin at) implements Value {}

    /** A known truth. */
    record Bool(boolean truth, Origin at) implements Value {}

    /** A known list; its items may be unknown. */
    record Items(List<Value> items, Origin at) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A known map or block, in the order written; its values may be unknown. */
    record Block(Map<String, Value> entries, Origin at) implements Value {
        public Block {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /**
     * Not known here.
     *
     * @param why for people: {@code var.name has no default}
     * @param references addresses of resources that it names, such as {@code aws_s3_bucket.logs}
     */
    record Unknown(String why, List<String> references, Origin at) implements Value {
        public Unknown {
            references = List.copyOf(references);
        }
    }

    /** Not written, or null. */
    record Absent(Origin at) implements Value {}

    /**
     * Walks into blocks by name. A list with one item is walked through, as a block that may be repeated is mostly written
     * once; an unknown stays unknown, and what is missing on the way is absent, at the last thing that exists.
     */
    default Value get(String... path) {
        Value here = this;
        for (String name : path) {
            here = here.step(name);
        }
        return here;
    }

    private Value step(String name) {
        return switch (this) {
            case Block b -> {
                Value value = b.entries().get(name);
                yield value == null ? new Absent(b.at()) : value;
            }
            case Items i when i.items().size() == 1 -> i.items().getFirst().step(name);
            case Unknown u -> u;
            case Items i -> new Absent(i.at());
            case Text t -> new Absent(t.at());
            case Number n -> new Absent(n.at());
            case Bool b -> new Absent(b.at());
            case Absent a -> a;
        };
    }

    /** The values at a path, each block of a repeated one on its own; none where it is absent. Unknown ones included. */
    default List<Value> all(String... path) {
        List<Value> here = List.of(this);
        for (String name : path) {
            List<Value> next = new ArrayList<>();
            for (Value value : here) {
                for (Value item : value.items()) {
                    Value found = item.step(name);
                    if (!(found instanceof Absent)) {
                        next.add(found);
                    }
                }
            }
            here = next;
        }
        return here.stream().flatMap(v -> v.items().stream()).toList();
    }

    /** The items of a list; else the value itself; nothing when absent. */
    default List<Value> items() {
        return switch (this) {
            case Items i -> i.items();
            case Absent a -> List.of();
            case Text t -> List.of(t);
            case Number n -> List.of(n);
            case Bool b -> List.of(b);
            case Block b -> List.of(b);
            case Unknown u -> List.of(u);
        };
    }

    /** The text of a known scalar: numbers and truths as written in JSON. */
    default Optional<String> known() {
        return switch (this) {
            case Text t -> Optional.of(t.text());
            case Number n -> Optional.of(n.number().toPlainString());
            case Bool b -> Optional.of(Boolean.toString(b.truth()));
            case Items i -> Optional.empty();
            case Block b -> Optional.empty();
            case Unknown u -> Optional.empty();
            case Absent a -> Optional.empty();
        };
    }

    /** Whether it is known to be this truth, written as a truth or as its word. */
    default boolean is(boolean truth) {
        return known().filter(t -> t.equalsIgnoreCase(Boolean.toString(truth))).isPresent();
    }

    /** Whether it is known to be this text. */
    default boolean is(String text) {
        return known().filter(text::equals).isPresent();
    }

    /** Whether it is known to be absent. */
    default boolean absent() {
        return this instanceof Absent;
    }

    /** Whether nothing can be said about it. */
    default boolean unknown() {
        return this instanceof Unknown;
    }
}
