package dev.slipway.check.terraform;

import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Value;
import dev.slipway.text.Hcl;
import dev.slipway.text.Hcl.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A block's body as a value: attributes evaluated, nested blocks under their types, dynamic blocks written out. */
record BlockReader(ModuleInstance module, String file) {
    private static final Set<String> META = Set.of("count", "for_each");

    /** Blocks that a dynamic block may become; more say nothing new. */
    private static final int MAX_DYNAMIC = 200;

    Value.Block read(Block block, Scope scope) {
        return read(block.body(), new Origin(file, block.header()), scope);
    }

    private Value.Block read(Hcl.Body body, Origin at, Scope scope) {
        Map<String, List<Value>> nested = new LinkedHashMap<>();
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Hcl.Item item : body.items()) {
            switch (item) {
                case Hcl.Attribute a -> {
                    if (!META.contains(a.name())) {
                        Origin place = new Origin(file, a.value().span());
                        entries.put(a.name(), Values.placed(module.evaluate(a.value(), file, scope), place));
                    }
                }
                case Block b when b.type().equals("dynamic") && !b.labels().isEmpty() -> dynamic(b, scope, nested);
                case Block b ->
                    nested.computeIfAbsent(b.type(), t -> new ArrayList<>()).add(labelled(b, 0, scope));
            }
        }
        nested.forEach((type, blocks) -> entries.put(
                type,
                blocks.size() == 1
                        ? blocks.getFirst()
                        : new Value.Items(blocks, blocks.getFirst().at())));
        return new Value.Block(entries, at);
    }

    /** A label is one more level: {@code backend "s3" { }} is backend.s3. */
    private Value labelled(Block block, int label, Scope scope) {
        return label < block.labels().size()
                ? new Value.Block(
                        Map.of(block.label(label), labelled(block, label + 1, scope)), new Origin(file, block.header()))
                : read(block, scope);
    }

    private void dynamic(Block block, Scope scope, Map<String, List<Value>> nested) {
        String type = block.label(0);
        String iterator = block.body()
                .attribute("iterator")
                .map(a -> a.value() instanceof dev.slipway.text.HclExpression.Name n
                        ? n.name()
                        : module.evaluate(a.value(), file, scope).known().orElse(type))
                .orElse(type);
        List<Block> contents = block.body().blocks("content");
        if (contents.isEmpty()) {
            return;
        }
        Block content = contents.getFirst();
        Value of = block.body()
                .attribute("for_each")
                .map(a -> module.evaluate(a.value(), file, scope))
                .orElse(Values.unknown("for_each is missing", new Origin(file, block.header())));
        List<Value> made = nested.computeIfAbsent(type, t -> new ArrayList<>());
        if (of.unknown()) {
            made.add(read(content, scope.with(Map.of(iterator, item(of, of)))));
        }
        ForLoop.each(of, (k, v) -> {
            if (made.size() < MAX_DYNAMIC) {
                Value key = of instanceof Value.Items && v.known().isPresent() ? v : k;
                made.add(read(content, scope.with(Map.of(iterator, item(key, v)))));
            }
        });
        if (made.isEmpty()) {
            nested.remove(type);
        }
    }

    private static Value item(Value key, Value value) {
        return new Value.Block(Map.of("key", key, "value", value), value.at());
    }
}
