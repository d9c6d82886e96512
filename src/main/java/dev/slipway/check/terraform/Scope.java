package dev.slipway.check.terraform;

import dev.slipway.check.resources.Value;
import java.util.Map;
import java.util.Optional;

/** Names that hold only where an expression stands: {@code each}, {@code count}, iterators, variables of a for expression. */
record Scope(Map<String, Value> names, Optional<Scope> outer) {
    static final Scope EMPTY = new Scope(Map.of(), Optional.empty());

    Scope {
        names = Map.copyOf(names);
    }

    Scope with(Map<String, Value> more) {
        return new Scope(more, Optional.of(this));
    }

    Optional<Value> get(String name) {
        for (Scope here = this; ; here = here.outer.get()) {
            Value value = here.names.get(name);
            if (value != null || here.outer.isEmpty()) {
                return Optional.ofNullable(value);
            }
        }
    }
}
