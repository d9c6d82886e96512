package dev.slipway.assess;

import dev.slipway.base.DidYouMean;
import dev.slipway.base.Problem;
import dev.slipway.intent.Intent;
import dev.slipway.intent.Resolved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The resolved intent as a flat list of fields: what {@code slipway explain} prints. */
public final class Explain {
    /**
     * One field.
     *
     * @param field path with dots, for example {@code services.web.port}
     * @param value for people; a secret is {@code [secret]}
     * @param origin where the value comes from
     */
    public record Explained(String field, String value, String origin) {}

    private final List<Explained> fields = new ArrayList<>();

    private Explain() {}

    /** All fields, in the intent's order. */
    public static List<Explained> all(Intent intent) {
        Explain explain = new Explain();
        explain.add("name", intent.app());
        intent.services().forEach(explain::service);
        intent.resources().forEach(explain::resource);
        intent.environments().forEach(explain::environment);
        return List.copyOf(explain.fields);
    }

    /**
     * The fields that a word of the user means: a whole path, a part of one from the left ({@code services.web}), or its last
     * words ({@code port}).
     *
     * @throws dev.slipway.base.SlipwayException (input) when there is none; says the nearest
     */
    public static List<Explained> fields(Intent intent, String wanted) {
        List<Explained> all = all(intent);
        List<Explained> found = all.stream()
                .filter(e -> e.field().equals(wanted)
                        || e.field().startsWith(wanted + ".")
                        || e.field().endsWith("." + wanted)
                        || e.field().contains("." + wanted + "."))
                .toList();
        if (found.isEmpty()) {
            List<String> known = all.stream()
                    .flatMap(e ->
                            List.of(e.field(), e.field().substring(e.field().lastIndexOf('.') + 1)).stream())
                    .distinct()
                    .toList();
            throw Problem.input(
                            "there is no field '" + SourceText.excerpt(wanted) + "'",
                            "",
                            DidYouMean.nearest(wanted, known)
                                    .map(n -> "did you mean " + n + "?")
                                    .orElse("slipway explain lists all fields"))
                    .asException();
        }
        return found;
    }

    private void service(Intent.Service s) {
        String at = "services." + s.name();
        add(at + ".path", s.path());
        if (!s.image().value().isEmpty()) {
            add(at + ".image", s.image());
        }
        add(at + ".dockerfile", s.dockerfile());
        add(
                at + ".command",
                new Resolved<>(
                        String.join(" ", s.command().value()), s.command().origin()));
        add(at + ".role", new Resolved<>(lower(s.role().value()), s.role().origin()));
        add(at + ".port", s.port());
        add(at + ".health", s.health());
        add(
                at + ".verify",
                new Resolved<>(
                        s.verify().value().stream()
                                .map(c -> c.path() + " " + c.status()
                                        + (c.contains().isEmpty() ? "" : " contains " + c.contains())
                                        + headers(c))
                                .collect(Collectors.joining(", ")),
                        s.verify().origin()));
        new TreeMap<>(s.environment()).forEach((k, v) -> add(at + ".environment." + k, v));
        new TreeMap<>(s.secrets()).forEach((k, v) -> add(at + ".secrets." + k, v));
        fields.add(new Explained(at + ".uses", String.join(", ", s.uses()), "depends_on, uses and needs"));
        add(at + ".replicas", s.replicas());
        Intent.StrategyIntent strategy = s.strategy().value();
        Resolved.Origin origin = s.strategy().origin();
        add(at + ".strategy.kind", new Resolved<>(lower(strategy.kind()).replace('_', '-'), origin));
        if (!strategy.steps().isEmpty()) {
            add(at + ".strategy.steps", new Resolved<>(joined(strategy.steps()), origin));
        }
        add(at + ".strategy.dwell", new Resolved<>(strategy.dwell().toSeconds() + "s", origin));
        add(at + ".strategy.warmup", new Resolved<>(strategy.warmup().toSeconds() + "s", origin));
        add(at + ".strategy.max_error", new Resolved<>(strategy.maxErrorPercent() + "%", origin));
        add(
                at + ".stop",
                new Resolved<>(s.stop().value().toSeconds() + "s", s.stop().origin()));
    }

    private void resource(Intent.Resource r) {
        String at = "resources." + r.name();
        add(at + ".kind", r.kind());
        add(at + ".image", r.image());
    }

    private void environment(Intent.Environment e) {
        String at = "environments." + e.name();
        String origin = "environment " + e.name();
        fields.add(new Explained(at + ".target", e.target(), origin));
        fields.add(new Explained(at + ".production", String.valueOf(e.production()), origin));
        fields.add(new Explained(at + ".waivable", joined(e.waivable()), origin));
        fields.add(new Explained(at + ".trust", joined(e.trust()), origin));
        fields.add(new Explained(at + ".freeze", joined(e.freeze()), origin));
        fields.add(new Explained(at + ".gates", joined(e.gates()), origin));
    }

    private static String joined(Collection<?> values) {
        return values.stream()
                .map(v -> v instanceof Enum<?> e ? lower(e) : String.valueOf(v))
                .collect(Collectors.joining(", "));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void add(String field, Resolved<?> value) {
        fields.add(new Explained(
                field, String.valueOf(value.value()), value.origin().text()));
    }

    private static String headers(Intent.Check c) {
        return c.headers().isEmpty()
                ? ""
                : new TreeMap<>(c.headers())
                        .entrySet().stream()
                                .map(e -> e.getKey() + ": " + e.getValue())
                                .collect(Collectors.joining("; ", " with ", ""));
    }
}
