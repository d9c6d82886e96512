package dev.slipway.check.terraform;

import dev.slipway.check.resources.Value;
import dev.slipway.text.HclExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a variable's type makes of a value: defaults of optional attributes. Scalars stay as written, as rules read both. */
record VariableType(Evaluator evaluator, String file, Budget budget) {
    Value convert(Value value, HclExpression type) {
        if (!(type instanceof HclExpression.Call call) || call.arguments().isEmpty() || !budget.spend(1)) {
            return value;
        }
        HclExpression inner = call.arguments().getFirst();
        return switch (call.name()) {
            case "list", "set" ->
                value instanceof Value.Items i
                        ? new Value.Items(
                                i.items().stream().map(v -> convert(v, inner)).toList(), i.at())
                        : value;
            case "map" -> {
                if (!(value instanceof Value.Block b)) {
                    yield value;
                }
                Map<String, Value> entries = new LinkedHashMap<>();
                b.entries().forEach((k, v) -> entries.put(k, convert(v, inner)));
                yield new Value.Block(entries, b.at());
            }
            case "object" ->
                value instanceof Value.Block b && inner instanceof HclExpression.Table t ? object(b, t) : value;
            case "optional" -> convert(value, inner);
            default -> value;
        };
    }

    private Value object(Value.Block block, HclExpression.Table type) {
        Map<String, Value> entries = new LinkedHashMap<>(block.entries());
        for (HclExpression.Entry entry : type.entries()) {
            Optional<String> name = entry.key() instanceof HclExpression.Template t ? t.literal() : Optional.empty();
            if (name.isEmpty()) {
                continue;
            }
            Value now = entries.getOrDefault(name.get(), new Value.Absent(block.at()));
            List<HclExpression> arguments =
                    entry.value() instanceof HclExpression.Call c && c.name().equals("optional")
                            ? c.arguments()
                            : List.of();
            Value filled =
                    now.absent() && arguments.size() > 1 ? evaluator.of(arguments.get(1), file, Scope.EMPTY) : now;
            entries.put(name.get(), convert(filled, entry.value()));
        }
        return new Value.Block(entries, block.at());
    }
}
