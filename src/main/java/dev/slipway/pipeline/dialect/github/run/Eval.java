package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.base.Place;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.pipeline.dialect.github.expr.Expr;
import dev.slipway.pipeline.dialect.github.expr.Expressions;
import dev.slipway.pipeline.dialect.github.expr.Expressions.Outcome;
import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Names;
import dev.slipway.pipeline.dialect.github.expr.Scope;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Evaluates texts and trees that hold expressions, in a scope. A failed expression is a problem with its place. */
record Eval(String file, Scope scope) {
    private static final Names ALL = Names.of(Names.ALL_CONTEXTS.toArray(String[]::new))
            .and("always()", "success()", "failure()", "cancelled()", "hashFiles()");

    private static final Set<String> STATUS = Set.of("always", "success", "failure", "cancelled");

    /** A text with its expressions filled in. */
    String text(Node node) {
        return node instanceof Node.Scalar s ? text(s.value(), s) : value(node).text();
    }

    /** A text with its expressions filled in; {@code at} is where it stands. */
    String text(String text, Node at) {
        if (!Templates.isTemplate(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int done = 0;
        for (Templates.Part part : Templates.split(text).parts()) {
            out.append(text, done, part.start());
            out.append(expression(part.text(), at).text());
            done = part.end();
        }
        return out.append(text.substring(done)).toString();
    }

    /** The value of a tree: a text that is one expression keeps its kind. */
    Value value(Node node) {
        return switch (node) {
            case Node.Scalar s
            when Templates.isTemplate(s.value()) ->
                Templates.whole(s.value())
                        .map(p -> expression(p.text(), s))
                        .orElseGet(() -> Value.of(text(s.value(), s)));
            case Node.Scalar s -> JsonValues.of(s);
            case Node.Sequence s -> {
                List<Value> items = new ArrayList<>();
                s.items().forEach(i -> items.add(value(i)));
                yield new Value.Arr(items);
            }
            case Node.Mapping m -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                m.entries().forEach(e -> fields.put(text(e.key()), value(e.value())));
                yield new Value.Obj(fields);
            }
        };
    }

    /** A tree of texts: of {@code env}, {@code with} and the like. */
    Map<String, String> texts(Node node) {
        Map<String, String> all = new LinkedHashMap<>();
        Value value = node instanceof Node.Scalar ? value(node) : Value.NULL;
        if (value instanceof Value.Obj o) {
            o.fields().forEach((k, v) -> all.put(k, v.text()));
        } else if (node instanceof Node.Mapping m) {
            m.entries().forEach(e -> all.put(e.key().value(), text(e.value())));
        }
        return all;
    }

    /** A condition: without a word about the status it also asks for success. */
    boolean condition(String text, Node at) {
        String inner =
                Templates.whole(text).map(Templates.Part::text).orElse(text).strip();
        if (!Templates.whole(text).isPresent() && Templates.isTemplate(text)) {
            // Mixed text: what it fills to is a text, and any text is true but the empty one and false.
            String filled = text(text, at);
            return scope.status("success", List.of()) && !filled.isBlank() && !filled.equals("false");
        }
        if (inner.isEmpty()) {
            return scope.status("success", List.of());
        }
        Expr tree = parse(inner, at);
        boolean asks = asksForStatus(tree);
        if (!asks && !scope.status("success", List.of())) {
            return false;
        }
        return evaluate(tree, inner, at).isTruthy();
    }

    /** Whether a condition says itself how things must stand. */
    private static boolean asksForStatus(Expr tree) {
        boolean here =
                tree instanceof Expr.Call c && STATUS.contains(c.function().toLowerCase(Locale.ROOT));
        return here || tree.parts().stream().anyMatch(Eval::asksForStatus);
    }

    /** The value of an expression without braces. */
    Value expression(String text, Node at) {
        return evaluate(parse(text, at), text, at);
    }

    private Expr parse(String text, Node at) {
        return switch (Expressions.parse(text, ALL)) {
            case Outcome.Of<Expr> of -> of.value();
            case Outcome.Failed<Expr> f -> throw failed(text, f.message(), at);
        };
    }

    private Value evaluate(Expr tree, String text, Node at) {
        return switch (Expressions.evaluate(tree, scope)) {
            case Outcome.Of<Value> of -> of.value();
            case Outcome.Failed<Value> f -> throw failed(text, f.message(), at);
        };
    }

    private SlipwayException failed(String text, String why, Node at) {
        return Problem.input(
                        "the expression `" + text.strip() + "` has no value",
                        place(at),
                        why,
                        "correct the expression; `slipway lint` shows all of them")
                .asException();
    }

    Place place(Node node) {
        return new Place(file, node.span().line(), node.span().column());
    }
}
