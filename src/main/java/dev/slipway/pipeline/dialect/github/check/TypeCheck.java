package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.base.DidYouMean;
import dev.slipway.pipeline.dialect.github.expr.Expr;
import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The type of an expression, and what does not fit in it. */
final class TypeCheck {
    private final Function<String, Type> contexts;
    private final BiConsumer<String, String> mistakes;

    /**
     * @param contexts a context's type by its name in lower case
     * @param mistakes takes a kind and a message
     */
    TypeCheck(Function<String, Type> contexts, BiConsumer<String, String> mistakes) {
        this.contexts = contexts;
        this.mistakes = mistakes;
    }

    Type type(Expr expr) {
        return switch (expr) {
            case Expr.Literal l -> Type.of(l.value());
            case Expr.Context c -> contexts.apply(c.name().toLowerCase(Locale.ROOT));
            case Expr.Index i -> index(i);
            case Expr.Star s -> star(type(s.target()), s);
            case Expr.Not n -> {
                type(n.operand());
                yield Type.BOOL;
            }
            case Expr.Compare c -> compare(c);
            case Expr.Logical l -> logical(l);
            case Expr.Call c -> call(c);
        };
    }

    private Type logical(Expr.Logical l) {
        List<Type> possible = new ArrayList<>();
        for (Expr operand : l.operands()) {
            Type type = type(operand);
            boolean last = operand == l.operands().getLast();
            if (last || !isNever(operand, type, !l.and())) {
                possible.add(last ? type : narrowed(operand, type, !l.and()));
            }
        }
        return possible.stream().reduce(Type::merge).orElse(Type.ANY);
    }

    /** Whether an operand cannot be the result: one that is never false of {@code &&}, never true of {@code ||}. */
    private static boolean isNever(Expr operand, Type type, boolean truthy) {
        if (operand instanceof Expr.Literal literal) {
            return literal.value().isTruthy() != truthy;
        }
        return truthy ? type instanceof Type.Null : type instanceof Type.Obj || type instanceof Type.Arr;
    }

    /** The type of an operand where it is known to be true or to be false. */
    private Type narrowed(Expr operand, Type type, boolean truthy) {
        if (operand instanceof Expr.Logical inner && inner.and() == truthy) {
            return new TypeCheck(contexts, (kind, message) -> {})
                    .type(inner.operands().getLast());
        }
        return type;
    }

    private Type index(Expr.Index index) {
        Type target = type(index.target());
        if (index.index() instanceof Expr.Literal l && l.value() instanceof Value.Text name) {
            return property(target, name.value(), index.at());
        }
        Type by = type(index.index());
        return switch (target) {
            case Type.Any a -> Type.ANY;
            case Type.Arr a -> {
                if (!(by instanceof Type.Num || by instanceof Type.Any)) {
                    type("an array is indexed by a number, not by " + by.word(), index.at());
                }
                yield a.item();
            }
            case Type.Obj o -> {
                if (!(by instanceof Type.Text || by instanceof Type.Any)) {
                    type("a property is named by a string, not by " + by.word(), index.at());
                }
                yield o.others().stream().findFirst().orElse(Type.ANY);
            }
            case Type.Null n -> notIndexed(target, index.at());
            case Type.Bool b -> notIndexed(target, index.at());
            case Type.Num n -> notIndexed(target, index.at());
            case Type.Text t -> notIndexed(target, index.at());
        };
    }

    private Type property(Type target, String name, int at) {
        return switch (target) {
            case Type.Any a -> Type.ANY;
            case Type.Obj o -> o.property(name).orElseGet(() -> undefined(o, name, at));
            case Type.Arr a ->
                a.filtered()
                        ? new Type.Arr(property(a.item(), name, at), true)
                        : wrong("an array has no property '" + name + "'; use [number] or .*", at);
            case Type.Null n -> noObject(target, name, at);
            case Type.Bool b -> noObject(target, name, at);
            case Type.Num n -> noObject(target, name, at);
            case Type.Text t -> noObject(target, name, at);
        };
    }

    private Type undefined(Type.Obj o, String name, int at) {
        String hint = DidYouMean.nearest(
                        name.toLowerCase(Locale.ROOT), o.known().keySet())
                .map(n -> "; did you mean '" + n + "'?")
                .orElse("");
        mistakes.accept(
                Kinds.UNDEFINED,
                "property '" + name + "' is not defined in " + o.word() + hint + " (position " + at + ")");
        return Type.ANY;
    }

    private Type noObject(Type target, String name, int at) {
        return wrong("'." + name + "' is asked of a " + target.word() + ", which has no properties", at);
    }

    private Type notIndexed(Type target, int at) {
        return wrong("a " + target.word() + " cannot be indexed", at);
    }

    private Type wrong(String message, int at) {
        type(message, at);
        return Type.ANY;
    }

    private void type(String message, int at) {
        mistakes.accept(Kinds.EXPRESSION_TYPE, message + " (position " + at + ")");
    }

    private Type star(Type target, Expr.Star star) {
        return switch (target) {
            case Type.Any a -> new Type.Arr(Type.ANY, true);
            case Type.Arr a ->
                new Type.Arr(a.item() instanceof Type.Arr inner && a.filtered() ? inner.item() : a.item(), true);
            case Type.Obj o ->
                new Type.Arr(
                        o.others().isEmpty()
                                ? o.known().values().stream()
                                        .reduce(Type::merge)
                                        .orElse(Type.ANY)
                                : o.others().getFirst(),
                        true);
            case Type.Null n -> wrong("'.*' is asked of null", star.position());
            case Type.Bool b -> wrong("'.*' is asked of a bool", star.position());
            case Type.Num n -> wrong("'.*' is asked of a number", star.position());
            case Type.Text t -> wrong("'.*' is asked of a string", star.position());
        };
    }

