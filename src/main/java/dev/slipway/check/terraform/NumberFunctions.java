package dev.slipway.check.terraform;

import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions on numbers, truths and addresses of networks (version 4). Arguments are known. */
final class NumberFunctions {
    private NumberFunctions() {}

    static Optional<Value> call(String name, List<Value> args, Origin at) {
        return switch (name) {
            case "abs" -> number(decimal(args, 0).abs(), at);
            case "ceil" -> number(decimal(args, 0).setScale(0, RoundingMode.CEILING), at);
            case "floor" -> number(decimal(args, 0).setScale(0, RoundingMode.FLOOR), at);
            case "signum" -> number(BigDecimal.valueOf(decimal(args, 0).signum()), at);
            case "max" -> all(args).stream().max(BigDecimal::compareTo).map(n -> Values.number(n, at));
            case "min" -> all(args).stream().min(BigDecimal::compareTo).map(n -> Values.number(n, at));
            case "sum" -> number(all(args.getFirst().items()).stream().reduce(BigDecimal.ZERO, BigDecimal::add), at);
            case "pow" -> number(decimal(args, 0).pow(Math.clamp(Functions.whole(args, 1), 0, 99)), at);
            case "parseint" ->
                number(new BigDecimal(new BigInteger(cut(Functions.text(args, 0)), Functions.whole(args, 1))), at);
            case "range" -> Optional.of(range(args, at));
            case "tonumber" ->
                args.getFirst().absent()
                        ? Optional.of(args.getFirst())
                        : Optional.of(Values.asNumber(args.getFirst())
                                .map(n -> Values.number(n, at))
                                .orElseGet(() -> Values.error("not a number", at)));
            case "tobool" ->
                args.getFirst().absent()
                        ? Optional.of(args.getFirst())
                        : Optional.of(Values.asTruth(args.getFirst())
                                .map(t -> Values.truth(t, at))
                                .orElseGet(() -> Values.error("not a truth", at)));
            case "cidrsubnet" -> subnet(args, at);
            case "cidrhost" -> host(args, at);
            case "cidrnetmask" -> text(shown(mask(prefix(Functions.text(args, 0)))), at);
            case "cidrsubnets" -> subnets(args, at);
            default -> Optional.empty();
        };
    }

    private static String cut(String digits) {
        return digits.length() > 100 ? "" : digits;
    }

    private static BigDecimal decimal(List<Value> args, int index) {
        return Values.asNumber(args.get(index)).orElseThrow(IllegalArgumentException::new);
    }

    private static List<BigDecimal> all(List<Value> args) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            numbers.add(decimal(args, i));
        }
        return numbers;
    }

    private static Optional<Value> number(BigDecimal number, Origin at) {
        return Optional.of(Values.number(number, at));
    }

    private static Optional<Value> text(String text, Origin at) {
        return Optional.of(new Value.Text(text, at));
    }

    private static Value range(List<Value> args, Origin at) {
        BigDecimal start = args.size() == 1 ? BigDecimal.ZERO : decimal(args, 0);
        BigDecimal end = decimal(args, args.size() == 1 ? 0 : 1);
        BigDecimal step = args.size() > 2 ? decimal(args, 2) : BigDecimal.valueOf(end.compareTo(start) < 0 ? -1 : 1);
        List<Value> items = new ArrayList<>();
        for (BigDecimal n = start;
                step.signum() > 0 ? n.compareTo(end) < 0 : n.compareTo(end) > 0 && step.signum() < 0;
                n = n.add(step)) {
            if (items.size() >= 1_024) {
                return Values.unknown("a list that is too long", at);
            }
            items.add(Values.number(n, at));
        }
        return Values.items(items, at);
    }

    private static int prefix(String cidr) {
        return Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
    }

    private static long address(String cidr) {
        String[] parts = cidr.split("/")[0].split("\\.");
        if (parts.length != 4) {
            throw new IllegalArgumentException("not a network of version 4");
        }
        long address = 0;
        for (String part : parts) {
            address = address << 8 | Math.clamp(Integer.parseInt(part), 0, 255);
        }
        return address;
    }

    private static long mask(int prefix) {
        if (prefix < 0 || prefix > 32) {
            throw new IllegalArgumentException("not a prefix");
        }
        return prefix == 0 ? 0 : 0xFFFFFFFFL << (32 - prefix) & 0xFFFFFFFFL;
    }

    private static String shown(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    private static Optional<Value> subnet(List<Value> args, Origin at) {
        String base = Functions.text(args, 0);
        int prefix = prefix(base) + Functions.whole(args, 1);
        long network = address(base) & mask(prefix(base));
        long number = Functions.whole(args, 2);
        mask(prefix);
        return text(shown(network | number << (32 - prefix)) + "/" + prefix, at);
    }

    private static Optional<Value> host(List<Value> args, Origin at) {
        String base = Functions.text(args, 0);
        long network = address(base) & mask(prefix(base));
        long number = Functions.whole(args, 1);
        long size = 1L << (32 - prefix(base));
        return text(shown(network + Math.floorMod(number, size)), at);
    }

    private static Optional<Value> subnets(List<Value> args, Origin at) {
        String base = Functions.text(args, 0);
        long next = address(base) & mask(prefix(base));
        List<Value> items = new ArrayList<>();
        for (int i = 1; i < args.size(); i++) {
            int prefix = prefix(base) + Functions.whole(args, i);
            mask(prefix);
            long size = 1L << (32 - prefix);
            next = (next + size - 1) / size * size;
            items.add(new Value.Text(shown(next) + "/" + prefix, at));
            next += size;
        }
        return Optional.of(Values.items(items, at));
    }
}
