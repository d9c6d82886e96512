package dev.slipway.check.terraform;

import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Value;
import dev.slipway.text.HclExpression;
import dev.slipway.text.HclExpression.Part;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates expressions of one file of a module instance. */
final class Evaluator {
    private final ModuleInstance module;
    private final Budget budget;

    Evaluator(ModuleInstance module, Budget budget) {
        this.module = module;
        this.budget = budget;
    }

    /** Evaluates an expression; each value keeps the place where it was written. */
    Value of(HclExpression expression, String file, Scope scope) {
        Origin at = new Origin(file, expression.span());
        if (!budget.enter()) {
            budget.leave();
            return Values.unknown("it takes too much work to evaluate", at);
        }
        try {
            return switch (expression) {
                case HclExpression.Digits d -> Values.number(new BigDecimal(d.text()), at);
                case HclExpression.Truth t -> new Value.Bool(t.value(), at);
                case HclExpression.Null n -> new Value.Absent(at);
                case HclExpression.Template t -> template(t, file, scope, at);
                case HclExpression.Name n -> reference(n, file, scope, at);
                case HclExpression.Member m -> reference(m, file, scope, at);
                case HclExpression.Index i -> reference(i, file, scope, at);
                case HclExpression.Splat s -> splat(s, file, scope, at);
                case HclExpression.Item i -> scope.get("*").orElse(Values.unknown("an item", at));
                case HclExpression.Call c -> call(c, file, scope, at);
                case HclExpression.Tuple t ->
                    Values.items(t.items().stream().map(i -> of(i, file, scope)).toList(), at);
                case HclExpression.Table t -> table(t, file, scope, at);
                case HclExpression.For f -> new ForLoop(this, budget).of(f, file, scope, at);
                case HclExpression.Unary u -> unary(u, of(u.of(), file, scope), at);
                case HclExpression.Binary b -> binary(b, file, scope, at);
                case HclExpression.Conditional c -> conditional(c, file, scope, at);
            };
        } finally {
            budget.leave();
        }
    }

    private Value template(HclExpression.Template template, String file, Scope scope, Origin at) {
        if (template.parts().isEmpty()) {
            return new Value.Text("", at);
        }
        if (template.parts().size() == 1) {
            Part only = template.parts().getFirst();
            if (only instanceof Part.Words w) {
                return Values.text(w.text(), at);
            }
            if (only instanceof Part.Insert i) {
                return of(i.value(), file, scope);
            }
        }
        StringBuilder out = new StringBuilder();
        List<Value> unknown = new ArrayList<>();
        parts(template.parts(), file, scope, out, unknown);
        // A document is worth reading although some of its values are not known.
        if (unknown.isEmpty() || out.toString().stripLeading().startsWith("{")) {
            return Values.text(out.toString(), at);
        }
        return Values.partly(out.toString(), Values.unknownOf(at, unknown.toArray(Value[]::new)));
    }

    private void parts(List<Part> parts, String file, Scope scope, StringBuilder out, List<Value> unknown) {
        for (Part part : parts) {
            if (out.length() > Values.MAX_TEXT || !budget.spend(1)) {
                unknown.add(Values.unknown("a text that is too long", module.nowhere()));
                return;
            }
            switch (part) {
                case Part.Words w -> out.append(w.text());
                case Part.Insert i -> insert(of(i.value(), file, scope), out, unknown);
                case Part.Branch b -> {
                    Optional<Boolean> truth = Values.asTruth(of(b.condition(), file, scope));
                    if (truth.isPresent()) {
                        parts(truth.get() ? b.yes() : b.no(), file, scope, out, unknown);
                    } else {
                        unknown.add(Values.unknownOf(module.nowhere(), of(b.condition(), file, scope)));
                    }
                }
                case Part.Loop l -> {
                    Value of = of(l.of(), file, scope);
                    if (of.unknown()) {
                        unknown.add(of);
                    }
                    ForLoop.each(
                            of,
                            (k, v) -> parts(
                                    l.body(),
                                    file,
                                    scope.with(ForLoop.names(l.keyName(), l.valueName(), k, v)),
                                    out,
                                    unknown));
                }
            }
        }
    }

    private static void insert(Value value, StringBuilder out, List<Value> unknown) {
        if (value instanceof Value.Unknown u) {
            unknown.add(value);
            out.append(Values.placeholder(u));
        } else {
            Values.asText(value).ifPresent(out::append);
        }
    }

    /** Collects the steps down to the first name, then asks the module. */
    private Value reference(HclExpression expression, String file, Scope scope, Origin at) {
        List<Value> steps = new ArrayList<>();
        HclExpression here = expression;
        while (true) {
            if (here instanceof HclExpression.Member m) {
                steps.addFirst(new Value.Text(m.name(), at));
                here = m.of();
            } else if (here instanceof HclExpression.Index i) {
                steps.addFirst(of(i.key(), file, scope));
                here = i.of();
            } else {
                break;
            }
        }
        if (here instanceof HclExpression.Name name) {
            Optional<Value> local = scope.get(name.name());
            return local.isPresent() ? walk(local.get(), steps, at) : module.reference(name.name(), steps, at);
        }
        return walk(of(here, file, scope), steps, at);
    }

    /** Walks into a value by attributes and indices. */
    static Value walk(Value from, List<Value> steps, Origin at) {
        Value here = from;
        for (Value step : steps) {
            here = step(here, step, at);
        }
        return here;
    }

