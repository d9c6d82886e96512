package dev.slipway.check.openapi;

import dev.slipway.text.Node;
import dev.slipway.text.Span;

/**
 * A {@code $ref}.
 *
 * @param at its key
 * @param target as written
 * @param expected what should stand at the other end
 * @param holder the object that holds it
 */
public record Reference(Span at, String target, Part.Kind expected, Part holder) {
    /** The object that holds it. */
    public Node.Mapping body() {
        return holder.body();
    }
}
