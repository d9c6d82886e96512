package dev.slipway.check.terraform;

import dev.slipway.base.wire.Json;
import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Terraform does with values besides its named functions: conversion, comparison, moving to another place. */
final class Values {
    /** Characters of a text that evaluation builds; longer ones are unknown. */
    static final int MAX_TEXT = 1 << 16;

    /** Items of a list or map that evaluation builds. */
    static final int MAX_ITEMS = 10_000;

    /** Begins the reason of what Terraform itself would refuse. */
    private static final String ERROR = "not valid: ";

    private Values() {}

    static Value unknown(String why, Origin at) {
        return new Value.Unknown(why, List.of(), at);
    }

    /** What Terraform would refuse to evaluate: {@code try} goes on with the next. */
    static Value error(String why, Origin at) {
        return new Value.Unknown(ERROR + why, List.of(), at);
    }

    static boolean isError(Value value) {
        return value instanceof Value.Unknown u && u.why().startsWith(ERROR);
    }

    static Value text(String text, Origin at) {
        return text.length() > MAX_TEXT ? unknown("a text that is too long", at) : new Value.Text(text, at);
    }

    static Value items(List<Value> items, Origin at) {
        return items.size() > MAX_ITEMS ? unknown("a list that is too long", at) : new Value.Items(items, at);
    }

    static Value block(Map<String, Value> entries, Origin at) {
        return entries.size() > MAX_ITEMS ? unknown("a map that is too large", at) : new Value.Block(entries, at);
    }

    static Value number(BigDecimal number, Origin at) {
        return number.precision() > 100 || Math.abs((long) number.scale()) > 100
                ? unknown("a number that is too large", at)
                : new Value.Number(number, at);
    }

    static Value truth(boolean truth, Origin at) {
        return new Value.Bool(truth, at);
    }

    /** Unknown because these are, with all that they refer to. */
    static Value unknownOf(Origin at, Value... parts) {
        Set<String> references = new LinkedHashSet<>();
        String why = "";
        for (Value part : parts) {
            if (part instanceof Value.Unknown u) {
                references.addAll(u.references());
                why = why.isEmpty() ? u.why() : why;
            } else {
                collect(part, references);
            }
        }
        return new Value.Unknown(why.isEmpty() ? "it depends on something unknown" : why, List.copyOf(references), at);
    }

    private static void collect(Value value, Set<String> references) {
        switch (value) {
            case Value.Unknown u -> references.addAll(u.references());
            case Value.Items i -> i.items().forEach(v -> collect(v, references));
            case Value.Block b -> b.entries().values().forEach(v -> collect(v, references));
            case Value.Text t -> {}
            case Value.Number n -> {}
            case Value.Bool b -> {}
            case Value.Absent a -> {}
        }
    }

    /** Unknown, but for the words around what is inserted: {@code logs-${aws_vpc.main}}. */
    static Value partly(String text, Value unknown) {
        return unknown instanceof Value.Unknown u && text.length() <= 300
                ? new Value.Unknown(text + Value.PARTLY, u.references(), u.at())
                : unknown;
    }

    /** As the text that an insertion makes of it; lists and maps, which Terraform refuses, as JSON. */
    static Optional<String> asText(Value value) {
        return switch (value) {
            case Value.Text t -> Optional.of(t.text());
            case Value.Number n -> Optional.of(n.number().stripTrailingZeros().toPlainString());
            case Value.Bool b -> Optional.of(Boolean.toString(b.truth()));
            case Value.Absent a -> Optional.of("");
            case Value.Items i -> json(i).map(Json::write);
            case Value.Block b -> json(b).map(Json::write);
            case Value.Unknown u -> Optional.empty();
        };
    }

    /** As what a JSON writer takes; what is unknown inside is written as a reference. */
    private static Optional<Object> json(Value value) {
        return Optional.of(
                switch (value) {
                    case Value.Text t -> t.text();
                    case Value.Number n -> n.number();
                    case Value.Bool b -> b.truth();
                    case Value.Absent a -> "";
                    case Value.Unknown u -> placeholder(u);
                    case Value.Items i -> {
                        List<Object> out = new ArrayList<>();
                        i.items().forEach(v -> json(v).ifPresent(out::add));
                        yield out;
                    }
                    case Value.Block b -> {
                        Map<String, Object> out = new LinkedHashMap<>();
                        b.entries().forEach((k, v) -> json(v).ifPresent(j -> out.put(k, j)));
                        yield out;
                    }
                });
    }

