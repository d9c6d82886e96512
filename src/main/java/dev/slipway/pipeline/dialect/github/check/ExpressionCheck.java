package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.github.check.ShapeWalk.Templated;
import dev.slipway.pipeline.dialect.github.expr.Expr;
import dev.slipway.pipeline.dialect.github.expr.Expressions;
import dev.slipway.pipeline.dialect.github.expr.Expressions.Outcome;
import dev.slipway.pipeline.dialect.github.expr.Names;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Checks the expressions of a text: syntax, what is available there, types, and conditions that never change. */
final class ExpressionCheck {
    /** Everything there is: what is not available at a place is told apart from what does not exist. */
    private static final Names ALL = Names.of(Names.ALL_CONTEXTS.toArray(String[]::new))
            .and(Names.SPECIAL.keySet().stream().map(f -> f + "()").toArray(String[]::new));

    private final Report report;
    private final BiFunction<String, List<String>, Type> contexts;

    /** @param contexts a context's type by name, at a path */
    ExpressionCheck(Report report, BiFunction<String, List<String>, Type> contexts) {
        this.report = report;
        this.contexts = contexts;
    }

    void check(Templated text) {
        String value = text.scalar().value();
        if (text.condition() && !Templates.isTemplate(value)) {
            expression(value, text).ifPresent(e -> constant(value.strip(), e, text));
            return;
        }
        Templates.Split split = Templates.split(value);
        boolean whole = Templates.whole(value).isPresent();
        for (Templates.Part part : split.parts()) {
            Optional<Expr> expr = expression(part.text(), text);
            if (expr.isPresent()) {
                types(expr.get(), text, whole);
                if (text.condition() && whole && value.startsWith("${{") && value.endsWith("}}")) {
                    constant(part.text().strip(), expr.get(), text);
                }
            }
        }
        if (split.unclosed() >= 0) {
            report.add(
                    text.scalar(),
                    Kinds.EXPRESSION,
                    "the expression is not closed: '${{' without its '}}' at character " + (split.unclosed() + 1));
        } else if (text.condition() && !(whole && value.startsWith("${{") && value.endsWith("}}"))) {
            report.add(
                    text.scalar(),
                    Kinds.CONDITION,
                    "this condition is always true: there are characters around ${{ }}, so it is a text that is not"
                            + " empty");
        }
    }

    private Optional<Expr> expression(String expr, Templated text) {
        if (expr.isBlank()) {
            report.add(text.scalar(), Kinds.EXPRESSION, "an expression was expected between '${{' and '}}'");
            return Optional.empty();
        }
        return switch (Expressions.parse(expr.strip(), ALL)) {
            case Outcome.Failed<Expr> f -> {
                report.add(text.scalar(), Kinds.EXPRESSION, f.message());
                yield Optional.empty();
            }
            case Outcome.Of<Expr> of -> {
                available(of.value(), text);
                if (text.condition() && !Templates.isTemplate(text.scalar().value())) {
                    types(of.value(), text, true);
                }
                yield Optional.of(of.value());
            }
        };
    }

    private void available(Expr expr, Templated text) {
        if (expr instanceof Expr.Context c && !text.names().contexts().contains(lower(c.name()))) {
            String there = text.names().contexts().isEmpty()
                    ? "no context is available here"
                    : "available are "
                            + String.join(
                                    ", ",
                                    text.names().contexts().stream().sorted().toList());
            report.add(
                    text.scalar(),
                    Kinds.EXPRESSION,
                    "context '" + c.name() + "' is not available here (position " + c.position() + "); " + there);
        }
        if (expr instanceof Expr.Call call) {
            String name = lower(call.function());
            if (Names.SPECIAL.containsKey(name) && !text.names().functions().contains(name)) {
                report.add(
                        text.scalar(),
                        Kinds.EXPRESSION,
                        "function '" + call.function() + "' is not available here (position " + call.position() + ")");
            }
        }
        expr.parts().forEach(p -> available(p, text));
    }

    private void types(Expr expr, Templated text, boolean whole) {
        TypeCheck check = new TypeCheck(
                c -> contexts.apply(c, text.path()), (kind, message) -> report.add(text.scalar(), kind, message));
        Type type = check.type(expr);
        untrusted(expr, text);
        List<Shape> choices = text.shape().flat();
        boolean goesIntoText = !whole || choices.stream().allMatch(c -> c instanceof Shape.Text);
        if (text.condition() || choices.stream().anyMatch(c -> c instanceof Shape.Any)) {
            return;
        }
        if (goesIntoText && (type instanceof Type.Obj || type instanceof Type.Arr || type instanceof Type.Null)) {
            report.add(
                    text.scalar(),
                    Kinds.EXPRESSION_VALUE,
                    "a " + type.word() + " does not become a useful text; use toJSON() or one of its members");
        } else if (whole
                && choices.equals(List.of(Shape.NUM))
                && !(type instanceof Type.Num || type instanceof Type.Any)) {
            report.add(
                    text.scalar(), Kinds.EXPRESSION_VALUE, "expected a number, but the expression is a " + type.word());
        } else if (whole && text.path().getLast().equals("runs-on") && type instanceof Type.Obj) {
            report.add(
                    text.scalar(),
                    Kinds.EXPRESSION_TYPE,
                    "'runs-on' takes a string or a list, but the expression is a " + type.word());
        }
    }

    private void untrusted(Expr expr, Templated text) {
        boolean script = text.path().size() > 3
                && (text.path().getLast().equals("run")
                        || text.path().getLast().equals("script")
                                && text.path().get(text.path().size() - 2).equals("with"));
        if (script) {
            UntrustedRule.find(expr)
                    .ifPresent(path -> report.add(
                            text.scalar(),
                            Kinds.UNTRUSTED,
                            "'" + path
                                    + "' is text of strangers and becomes part of the script; hand it over in 'env'"));
        }
    }

    private void constant(String shown, Expr expr, Templated text) {
        if (isConstant(expr)) {
            report.add(
                    text.scalar(),
                    Kinds.CONDITION,
                    "the condition '" + Report.shorten(shown) + "' never changes; remove the 'if' or what it guards");
        }
    }

    private static boolean isConstant(Expr expr) {
        boolean open = expr instanceof Expr.Context
                || expr instanceof Expr.Call c && Names.SPECIAL.containsKey(lower(c.function()));
        return !open && expr.parts().stream().allMatch(ExpressionCheck::isConstant);
    }

    /** The type of an expression, without telling anything. */
    static Type silentType(String expr, Function<String, Type> contexts) {
        return Expressions.parse(expr.strip(), ALL)
                .toOptional()
                .map(e -> new TypeCheck(contexts, (kind, message) -> {}).type(e))
                .orElse(Type.ANY);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
