package dev.slipway.check.terraform;

import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Value;
import java.util.List;
import java.util.Optional;

/**
 * Terraform's pure functions. Those that read files, the clock or randomness are unknown, as is every other one whose arguments
 * are: only functions that can say something about partly known arguments look at unknown ones.
 */
final class Functions {
    private Functions() {}

    static Value call(String name, List<Value> arguments, Origin at, Budget budget) {
        String plain = name.startsWith("core::") ? name.substring(6) : name;
        Optional<Value> result = partly(plain, arguments, at);
        if (result.isPresent()) {
            return result.get();
        }
        for (Value argument : arguments) {
            if (argument.unknown()) {
                return Values.unknownOf(at, arguments.toArray(Value[]::new));
            }
        }
        try {
            return TextFunctions.call(plain, arguments, at)
                    .or(() -> CollectionFunctions.call(plain, arguments, at, budget))
                    .or(() -> NumberFunctions.call(plain, arguments, at))
                    .orElseGet(() -> Values.unknownOf(at, unknownCall(plain, arguments, at)));
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            return Values.error("an argument of " + plain + " is not valid", at);
        }
    }

    private static Value unknownCall(String name, List<Value> arguments, Origin at) {
        Value parts = Values.unknownOf(at, arguments.toArray(Value[]::new));
        return new Value.Unknown(
                name + "() is not evaluated", parts instanceof Value.Unknown u ? u.references() : List.of(), at);
    }

    /** Functions that answer although some of their arguments are unknown. */
    private static Optional<Value> partly(String name, List<Value> arguments, Origin at) {
        return switch (name) {
            case "try" -> arguments.stream().filter(a -> !Values.isError(a)).findFirst();
            case "can" ->
                arguments.isEmpty() || (arguments.getFirst().unknown() && !Values.isError(arguments.getFirst()))
                        ? Optional.empty()
                        : Optional.of(Values.truth(!Values.isError(arguments.getFirst()), at));
            case "coalesce" ->
                arguments.stream().filter(a -> !a.absent() && !a.is("")).findFirst();
            // A document stays the value it was made from: rules see where each part stands.
            case "jsonencode", "yamlencode", "sensitive", "nonsensitive", "ephemeralasnull" ->
                arguments.stream().findFirst();
            case "jsondecode", "yamldecode" ->
                arguments.stream()
                        .filter(a -> a instanceof Value.Block || a instanceof Value.Items)
                        .findFirst();
            default -> Optional.empty();
        };
    }

    /** An argument; absent when there are fewer. */
    static Value at(List<Value> arguments, int index, Origin at) {
        return index < arguments.size() ? arguments.get(index) : new Value.Absent(at);
    }

    static String text(List<Value> arguments, int index) {
        return Values.asText(arguments.get(index)).orElseThrow(IllegalArgumentException::new);
    }

    static int whole(List<Value> arguments, int index) {
        return Values.asNumber(arguments.get(index))
                .orElseThrow(IllegalArgumentException::new)
                .intValueExact();
    }
}
