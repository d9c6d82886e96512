package dev.slipway.text;

import java.util.List;
import java.util.Optional;

/** A position-keeping tree of YAML, JSON, TOML, properties or dotenv. */
public sealed interface Node {
    /** Where it stands. */
    Span span();

    /** The tag that the text gives it, as written ({@code !Ref}, {@code !reference}); empty for none and for YAML's own. */
    String tag();

    /**
     * A scalar.
     *
     * @param value after unquoting and escapes; for a plain null the empty string
     * @param kind what the format's own rules make of it (YAML: core schema)
     */
    record Scalar(String value, Kind kind, Span span, String tag) implements Node {
        /** Without a tag. */
        public Scalar(String value, Kind kind, Span span) {
            this(value, kind, span, "");
        }
    }

    /** What a scalar is by its format's rules. */
    enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL
    }

    /** A list. */
    record Sequence(List<Node> items, Span span, String tag) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        /** Without a tag. */
        public Sequence(List<Node> items, Span span) {
            this(items, span, "");
        }
    }

    /** A map; order and duplicates as written ({@link #get} finds the last, as the format's readers do). */
    record Mapping(List<Entry> entries, Span span, String tag) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** Without a tag. */
        public Mapping(List<Entry> entries, Span span) {
            this(entries, span, "");
        }

        /** The value of a key. */
        public Optional<Node> get(String key) {
            return entry(key).map(Entry::value);
        }

        /** The entry of a key: for the key's own place. */
        public Optional<Entry> entry(String key) {
            // Asked by every rule for every key: a plain loop.
            for (int i = entries.size() - 1; i >= 0; i--) {
                if (entries.get(i).key().value().equals(key)) {
                    return Optional.of(entries.get(i));
                }
            }
            return Optional.empty();
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, Node value) {}

    /** Walks keys; empty when one is missing or something on the way is no map. A number walks into a list. */
    default Optional<Node> at(String... keys) {
        Optional<Node> here = Optional.of(this);
        for (String key : keys) {
            here = here.flatMap(node -> switch (node) {
                case Mapping m -> m.get(key);
                case Sequence s
                when key.matches("\\d{1,6}")
                        && Integer.parseInt(key) < s.items().size() ->
                    Optional.of(s.items().get(Integer.parseInt(key)));
                case Sequence s -> Optional.empty();
                case Scalar s -> Optional.empty();
            });
        }
        return here;
    }

    /** The text of a scalar at a path; empty when there is none or it is null. */
    default Optional<String> textAt(String... keys) {
        return at(keys).flatMap(n ->
                n instanceof Scalar s && s.kind() != Kind.NULL ? Optional.of(s.value()) : Optional.empty());
    }

    /** The items of a list at a path; no items when there is no list. */
    default List<Node> listAt(String... keys) {
        return at(keys).map(n -> n instanceof Sequence s ? s.items() : List.<Node>of())
                .orElse(List.of());
    }

    /** The entries of a map at a path; no entries when there is no map. */
    default List<Entry> entriesAt(String... keys) {
        return at(keys).map(n -> n instanceof Mapping m ? m.entries() : List.<Entry>of())
                .orElse(List.of());
    }
}