    private static Value step(Value here, Value key, Origin at) {
        if (here.unknown()) {
            return here;
        }
        if (key.unknown()) {
            return Values.unknownOf(at, key, here);
        }
        String name = key.known().orElse("");
        if (here instanceof Value.Block b) {
            Value found = b.entries().get(name);
            return found == null ? Values.error("there is no " + name, at) : found;
        }
        if (here instanceof Value.Items i) {
            Optional<Integer> index = Values.asNumber(key).map(BigDecimal::intValue);
            return index.isPresent()
                            && index.get() >= 0
                            && index.get() < i.items().size()
                    ? i.items().get(index.get())
                    : Values.error("there is no item " + name, at);
        }
        return Values.error("it has no attributes", at);
    }

    private Value splat(HclExpression.Splat splat, String file, Scope scope, Origin at) {
        Value of = of(splat.of(), file, scope);
        if (of.unknown()) {
            return of;
        }
        List<Value> items = new ArrayList<>();
        for (Value item : of.items()) {
            items.add(of(splat.each(), file, scope.with(Map.of("*", item))));
        }
        return Values.items(items, at);
    }

    private Value call(HclExpression.Call call, String file, Scope scope, Origin at) {
        List<Value> arguments = new ArrayList<>();
        for (HclExpression argument : call.arguments()) {
            arguments.add(of(argument, file, scope));
        }
        if (call.spread() && !arguments.isEmpty()) {
            Value last = arguments.removeLast();
            if (last.unknown()) {
                return last;
            }
            arguments.addAll(last.items());
        }
        return budget.spend(arguments.size())
                ? Functions.call(call.name(), arguments, at, budget)
                : Values.unknown("it takes too much work to evaluate", at);
    }

    private Value table(HclExpression.Table table, String file, Scope scope, Origin at) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (HclExpression.Entry entry : table.entries()) {
            Value key = of(entry.key(), file, scope);
            Value value = of(entry.value(), file, scope);
            // A key that is not known hides one entry, not the others.
            entries.put(
                    key instanceof Value.Unknown u
                            ? Values.placeholder(u)
                            : Values.asText(key).orElse(""),
                    value);
        }
        // Its place ends after the brace, as that of a block does.
        return Values.block(entries, opening(at));
    }

    /** From the start to after the brace. */
    static Origin opening(Origin at) {
        return new Origin(
                at.file(),
                new dev.slipway.text.Span(
                        at.span().line(),
                        at.span().column(),
                        at.span().start(),
                        at.span().start() + 1));
    }

    private static Value unary(HclExpression.Unary unary, Value of, Origin at) {
        if (of.unknown()) {
            return of;
        }
        if (unary.operator() == '!') {
            Optional<Boolean> truth = Values.asTruth(of);
            return truth.isPresent() ? Values.truth(!truth.get(), at) : Values.error("not a truth", at);
        }
        Optional<BigDecimal> number = Values.asNumber(of);
        return number.isPresent() ? Values.number(number.get().negate(), at) : Values.error("not a number", at);
    }

    private Value binary(HclExpression.Binary binary, String file, Scope scope, Origin at) {
        Value left = of(binary.left(), file, scope);
        Value right = of(binary.right(), file, scope);
        return switch (binary.operator()) {
            case "&&", "||" -> logic(binary.operator().equals("||"), left, right, at);
            case "==", "!=" -> {
                Optional<Boolean> same = Values.same(left, right);
                yield same.isPresent()
                        ? Values.truth(same.get() == binary.operator().equals("=="), at)
                        : Values.unknownOf(at, left, right);
            }
            default -> arithmetic(binary.operator(), left, right, at);
        };
    }

    /** One side decides when it is the deciding truth, whatever the other is. */
    private static Value logic(boolean deciding, Value left, Value right, Origin at) {
        Optional<Boolean> a = Values.asTruth(left);
        Optional<Boolean> b = Values.asTruth(right);
        if ((a.isPresent() && a.get() == deciding) || (b.isPresent() && b.get() == deciding)) {
            return Values.truth(deciding, at);
        }
        return a.isPresent() && b.isPresent() ? Values.truth(!deciding, at) : Values.unknownOf(at, left, right);
    }

    private static Value arithmetic(String operator, Value left, Value right, Origin at) {
        if (left.unknown() || right.unknown()) {
            return Values.unknownOf(at, left, right);
        }
        Optional<BigDecimal> a = Values.asNumber(left);
        Optional<BigDecimal> b = Values.asNumber(right);
        if (a.isEmpty() || b.isEmpty()) {
            return Values.error("not a number", at);
        }
        BigDecimal x = a.get();
        BigDecimal y = b.get();
        if ((operator.equals("/") || operator.equals("%")) && y.signum() == 0) {
            return Values.error("division by zero", at);
        }
        return switch (operator) {
            case "+" -> Values.number(x.add(y), at);
            case "-" -> Values.number(x.subtract(y), at);
            case "*" -> Values.number(x.multiply(y), at);
            case "/" -> Values.number(x.divide(y, MathContext.DECIMAL128), at);
            case "%" -> Values.number(x.remainder(y), at);
            case "<" -> Values.truth(x.compareTo(y) < 0, at);
            case ">" -> Values.truth(x.compareTo(y) > 0, at);
            case "<=" -> Values.truth(x.compareTo(y) <= 0, at);
            case ">=" -> Values.truth(x.compareTo(y) >= 0, at);
            default -> Values.error("no such operator", at);
        };
    }

    private Value conditional(HclExpression.Conditional c, String file, Scope scope, Origin at) {
        Value condition = of(c.condition(), file, scope);
        Optional<Boolean> truth = Values.asTruth(condition);
        if (truth.isPresent()) {
            return of(truth.get() ? c.yes() : c.no(), file, scope);
        }
        Value yes = of(c.yes(), file, scope);
        Value no = of(c.no(), file, scope);
        return Values.same(yes, no).orElse(false) ? yes : Values.unknownOf(at, condition, yes, no);
    }
}
