package dev.slipway.pipeline.dialect.github;

import dev.slipway.base.Place;
import dev.slipway.pipeline.dialect.github.expr.Expressions.Outcome;
import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Scope;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.pipeline.dialect.github.expr.Value;

/**
 * What a key holds: a value of any shape in which texts may be expressions. {@link Value#NULL} where the key is not there.
 *
 * @param value as written; expressions are still texts
 * @param place of the value
 */
public record Template(Value value, Place place) {
    /** Of a key that is not there. */
    public static final Template ABSENT = new Template(Value.NULL, Place.of(""));

    /** A text from nowhere, for workflows that are made and not read. */
    public static Template of(String text) {
        return new Template(Value.of(text), Place.of(""));
    }

    /** Whether the key holds something. */
    public boolean isPresent() {
        return !(value instanceof Value.Null);
    }

    /** Whether no expression is in it. */
    public boolean isConstant() {
        return !Templates.isTemplate(JsonValues.write(value));
    }

    /** As text, expressions as written. */
    public String text() {
        return value.text();
    }

    /** With all expressions evaluated. */
    public Outcome<Value> evaluate(Scope scope) {
        return Templates.evaluate(value, scope);
    }

    /** What it comes to as text; a text that cannot be evaluated stays as it is written. */
    public String textIn(Scope scope) {
        return evaluate(scope).toOptional().map(Value::text).orElseGet(this::text);
    }
}