    private Type compare(Expr.Compare c) {
        Type left = type(c.left());
        Type right = type(c.right());
        boolean equality = c.comparison() == Expr.Comparison.EQUAL || c.comparison() == Expr.Comparison.NOT_EQUAL;
        if (!(equality ? mayEqual(left, right) : mayOrder(left) && mayOrder(right))) {
            type(
                    "a " + left.word() + " is compared with a " + right.word() + " by "
                            + c.comparison().symbol() + ", which has no useful result",
                    c.position());
        }
        return Type.BOOL;
    }

    private static boolean mayEqual(Type left, Type right) {
        if (isOpen(left) || isOpen(right)) {
            return true;
        }
        if (left instanceof Type.Arr a && right instanceof Type.Arr b) {
            return mayEqual(a.item(), b.item());
        }
        if (left instanceof Type.Obj && right instanceof Type.Obj) {
            return true;
        }
        return isScalar(left) && isScalar(right);
    }

    private static boolean isOpen(Type type) {
        return type instanceof Type.Any || type instanceof Type.Null;
    }

    private static boolean isScalar(Type type) {
        return type instanceof Type.Bool || type instanceof Type.Num || type instanceof Type.Text;
    }

    private static boolean mayOrder(Type type) {
        return type instanceof Type.Any || type instanceof Type.Num || type instanceof Type.Text;
    }

    private Type call(Expr.Call call) {
        List<Type> given = new ArrayList<>();
        call.arguments().forEach(a -> given.add(type(a)));
        String name = call.function().toLowerCase(Locale.ROOT);
        switch (name) {
            case "contains" -> contains(call, given);
            case "startswith", "endswith" -> texts(call, given, 0, given.size());
            case "format" -> {
                texts(call, given, 0, 1);
                format(call);
            }
            case "join" -> join(call, given);
            case "fromjson" -> {
                texts(call, given, 0, 1);
                return fromJson(call);
            }
            case "hashfiles" -> texts(call, given, 0, given.size());
            case "case" -> {
                return choose(call, given);
            }
            default -> {}
        }
        return switch (name) {
            case "format", "join", "tojson", "hashfiles" -> Type.TEXT;
            default -> Type.BOOL;
        };
    }

    private Type choose(Expr.Call call, List<Type> given) {
        Type result = given.getLast();
        for (int i = 0; i + 1 < given.size(); i += 2) {
            if (!(given.get(i) instanceof Type.Bool || given.get(i) instanceof Type.Any)) {
                argument(call, i, given.get(i), "a bool");
            }
            result = Type.merge(result, given.get(i + 1));
        }
        return result;
    }

    private void contains(Expr.Call call, List<Type> given) {
        Type where = given.getFirst();
        if (where instanceof Type.Arr) {
            return;
        }
        if (where instanceof Type.Obj || where instanceof Type.Null) {
            argument(call, 0, where, "an array or a string");
        } else if (!(where instanceof Type.Any)) {
            texts(call, given, 1, 2);
        }
    }

    private void join(Expr.Call call, List<Type> given) {
        if (given.getFirst() instanceof Type.Obj || given.getFirst() instanceof Type.Null) {
            argument(call, 0, given.getFirst(), "an array");
        }
        texts(call, given, 1, given.size());
    }

    private void texts(Expr.Call call, List<Type> given, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean fits = given.get(i) instanceof Type.Text
                    || given.get(i) instanceof Type.Num
                    || given.get(i) instanceof Type.Any;
            if (!fits) {
                argument(call, i, given.get(i), "a string");
            }
        }
    }

    private void argument(Expr.Call call, int i, Type given, String wanted) {
        type(
                "argument " + (i + 1) + " of " + call.function() + "() is a " + given.word() + "; expected " + wanted,
                call.arguments().get(i).position());
    }

    /** Each {@code {N}} has its argument and each argument its {@code {N}}. */
    private void format(Expr.Call call) {
        if (!(call.arguments().getFirst() instanceof Expr.Literal l && l.value() instanceof Value.Text form)) {
            return;
        }
        boolean[] used = new boolean[call.arguments().size() - 1];
        var m = java.util.regex.Pattern.compile("\\{(\\d{1,3})\\}")
                .matcher(form.value().replace("{{", "  ").replace("}}", "  "));
        // Doubled braces are literal; blanking them keeps a placeholder that touches one intact often enough to be
        // told.
        while (m.find()) {
            int i = Integer.parseInt(m.group(1));
            if (i < used.length) {
                used[i] = true;
            } else {
                type("format() has no argument for {" + i + "}", call.position());
            }
        }
        for (int i = 0; i < used.length; i++) {
            if (!used[i] && !form.value().contains("{" + i + "}")) {
                type("the string of format() has no {" + i + "} for its argument " + (i + 2), call.position());
            }
        }
    }

    private Type fromJson(Expr.Call call) {
        if (!(call.arguments().getFirst() instanceof Expr.Literal l && l.value() instanceof Value.Text json)) {
            return Type.ANY;
        }
        var refusal = JsonValues.refusal(json.value());
        refusal.ifPresent(why -> type("fromJSON() is given no JSON: " + why, call.position()));
        return refusal.isPresent()
                ? Type.ANY
                : JsonValues.read(json.value()).map(Type::of).orElse(Type.ANY);
    }
}
