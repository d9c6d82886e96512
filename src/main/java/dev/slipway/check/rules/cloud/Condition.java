package dev.slipway.check.rules.cloud;

import dev.slipway.check.Patterns;
import dev.slipway.check.resources.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A question about a value, answered in three ways: what is unknown makes no finding. An absent value answers as the
 * provider's default does, so {@link #TRUE} is not met by it; {@link #orAbsent} says that the default is good.
 */
@FunctionalInterface
public interface Condition {
    /** Answers for a value. */
    Truth of(Value value);

    /** Known to be true. */
    Condition TRUE = value -> value.unknown() ? Truth.UNKNOWN : Truth.of(value.is(true));

    /** Known to be false; absent is not false. */
    Condition FALSE = value -> value.unknown() ? Truth.UNKNOWN : Truth.of(value.is(false));

    /** Written, and not empty. What is unknown is written; only its content is not known. */
    Condition SET = value -> Truth.of(
            switch (value) {
                case Value.Absent a -> false;
                case Value.Text t -> !t.text().isBlank();
                case Value.Items i -> !i.items().isEmpty();
                case Value.Block b -> true;
                case Value.Number n -> true;
                case Value.Bool b -> true;
                case Value.Unknown u -> true;
            });

    /** Not written, or empty. */
    Condition MISSING = SET.not();

    /** A text that is written here in full: the way secrets should not be. */
    Condition LITERAL =
            value -> Truth.of(value instanceof Value.Text t && !t.text().isBlank());

    /** Whether it is one of these, ignoring case. */
    static Condition oneOf(String... words) {
        Set<String> lower = Set.copyOf(
                Arrays.stream(words).map(w -> w.toLowerCase(Locale.ROOT)).toList());
        return scalar(t -> lower.contains(t.toLowerCase(Locale.ROOT)));
    }

    /** Whether it matches as a whole. */
    static Condition matching(String regex) {
        Pattern pattern = Patterns.ours(regex);
        return scalar(t -> pattern.matcher(t).matches());
    }

    /** Whether it is a number of at least this. */
    static Condition atLeast(long least) {
        return scalar(t -> number(t)
                .filter(n -> n.compareTo(BigDecimal.valueOf(least)) >= 0)
                .isPresent());
    }

    /** Whether it is a number of at most this. */
    static Condition atMost(long most) {
        return scalar(t -> number(t)
                .filter(n -> n.compareTo(BigDecimal.valueOf(most)) <= 0)
                .isPresent());
    }

    /** Whether one of the items of a list, or the value itself, meets it. */
    static Condition any(Condition item) {
        return value -> {
            if (value.unknown()) {
                return Truth.UNKNOWN;
            }
            List<Value> items = value.items();
            return items.stream().map(item::of).reduce(Truth.NO, Truth::or);
        };
    }

    /** Whether all items of a list, at least one, or the value itself, meet it. */
    static Condition every(Condition item) {
        return value -> {
            if (value.unknown()) {
                return Truth.UNKNOWN;
            }
            List<Value> items = value.items();
            return items.isEmpty() ? Truth.NO : items.stream().map(item::of).reduce(Truth.YES, Truth::and);
        };
    }

    /** The opposite. */
    default Condition not() {
        return value -> of(value).not();
    }

    /** Either of them. */
    default Condition or(Condition other) {
        return value -> of(value).or(other.of(value));
    }

    /** Both of them. */
    default Condition and(Condition other) {
        return value -> of(value).and(other.of(value));
    }

    /** Also met by what is not written, as the default is good. */
    default Condition orAbsent() {
        return value -> value.absent() ? Truth.YES : of(value);
    }

    private static Condition scalar(java.util.function.Predicate<String> test) {
        return value -> value.unknown()
                ? Truth.UNKNOWN
                : Truth.of(value.known().filter(test).isPresent());
    }

    private static Optional<BigDecimal> number(String text) {
        return text.length() <= 40 && text.matches("-?\\d+(\\.\\d+)?")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }
}
