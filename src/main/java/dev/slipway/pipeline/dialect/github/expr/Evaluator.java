package dev.slipway.pipeline.dialect.github.expr;

import dev.slipway.pipeline.dialect.github.expr.Expr.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tree to its value. {@code &&} and {@code ||} give an operand, and what they do not need is not evaluated. */
final class Evaluator {
    private final Scope scope;
    private final Functions functions;

    Evaluator(Scope scope) {
        this.scope = scope;
        this.functions = new Functions(scope, this);
    }

    Value evaluate(Expr expr) {
        return switch (expr) {
            case Expr.Literal l -> l.value();
            case Expr.Context c -> scope.context(c.name().toLowerCase(java.util.Locale.ROOT));
            case Expr.Index i -> index(evaluate(i.target()), evaluate(i.index()));
            case Expr.Star s -> star(evaluate(s.target()));
            case Expr.Not n -> Value.of(!evaluate(n.operand()).isTruthy());
            case Expr.Compare c -> Value.of(compare(c.comparison(), evaluate(c.left()), evaluate(c.right())));
            case Expr.Logical l -> logical(l);
            case Expr.Call c -> functions.call(c);
        };
    }

    private Value logical(Expr.Logical logical) {
        Value last = Value.NULL;
        for (Expr operand : logical.operands()) {
            last = evaluate(operand);
            if (last.isTruthy() != logical.and()) {
                return last;
            }
        }
        return last;
    }

    private static Value index(Value target, Value index) {
        if (target instanceof Value.Arr a && a.filtered()) {
            List<Value> found = new ArrayList<>();
            a.items().forEach(item -> member(item, index).ifPresent(found::add));
            return new Value.Arr(found, true);
        }
        return member(target, index).orElse(Value.NULL);
    }

    private static Optional<Value> member(Value target, Value index) {
        return switch (target) {
            case Value.Obj o -> index.isPrimitive() ? o.get(index.text()) : Optional.empty();
            case Value.Arr a -> {
                double i = Math.floor(index.number());
                yield i >= 0 && i < a.items().size() ? Optional.of(a.items().get((int) i)) : Optional.empty();
            }
            case Value.Null n -> Optional.empty();
            case Value.Bool b -> Optional.empty();
            case Value.Num n -> Optional.empty();
            case Value.Text t -> Optional.empty();
        };
    }

    private static Value star(Value target) {
        if (target instanceof Value.Arr a && a.filtered()) {
            List<Value> found = new ArrayList<>();
            a.items().forEach(item -> found.addAll(members(item)));
            return new Value.Arr(found, true);
        }
        return new Value.Arr(members(target), true);
    }

    private static List<Value> members(Value value) {
        return switch (value) {
            case Value.Obj o -> List.copyOf(o.fields().values());
            case Value.Arr a -> a.items();
            case Value.Null n -> List.of();
            case Value.Bool b -> List.of();
            case Value.Num n -> List.of();
            case Value.Text t -> List.of();
        };
    }

    private static boolean compare(Comparison comparison, Value left, Value right) {
        return switch (comparison) {
            case EQUAL -> isEqual(left, right);
            case NOT_EQUAL -> !isEqual(left, right);
            case LESS -> order(left, right).filter(o -> o < 0).isPresent();
            case LESS_EQUAL -> order(left, right).filter(o -> o < 0).isPresent() || isEqual(left, right);
            case GREATER -> order(left, right).filter(o -> o > 0).isPresent();
            case GREATER_EQUAL -> order(left, right).filter(o -> o > 0).isPresent() || isEqual(left, right);
        };
    }

    /** Same kind: by value, text without case, collections by identity. Other kinds meet as numbers. */
    static boolean isEqual(Value left, Value right) {
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            return Fold.same(a.value(), b.value());
        }
        if (!left.isPrimitive() && left.getClass() == right.getClass()) {
            return left == right;
        }
        return left.number() == right.number();
    }

    /** Empty where there is no order: something that is no number is neither less nor greater. */
    private static Optional<Integer> order(Value left, Value right) {
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            return Optional.of(Fold.compare(a.value(), b.value()));
        }
        double a = left.number();
        double b = right.number();
        return Double.isNaN(a) || Double.isNaN(b) ? Optional.empty() : Optional.of(a < b ? -1 : a > b ? 1 : 0);
    }
}
