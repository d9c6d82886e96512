package dev.slipway.pipeline.dialect.github.expr;

import dev.slipway.pipeline.dialect.github.expr.Expr.Comparison;
import dev.slipway.pipeline.dialect.github.expr.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tokens to a tree. Precedence, tightest first: index, {@code !}, order, equality, {@code &&}, {@code ||}. */
final class ExprParser {
    /** Levels of nesting; the provider's bound. */
    static final int MAX_DEPTH = 50;

    private final String text;
    private final List<Token> tokens;
    private final Names names;
    private int at;
    private int depth;

    private ExprParser(String text, Names names) {
        this.text = text;
        this.tokens = Lexer.lex(text);
        this.names = names;
    }

    /** Empty where the text holds nothing. */
    static Optional<Expr> parse(String text, Names names) {
        ExprParser parser = new ExprParser(text, names);
        if (parser.is(Kind.END)) {
            return Optional.empty();
        }
        Expr expr = parser.expression();
        if (!parser.is(Kind.END)) {
            throw parser.unexpected();
        }
        return Optional.of(expr);
    }

    private Expr expression() {
        deeper();
        Expr expr = logical(false);
        depth--;
        return expr;
    }

    private Expr logical(boolean and) {
        Kind kind = and ? Kind.AND : Kind.OR;
        Expr first = and ? comparison(true) : logical(true);
        if (!is(kind)) {
            return first;
        }
        deeper();
        List<Expr> operands = new ArrayList<>(List.of(first));
        while (take(kind)) {
            operands.add(and ? comparison(true) : logical(true));
        }
        depth--;
        return new Expr.Logical(and, operands, first.position());
    }

    private Expr comparison(boolean equality) {
        Expr left = equality ? comparison(false) : unary();
        for (Optional<Comparison> c = operator(equality); c.isPresent(); c = operator(equality)) {
            at++;
            left = new Expr.Compare(c.get(), left, equality ? comparison(false) : unary(), left.position());
        }
        return left;
    }

    private Optional<Comparison> operator(boolean equality) {
        return switch (peek().kind()) {
            case EQUAL -> equality ? Optional.of(Comparison.EQUAL) : Optional.empty();
            case NOT_EQUAL -> equality ? Optional.of(Comparison.NOT_EQUAL) : Optional.empty();
            case LESS -> equality ? Optional.empty() : Optional.of(Comparison.LESS);
            case LESS_EQUAL -> equality ? Optional.empty() : Optional.of(Comparison.LESS_EQUAL);
            case GREATER -> equality ? Optional.empty() : Optional.of(Comparison.GREATER);
            case GREATER_EQUAL -> equality ? Optional.empty() : Optional.of(Comparison.GREATER_EQUAL);
            default -> Optional.empty();
        };
    }

    private Expr unary() {
        Token token = peek();
        if (!take(Kind.NOT)) {
            return indexed();
        }
        deeper();
        Expr operand = unary();
        depth--;
        return new Expr.Not(operand, token.position());
    }

    private Expr indexed() {
        boolean indexable = is(Kind.NAME) || is(Kind.LEFT_PAREN);
        Expr expr = primary();
        int levels = 0;
        while (indexable && (is(Kind.LEFT_BRACKET) || is(Kind.DOT))) {
            expr = take(Kind.LEFT_BRACKET) ? bracket(expr) : dot(expr);
            deeper();
            levels++;
        }
        depth -= levels;
        return expr;
    }

    private Expr bracket(Expr target) {
        Expr result;
        if (take(Kind.STAR)) {
            result = new Expr.Star(target, target.position());
        } else {
            Expr index = expression();
            result = new Expr.Index(target, index, target.position(), index.position());
        }
        expect(Kind.RIGHT_BRACKET);
        return result;
    }

    private Expr dot(Expr target) {
        at++;
        Token token = peek();
        if (take(Kind.STAR)) {
            return new Expr.Star(target, target.position());
        }
        if (!take(Kind.NAME)) {
            throw unexpected();
        }
        Expr name = new Expr.Literal(Value.of(token.lexeme()), token.position());
        return new Expr.Index(target, name, target.position(), token.position());
    }

    private Expr primary() {
        Token token = peek();
        switch (token.kind()) {
            case NAME -> {
                at++;
                return is(Kind.LEFT_PAREN) ? call(token) : context(token);
            }
            case LEFT_PAREN -> {
                at++;
                Expr inner = expression();
                expect(Kind.RIGHT_PAREN);
                return inner;
            }
            case TRUE, FALSE -> {
                at++;
                return new Expr.Literal(Value.of(token.kind() == Kind.TRUE), token.position());
            }
            case NULL -> {
                at++;
                return new Expr.Literal(Value.NULL, token.position());
            }
            case NUMBER -> {
                at++;
                double number = token.lexeme().equals("NaN") ? Double.NaN : Numbers.parse(token.lexeme());
                return new Expr.Literal(Value.of(number), token.position());
            }
            case STRING -> {
                at++;
                return new Expr.Literal(Value.of(token.unquoted()), token.position());
            }
            default -> throw unexpected();
        }
    }

    private Expr context(Token token) {
        if (!names.hasContext(token.lexeme())) {
            throw error("Unrecognized named-value: '" + token.lexeme() + "'", token);
        }
        return new Expr.Context(token.lexeme(), token.position());
    }

    private Expr call(Token name) {
        at++;
        List<Expr> arguments = new ArrayList<>();
        while (!take(Kind.RIGHT_PAREN)) {
            arguments.add(expression());
            if (!is(Kind.RIGHT_PAREN)) {
                expect(Kind.COMMA);
            }
        }
        Names.Arity arity = names.function(name.lexeme())
                .orElseThrow(() -> error("Unrecognized function: '" + name.lexeme() + "'", name));
        if (arguments.size() < arity.least()) {
            throw error("Too few parameters supplied: '" + name.lexeme() + "'", name);
        }
        if (arguments.size() > arity.most()) {
            throw error("Too many parameters supplied: '" + name.lexeme() + "'", name);
        }
        if (arity.name().toLowerCase(Locale.ROOT).equals("case") && arguments.size() % 2 == 0) {
            throw error(
                    "Even number of parameters supplied, requires an odd number of parameters: '" + name.lexeme() + "'",
                    name);
        }
        return new Expr.Call(name.lexeme(), arguments, name.position());
    }

    private Token peek() {
        return tokens.get(at);
    }

    private boolean is(Kind kind) {
        return peek().kind() == kind;
    }

    private boolean take(Kind kind) {
        if (is(kind)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(Kind kind) {
        if (!take(kind)) {
            throw unexpected();
        }
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw new ExpressionError(Phase.PARSING, peek().position(), "Exceeded max expression depth " + MAX_DEPTH);
        }
    }

    /** What stands here is not what the grammar wants; at the end it is the last token that lacks something. */
    private ExpressionError unexpected() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            return error("Unexpected symbol: '" + token.lexeme() + "'", token);
        }
        Token last = tokens.get(Math.max(0, at - 1));
        return error("Unexpected end of expression: '" + last.lexeme() + "'", last);
    }

    private ExpressionError error(String message, Token token) {
        return new ExpressionError(
                Phase.PARSING,
                token.position(),
                message + ". Located at position " + token.position() + " within expression: " + text);
    }
}
