package dev.slipway.check.github;

import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.pipeline.dialect.github.expr.Expr;
import dev.slipway.pipeline.dialect.github.expr.Expressions;
import dev.slipway.pipeline.dialect.github.expr.Names;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An expression that is pasted into a text before anybody reads it.
 *
 * @param text as written, trimmed
 * @param span of it with its braces
 */
public record Pasted(Expr expr, String text, Span span) {
    /** Every context and function: whether one is allowed at its place others say. */
    private static final Names ANY = Names.of(Stream.concat(
                    Names.ALL_CONTEXTS.stream(),
                    Stream.of("always()", "success()", "failure()", "cancelled()", "hashFiles()"))
            .toArray(String[]::new));

    /** The expressions in a scalar of this file. */
    static List<Pasted> in(Node.Scalar scalar, String fileText) {
        if (!scalar.value().contains("${{")) {
            return List.of();
        }
        List<Pasted> found = new ArrayList<>();
        Cursor cursor = new Cursor(fileText, scalar.span());
        for (Templates.Part part : Templates.split(scalar.value()).parts()) {
            Span span = cursor.next(part.text().strip());
            parse(part.text())
                    .ifPresent(e -> found.add(new Pasted(e, part.text().strip(), span)));
        }
        return found;
    }

    /** The tree of a condition that is written without braces. */
    public static Optional<Expr> expression(String text) {
        return parse(text);
    }

    /** The tree of an expression without its braces. */
    static Optional<Expr> parse(String text) {
        return Expressions.parse(text, ANY).toOptional();
    }

    /** Finds expressions in the raw text of a scalar, one after the other. */
    private static final class Cursor {
        private final String text;
        private final Span whole;
        private int line;
        private int lineStart;
        private int at;

        Cursor(String text, Span whole) {
            this.text = text;
            this.whole = whole;
            this.line = whole.line();
            this.lineStart = whole.start();
            this.at = whole.start();
        }

        Span next(String expression) {
            int end = Math.min(text.length(), whole.end());
            int begin = text.indexOf("${{", at, end);
            int inside = begin < 0 ? -1 : text.indexOf(expression, begin, end);
            if (inside < 0) {
                return whole;
            }
            for (int i = text.indexOf('\n', at, begin); i >= 0; i = text.indexOf('\n', i + 1, begin)) {
                line++;
                lineStart = i + 1;
            }
            int first = lineStart == whole.start() ? whole.column() : 1;
            int close = text.indexOf("}}", inside + expression.length(), end);
            at = close < 0 ? end : close + 2;
            return new Span(line, first + text.codePointCount(lineStart, begin), begin, at);
        }
    }
}
