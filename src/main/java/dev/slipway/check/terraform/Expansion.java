package dev.slipway.check.terraform;

import dev.slipway.check.resources.Value;
import dev.slipway.check.terraform.TerraformModule.Declared;
import dev.slipway.text.Hcl;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What count and for_each make of a block: one copy for each known key, else one that stands for all. */
record Expansion(ModuleInstance module) {
    /** Copies beyond which one stands for all: rules learn nothing from more. */
    private static final int MAX_COPIES = 64;

    /**
     * One copy.
     *
     * @param key its number or key; absent for a single block and for one that stands for all
     * @param suffix what its address ends with
     */
    record Copy(Value key, String suffix, Scope scope) {}

    List<Copy> of(Declared declared) {
        Hcl.Body body = declared.block().body();
        Optional<Hcl.Attribute> count = body.attribute("count");
        if (count.isPresent()) {
            Value number = module.evaluate(count.get().value(), declared.file(), Scope.EMPTY);
            return counted(number);
        }
        Optional<Hcl.Attribute> each = body.attribute("for_each");
        return each.isPresent()
                ? keyed(module.evaluate(each.get().value(), declared.file(), Scope.EMPTY))
                : List.of(new Copy(new Value.Absent(module.nowhere()), "", Scope.EMPTY));
    }

    private List<Copy> counted(Value number) {
        Optional<Integer> known =
                Values.asNumber(number).map(BigDecimal::intValue).filter(n -> n <= MAX_COPIES);
        if (known.isEmpty()) {
            Value index = Values.unknownOf(number.at(), number);
            return List.of(symbolic(Map.of("count", block(Map.of("index", index), number))));
        }
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < known.get(); i++) {
            Value index = new Value.Number(BigDecimal.valueOf(i), number.at());
            copies.add(new Copy(
                    index, "[" + i + "]", Scope.EMPTY.with(Map.of("count", block(Map.of("index", index), number)))));
        }
        return copies;
    }

    private List<Copy> keyed(Value of) {
        if (of.unknown() || CollectionFunctions.size(of) > MAX_COPIES) {
            Value part = Values.unknownOf(of.at(), of);
            return List.of(symbolic(Map.of("each", block(Map.of("key", part, "value", part), of))));
        }
        List<Copy> copies = new ArrayList<>();
        ForLoop.each(of, (k, v) -> {
            // A set is its own keys.
            Value key = of instanceof Value.Items ? v : k;
            copies.add(new Copy(
                    key,
                    key.known().isPresent()
                            ? ModuleInstance.index(new Value.Text(key.known().get(), key.at()))
                            : "",
                    Scope.EMPTY.with(Map.of("each", block(Map.of("key", key, "value", v), of)))));
        });
        return copies;
    }

    private Copy symbolic(Map<String, Value> names) {
        return new Copy(new Value.Absent(module.nowhere()), "", Scope.EMPTY.with(names));
    }

    private static Value block(Map<String, Value> entries, Value at) {
        return new Value.Block(entries, at.at());
    }
}
