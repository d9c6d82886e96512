package dev.slipway.pipeline.dialect.github.expr;

import java.util.Map;
import java.util.Optional;

/** The language as a whole: parse and evaluate; failures are values. */
public final class Expressions {
    /** Characters of an expression; the provider's bound. */
    public static final int MAX_LENGTH = 21_000;

    private Expressions() {}

    /** What parsing or evaluating gave. */
    public sealed interface Outcome<T> {
        /** The tree or value. */
        record Of<T>(T value) implements Outcome<T> {}

        /**
         * Why there is none.
         *
         * @param position character from 1; 0 for the whole
         */
        record Failed<T>(Phase phase, int position, String message) implements Outcome<T> {}

        /** The tree or value if there is one. */
        default Optional<T> toOptional() {
            return switch (this) {
                case Of<T> of -> Optional.of(of.value());
                case Failed<T> failed -> Optional.empty();
            };
        }
    }

    /** The tree of an expression, without {@code ${{ }}}; nothing in it is the literal null. */
    public static Outcome<Expr> parse(String text, Names names) {
        try {
            if (text.length() > MAX_LENGTH) {
                throw new ExpressionError(Phase.LEXING, 0, "Exceeded max expression length " + MAX_LENGTH);
            }
            return new Outcome.Of<>(ExprParser.parse(text, names).orElseGet(() -> new Expr.Literal(Value.NULL, 1)));
        } catch (ExpressionError e) {
            return new Outcome.Failed<>(e.phase(), e.position(), e.getMessage());
        }
    }

    /** The value of a tree. */
    public static Outcome<Value> evaluate(Expr expr, Scope scope) {
        try {
            return new Outcome.Of<>(new Evaluator(scope).evaluate(expr));
        } catch (ExpressionError e) {
            return new Outcome.Failed<>(e.phase(), e.position(), e.getMessage());
        }
    }

    /** Parses and evaluates where exactly these contexts are known. */
    public static Outcome<Value> evaluate(String text, Map<String, ? extends Value> contexts) {
        Names names = Names.of(contexts.keySet().toArray(String[]::new));
        return switch (parse(text, names)) {
            case Outcome.Of<Expr> of -> evaluate(of.value(), Scope.of(contexts));
            case Outcome.Failed<Expr> f -> new Outcome.Failed<>(f.phase(), f.position(), f.message());
        };
    }
}