    /** How something unknown stands in a JSON text. */
    static String placeholder(Value.Unknown unknown) {
        return "${"
                + (unknown.references().isEmpty()
                        ? "unknown"
                        : unknown.references().getFirst()) + "}";
    }

    static Optional<BigDecimal> asNumber(Value value) {
        return value instanceof Value.Number n
                ? Optional.of(n.number())
                : value.known()
                        .filter(t -> t.length() < 40 && t.matches("-?\\d+(\\.\\d+)?"))
                        .map(BigDecimal::new);
    }

    static Optional<Boolean> asTruth(Value value) {
        return value.is(true) ? Optional.of(true) : value.is(false) ? Optional.of(false) : Optional.empty();
    }

    /** Whether two values are equal; empty when that is not known. */
    static Optional<Boolean> same(Value a, Value b) {
        if (a.unknown() || b.unknown()) {
            return Optional.empty();
        }
        if (a.absent() || b.absent()) {
            return Optional.of(a.absent() && b.absent());
        }
        if (a instanceof Value.Items x && b instanceof Value.Items y) {
            return sameAll(x.items(), y.items());
        }
        if (a instanceof Value.Block x && b instanceof Value.Block y) {
            return x.entries().keySet().equals(y.entries().keySet())
                    ? sameAll(
                            List.copyOf(x.entries().values()),
                            x.entries().keySet().stream()
                                    .map(k -> y.entries().getOrDefault(k, new Value.Absent(y.at())))
                                    .toList())
                    : Optional.of(false);
        }
        Optional<BigDecimal> left = a instanceof Value.Number n ? Optional.of(n.number()) : Optional.empty();
        Optional<BigDecimal> right = b instanceof Value.Number n ? Optional.of(n.number()) : Optional.empty();
        if (left.isPresent() && right.isPresent()) {
            return Optional.of(left.get().compareTo(right.get()) == 0);
        }
        return Optional.of(a.known().isPresent() && a.known().equals(b.known()));
    }

    private static Optional<Boolean> sameAll(List<Value> a, List<Value> b) {
        if (a.size() != b.size()) {
            return Optional.of(false);
        }
        boolean all = true;
        for (int i = 0; i < a.size(); i++) {
            Optional<Boolean> one = same(a.get(i), b.get(i));
            if (one.isPresent() && !one.get()) {
                return one;
            }
            all &= one.isPresent();
        }
        return all ? Optional.of(true) : Optional.empty();
    }

    /** The same value as written at an expression: what was computed elsewhere, in a variable or local, stands at its use. */
    static Value placed(Value value, Origin expression) {
        Origin at = inside(value.at(), expression) ? value.at() : expression;
        return switch (value) {
            case Value.Text t -> at == t.at() ? t : new Value.Text(t.text(), at);
            case Value.Number n -> at == n.at() ? n : new Value.Number(n.number(), at);
            case Value.Bool b -> at == b.at() ? b : new Value.Bool(b.truth(), at);
            case Value.Absent a -> at == a.at() ? a : new Value.Absent(at);
            case Value.Unknown u -> at == u.at() ? u : new Value.Unknown(u.why(), u.references(), at);
            case Value.Items i ->
                new Value.Items(
                        i.items().stream().map(v -> placed(v, expression)).toList(), at);
            case Value.Block b -> {
                Map<String, Value> entries = new LinkedHashMap<>();
                b.entries().forEach((k, v) -> entries.put(k, placed(v, expression)));
                yield new Value.Block(entries, at);
            }
        };
    }

    private static boolean inside(Origin at, Origin expression) {
        return at.file().equals(expression.file())
                && at.span().start() >= expression.span().start()
                && at.span().end() <= expression.span().end();
    }
}
