package dev.slipway.pipeline.dialect.github.expr;

import dev.slipway.pipeline.dialect.github.expr.Expressions.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code if}: an expression with or without braces; one that asks for no status holds only while all went well. */
public final class Conditions {
    private static final Set<String> STATUS = Set.of("always", "success", "failure", "cancelled");

    private Conditions() {}

    /** The tree of a condition, the implicit {@code success()} put before it; an empty text is {@code success()}. */
    public static Outcome<Expr> parse(String condition) {
        String text = condition.strip();
        Expr success = new Expr.Call("success", List.of(), 1);
        if (text.isEmpty()) {
            return new Outcome.Of<>(success);
        }
        Optional<Templates.Part> whole = Templates.whole(text);
        if (whole.isEmpty() && Templates.isTemplate(text)) {
            // Characters around the braces make a text, and a text that is not empty is true.
            return new Outcome.Of<>(success);
        }
        return switch (Templates.parse(whole.map(Templates.Part::text).orElse(text))) {
            case Outcome.Of<Expr> of ->
                new Outcome.Of<>(
                        asksForStatus(of.value())
                                ? of.value()
                                : new Expr.Logical(true, List.of(success, of.value()), 1));
            case Outcome.Failed<Expr> failed -> failed;
        };
    }

    /** Whether a condition holds. */
    public static Outcome<Boolean> evaluate(String condition, Scope scope) {
        return switch (parse(condition)) {
            case Outcome.Failed<Expr> f -> new Outcome.Failed<>(f.phase(), f.position(), f.message());
            case Outcome.Of<Expr> of ->
                switch (Expressions.evaluate(of.value(), scope)) {
                    case Outcome.Of<Value> v -> new Outcome.Of<>(v.value().isTruthy());
                    case Outcome.Failed<Value> f -> new Outcome.Failed<>(f.phase(), f.position(), f.message());
                };
        };
    }

    /** Whether a tree asks how things went. */
    public static boolean asksForStatus(Expr expr) {
        return expr instanceof Expr.Call c && STATUS.contains(c.function().toLowerCase(Locale.ROOT))
                || expr.parts().stream().anyMatch(Conditions::asksForStatus);
    }

    /**
     * What a condition comes to where only some contexts are known; empty when what is not known decides. That all went well
     * is assumed.
     *
     * @param known contexts in lower case
     */
    public static Optional<Boolean> foresee(String condition, Set<String> known, Scope scope) {
        return parse(condition)
                .toOptional()
                .flatMap(e -> value(e, known, scope))
                .map(Value::isTruthy);
    }

    private static Optional<Value> value(Expr expr, Set<String> known, Scope scope) {
        if (isKnown(expr, known)) {
            return Expressions.evaluate(expr, scope).toOptional();
        }
        if (expr instanceof Expr.Not n) {
            return value(n.operand(), known, scope).map(v -> Value.of(!v.isTruthy()));
        }
        if (expr instanceof Expr.Logical l) {
            // One operand that decides is enough, wherever it stands.
            return l.operands().stream()
                    .flatMap(o -> value(o, known, scope).stream())
                    .filter(v -> v.isTruthy() != l.and())
                    .findFirst();
        }
        return Optional.empty();
    }

    private static boolean isKnown(Expr expr, Set<String> known) {
        boolean here = true;
        if (expr instanceof Expr.Context c) {
            here = known.contains(c.name().toLowerCase(Locale.ROOT));
        } else if (expr instanceof Expr.Call c) {
            // That something failed or was cancelled is seen only then.
            here = !Set.of("failure", "cancelled", "hashfiles")
                    .contains(c.function().toLowerCase(Locale.ROOT));
        }
        return here && expr.parts().stream().allMatch(p -> isKnown(p, known));
    }
}
