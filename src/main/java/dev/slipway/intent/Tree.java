package dev.slipway.intent;

import dev.slipway.base.Place;
import dev.slipway.text.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A declared file after interpolation: each part knows its place, also when two files were merged. */
sealed interface Tree {
    /** Where it stands. */
    Place place();

    /**
     * A scalar.
     *
     * @param variables names that were put in place in it
     */
    record Leaf(String value, Node.Kind kind, Place place, Set<String> variables) implements Tree {
        public Leaf {
            variables = Set.copyOf(variables);
        }

        boolean isNull() {
            return kind == Node.Kind.NULL;
        }
    }

    /** A list. */
    record Items(List<Tree> items, Place place) implements Tree {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map in the order of the file. */
    record Fields(Map<String, Field> fields, Place place) implements Tree {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** The value of a key; a null counts as absent, as in Compose. */
        Optional<Tree> get(String key) {
            return Optional.ofNullable(fields.get(key)).map(Field::value).filter(t -> !isNull(t));
        }
    }

    /** A value and the place of its key. */
    record Field(Place key, Tree value) {}

    /** Whether this is YAML's null. */
    static boolean isNull(Tree tree) {
        return tree instanceof Leaf leaf && leaf.isNull();
    }

    /** What it is, for a message. */
    static String kindOf(Tree tree) {
        return switch (tree) {
            case Leaf leaf -> leaf.isNull() ? "empty" : "a single value";
            case Items items -> "a list";
            case Fields fields -> "a map";
        };
    }
}
