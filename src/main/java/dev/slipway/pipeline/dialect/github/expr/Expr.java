package dev.slipway.pipeline.dialect.github.expr;

import java.util.List;

/** The tree of an expression. {@code position} is its first character, from 1. */
public sealed interface Expr {
    /** Its first character in the text, from 1. */
    int position();

    /** A constant. */
    record Literal(Value value, int position) implements Expr {}

    /** A context by name, as written. */
    record Context(String name, int position) implements Expr {}

    /**
     * {@code a.b} or {@code a[b]}.
     *
     * @param at where the name or index stands
     */
    record Index(Expr target, Expr index, int position, int at) implements Expr {}

    /** {@code a.*} or {@code a[*]}. */
    record Star(Expr target, int position) implements Expr {}

    /** {@code !a}. */
    record Not(Expr operand, int position) implements Expr {}

    /** A comparison. */
    record Compare(Comparison comparison, Expr left, Expr right, int position) implements Expr {}

    /** {@code a && b && c} or {@code a || b || c}. */
    record Logical(boolean and, List<Expr> operands, int position) implements Expr {
        public Logical {
            operands = List.copyOf(operands);
        }
    }

    /** A function with its arguments; the name as written. */
    record Call(String function, List<Expr> arguments, int position) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** The parts it is made of. */
    default List<Expr> parts() {
        return switch (this) {
            case Literal l -> List.of();
            case Context c -> List.of();
            case Index i -> List.of(i.target(), i.index());
            case Star s -> List.of(s.target());
            case Not n -> List.of(n.operand());
            case Compare c -> List.of(c.left(), c.right());
            case Logical l -> l.operands();
            case Call c -> c.arguments();
        };
    }

    /** How two values are compared. */
    enum Comparison {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_EQUAL("<="),
        GREATER(">"),
        GREATER_EQUAL(">=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        /** As written. */
        public String symbol() {
            return symbol;
        }
    }
}
