package dev.slipway.intent;

import dev.slipway.base.Place;
import dev.slipway.text.Dotenv;
import dev.slipway.text.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** What <code>${NAME}</code> in a declaration may name: the process environment over the repository's {@code .env}. */
public final class Variables {
    private Variables() {}

    /**
     * The process environment, and below it what a dotenv file adds.
     *
     * @param file path for messages, relative to the repository's root
     * @throws dev.slipway.base.SlipwayException with all that is wrong in the file
     */
    public static Map<String, String> withDotenv(Map<String, String> process, String file, String text) {
        Problems problems = new Problems();
        Map<String, String> known = new LinkedHashMap<>(process);
        read(file, text, process, problems)
                .forEach((name, value) -> known.putIfAbsent(name, value.text().value()));
        problems.throwIfAny();
        return known;
    }

    /** A value of a dotenv file. */
    record Value(Interpolation.Outcome.Text text, Place place) {}

    /** The values of a dotenv file in order; each may use those before it and {@code outer}. */
    static Map<String, Value> read(String file, String text, Map<String, String> outer, Problems problems) {
        var parsed = Dotenv.parse(file, text);
        parsed.errors()
                .forEach(e -> problems.add(
                        new Place(file, e.line(), e.column()),
                        file + " is no dotenv file: " + e.message(),
                        "",
                        "write NAME=VALUE lines"));
        Map<String, String> known = new LinkedHashMap<>(outer);
        Map<String, Value> result = new LinkedHashMap<>();
        for (Node.Entry entry : parsed.root().entriesAt()) {
            if (entry.value() instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NULL) {
                Place place = scalar.span().in(file);
                boolean literal = text.startsWith("'", scalar.span().start());
                var value = literal
                        ? new Interpolation.Outcome.Text(scalar.value(), java.util.Set.of())
                        : interpolated(scalar.value(), known, place, problems);
                known.putIfAbsent(entry.key().value(), value.value());
                result.put(entry.key().value(), new Value(value, place));
            }
        }
        return result;
    }

    private static Interpolation.Outcome.Text interpolated(
            String value, Map<String, String> known, Place place, Problems problems) {
        return switch (Interpolation.of(value, known)) {
            case Interpolation.Outcome.Text t -> t;
            case Interpolation.Outcome.Refused r -> {
                problems.add(place, r.what(), "", r.fix());
                yield new Interpolation.Outcome.Text("", java.util.Set.of());
            }
        };
    }
}
