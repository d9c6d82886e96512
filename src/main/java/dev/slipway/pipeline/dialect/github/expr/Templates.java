package dev.slipway.pipeline.dialect.github.expr;

import dev.slipway.pipeline.dialect.github.expr.Expressions.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Text with {@code ${{ }}} in it. */
public final class Templates {
    private Templates() {}

    /**
     * An expression in a text.
     *
     * @param text between the braces, not trimmed
     * @param start of the {@code ${{}, from 0
     * @param end after the {@code }}}
     */
    public record Part(String text, int start, int end) {}

    /**
     * A text's expressions.
     *
     * @param unclosed where an expression begins that does not end; -1 for none
     */
    public record Split(List<Part> parts, int unclosed) {
        public Split {
            parts = List.copyOf(parts);
        }
    }

    /** Finds the expressions; a {@code }}} inside of a string does not end one. */
    public static Split split(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (true) {
            int start = text.indexOf("${{", at);
            if (start < 0) {
                return new Split(parts, -1);
            }
            int end = end(text, start + 3);
            if (end < 0) {
                return new Split(parts, start);
            }
            parts.add(new Part(text.substring(start + 3, end), start, end + 2));
            at = end + 2;
        }
    }

    private static int end(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '}' && i + 1 < text.length() && text.charAt(i + 1) == '}') {
                return i;
            }
        }
        return -1;
    }

    /** Whether there is an expression in it, closed or not. */
    public static boolean isTemplate(String text) {
        return text.contains("${{");
    }

    /** The expression that is all of the text; the value then keeps its kind. */
    public static Optional<Part> whole(String text) {
        if (!text.startsWith("${{") && !text.strip().startsWith("${{")) {
            return Optional.empty();
        }
        String trimmed = text.strip();
        Split split = split(trimmed);
        return split.parts().size() == 1
                        && split.parts().getFirst().start() == 0
                        && split.parts().getFirst().end() == trimmed.length()
                ? Optional.of(split.parts().getFirst())
                : Optional.empty();
    }

    /** The names that any expression may use: a file is checked before it is run, so here nothing is refused again. */
    private static final Names ALL = Names.of(Names.ALL_CONTEXTS.toArray(String[]::new))
            .and("always()", "success()", "failure()", "cancelled()", "hashFiles()");

    /** The tree of an expression that was checked before. */
    public static Outcome<Expr> parse(String expression) {
        return Expressions.parse(expression.strip(), ALL);
    }

    /** The value of a text: of its expression where it is nothing else, else the text with the values put in. */
    public static Outcome<Value> evaluate(String text, Scope scope) {
        Optional<Part> whole = whole(text);
        if (whole.isPresent()) {
            return value(whole.get().text(), scope);
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (Part part : split(text).parts()) {
            out.append(text, at, part.start());
            switch (value(part.text(), scope)) {
                case Outcome.Of<Value> of -> out.append(of.value().text());
                case Outcome.Failed<Value> failed -> {
                    return failed;
                }
            }
            if (out.length() > Functions.MAX_TEXT) {
                return new Outcome.Failed<>(Phase.EVALUATION, 0, "the text becomes too long");
            }
            at = part.end();
        }
        return new Outcome.Of<>(Value.of(out.append(text, at, text.length()).toString()));
    }

    private static Outcome<Value> value(String expression, Scope scope) {
        return switch (parse(expression)) {
            case Outcome.Of<Expr> of -> Expressions.evaluate(of.value(), scope);
            case Outcome.Failed<Expr> f -> new Outcome.Failed<>(f.phase(), f.position(), f.message());
        };
    }

    /** A value with all texts and keys in it evaluated. */
    public static Outcome<Value> evaluate(Value value, Scope scope) {
        try {
            return new Outcome.Of<>(deep(value, scope));
        } catch (ExpressionError e) {
            return new Outcome.Failed<>(e.phase(), e.position(), e.getMessage());
        }
    }

    private static Value deep(Value value, Scope scope) {
        return switch (value) {
            case Value.Text t -> isTemplate(t.value()) ? orThrow(evaluate(t.value(), scope)) : t;
            case Value.Arr a ->
                new Value.Arr(a.items().stream().map(i -> deep(i, scope)).toList());
            case Value.Obj o -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                o.fields().forEach((key, v) -> {
                    Value below = deep(v, scope);
                    if (key.replace(" ", "").equals("${{insert}}")) {
                        if (below instanceof Value.Obj inserted) {
                            fields.putAll(inserted.fields());
                        }
                    } else {
                        fields.put(deep(Value.of(key), scope).text(), below);
                    }
                });
                yield new Value.Obj(fields);
            }
            case Value.Null n -> n;
            case Value.Bool b -> b;
            case Value.Num n -> n;
        };
    }

    private static Value orThrow(Outcome<Value> outcome) {
        return switch (outcome) {
            case Outcome.Of<Value> of -> of.value();
            case Outcome.Failed<Value> f -> throw new ExpressionError(f.phase(), f.position(), f.message());
        };
    }
}
