package dev.slipway.pipeline.dialect.github.plan;

import dev.slipway.base.DidYouMean;
import dev.slipway.base.Place;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.github.Trigger;
import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The context {@code inputs}: what is given, by the types that are declared. */
final class Inputs {
    private Inputs() {}

    static Value.Obj typed(Trigger trigger, Value.Obj given, Place place, List<Mistake> mistakes) {
        Map<String, Value> all = new LinkedHashMap<>();
        for (Trigger.Input input : trigger.inputs()) {
            Optional<Value> value = given.get(input.name()).filter(v -> !(v instanceof Value.Null));
            if (value.isEmpty() && input.required() && !input.fallback().isPresent()) {
                mistakes.add(new Mistake(place, "input '" + input.name() + "' is required, but not given", "value"));
            }
            Value raw = value.orElse(input.fallback().value());
            all.put(input.name(), as(input, raw, place, mistakes));
        }
        for (String name : given.fields().keySet()) {
            if (trigger.inputs().stream().noneMatch(i -> i.name().equalsIgnoreCase(name))) {
                String hint = DidYouMean.nearest(
                                name,
                                trigger.inputs().stream()
                                        .map(Trigger.Input::name)
                                        .toList())
                        .map(n -> "; did you mean '" + n + "'?")
                        .orElse("");
                mistakes.add(new Mistake(place, "there is no input '" + name + "'" + hint, "reference"));
            }
        }
        return new Value.Obj(all);
    }

    private static Value as(Trigger.Input input, Value raw, Place place, List<Mistake> mistakes) {
        // An expression is known in the run only.
        if (raw instanceof Value.Text t && t.value().contains("${{")) {
            return raw;
        }
        return switch (input.type()) {
            case "boolean" -> {
                boolean is =
                        raw instanceof Value.Bool b ? b.value() : raw.text().equalsIgnoreCase("true");
                if (raw instanceof Value.Text t
                        && !t.value().equalsIgnoreCase("true")
                        && !t.value().equalsIgnoreCase("false")) {
                    mistakes.add(new Mistake(
                            place,
                            "input '" + input.name() + "' takes true or false, not '" + t.value() + "'",
                            "value"));
                }
                yield Value.of(is);
            }
            case "number" -> {
                double number = raw.number();
                if (Double.isNaN(number)) {
                    mistakes.add(new Mistake(
                            place, "input '" + input.name() + "' takes a number, not '" + raw.text() + "'", "value"));
                }
                yield Value.of(number);
            }
            case "choice" -> {
                String word = raw instanceof Value.Null && !input.options().isEmpty()
                        ? input.options().getFirst()
                        : raw.text();
                if (!input.options().contains(word)) {
                    mistakes.add(new Mistake(
                            place,
                            "input '" + input.name() + "' is one of " + String.join(", ", input.options()) + ", not '"
                                    + word + "'",
                            "value"));
                }
                yield Value.of(word);
            }
            default -> Value.of(raw.text());
        };
    }
}
