package dev.slipway.pipeline.dialect.gitlab;

import dev.slipway.base.Place;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Map;

/**
 * A job with everything that it inherits.
 *
 * @param node its keys, defaults put in
 * @param stage its stage, {@code test} where it names none
 * @param variables of its own, as written; without those of the file
 * @param raw names of its variables that are not expanded
 * @param inherits which of the file's variables it takes: all, none, or these
 */
public record GitlabJob(
        String name,
        Place place,
        Node.Mapping node,
        String stage,
        Map<String, String> variables,
        List<String> raw,
        Inherited inherits) {
    /** What {@code inherit:variables} says. */
    public sealed interface Inherited {
        /** Every one. */
        record All() implements Inherited {}

        /** Only these. */
        record Only(List<String> names) implements Inherited {
            public Only {
                names = List.copyOf(names);
            }
        }

        /** Whether it takes this one. */
        default boolean takes(String name) {
            return switch (this) {
                case All a -> true;
                case Only o -> o.names().contains(name);
            };
        }
    }

    /** The lines of a script key. */
    public List<String> lines(String key) {
        return node.at(key).map(Shapes::lines).orElse(List.of());
    }

    /** Whether it says what it needs; else it waits for all earlier stages. */
    public boolean hasNeeds() {
        return node.get("needs").isPresent();
    }

    /** Whether it starts another pipeline instead of running anything itself. */
    public boolean triggers() {
        return node.get("trigger").isPresent();
    }
}
