package dev.slipway.check.terraform;

import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Value;
import dev.slipway.text.HclExpression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** For expressions, and walking over the items of a value. */
record ForLoop(Evaluator evaluator, Budget budget) {
    /** Hands out key and value of each item. */
    static void each(Value of, BiConsumer<Value, Value> visitor) {
        switch (of) {
            case Value.Items i -> {
                for (int n = 0; n < i.items().size(); n++) {
                    Value item = i.items().get(n);
                    visitor.accept(new Value.Number(BigDecimal.valueOf(n), item.at()), item);
                }
            }
            case Value.Block b -> b.entries().forEach((k, v) -> visitor.accept(new Value.Text(k, v.at()), v));
            case Value.Text t -> {}
            case Value.Number n -> {}
            case Value.Bool b -> {}
            case Value.Unknown u -> {}
            case Value.Absent a -> {}
        }
    }

    static Map<String, Value> names(String keyName, String valueName, Value key, Value value) {
        Map<String, Value> names = new HashMap<>();
        if (!keyName.isEmpty()) {
            names.put(keyName, key);
        }
        names.put(valueName, value);
        return names;
    }

    Value of(HclExpression.For loop, String file, Scope scope, Origin at) {
        Value of = evaluator.of(loop.of(), file, scope);
        if (of.unknown()) {
            return of;
        }
        List<Value> items = new ArrayList<>();
        Map<String, Value> entries = new LinkedHashMap<>();
        Map<String, List<Value>> groups = new LinkedHashMap<>();
        List<Value> undecided = new ArrayList<>();
        each(of, (key, value) -> {
            if (!budget.spend(1) || !undecided.isEmpty()) {
                return;
            }
            Scope inner = scope.with(names(loop.keyName(), loop.valueName(), key, value));
            Optional<Boolean> wanted = loop.condition().isEmpty()
                    ? Optional.of(true)
                    : Values.asTruth(evaluator.of(loop.condition().getFirst(), file, inner));
            if (wanted.isEmpty()) {
                undecided.add(evaluator.of(loop.condition().getFirst(), file, inner));
            } else if (wanted.get()) {
                Value made = evaluator.of(loop.value(), file, inner);
                if (loop.key().isEmpty()) {
                    items.add(made);
                    return;
                }
                Value madeKey = evaluator.of(loop.key().getFirst(), file, inner);
                Optional<String> name = Values.asText(madeKey);
                if (name.isEmpty()) {
                    undecided.add(madeKey);
                } else if (loop.grouped()) {
                    groups.computeIfAbsent(name.get(), k -> new ArrayList<>()).add(made);
                } else {
                    entries.put(name.get(), made);
                }
            }
        });
        if (!undecided.isEmpty()) {
            return Values.unknownOf(at, undecided.toArray(Value[]::new));
        }
        groups.forEach((k, v) -> entries.put(k, Values.items(v, at)));
        return loop.key().isEmpty() ? Values.items(items, at) : Values.block(entries, at);
    }
}
