package dev.slipway.text;

import java.util.List;
import java.util.Optional;

/** An expression of the HashiCorp configuration language, not evaluated. */
public sealed interface HclExpression {
    /** Where it stands. */
    Span span();

    /** A number as written. */
    record Digits(String text, Span span) implements HclExpression {}

    /** {@code true} or {@code false}. */
    record Truth(boolean value, Span span) implements HclExpression {}

    /** {@code null}. */
    record Null(Span span) implements HclExpression {}

    /** A quoted text or heredoc; the span covers quotes or markers. */
    record Template(List<Part> parts, boolean heredoc, Span span) implements HclExpression {
        public Template {
            parts = List.copyOf(parts);
        }

        /** The text, when nothing is inserted. */
        public Optional<String> literal() {
            if (parts.isEmpty()) {
                return Optional.of("");
            }
            return parts.size() == 1 && parts.getFirst() instanceof Part.Words w
                    ? Optional.of(w.text())
                    : Optional.empty();
        }
    }

    /** The first name of a reference: {@code var}, {@code aws_vpc}, {@code each}. */
    record Name(String name, Span span) implements HclExpression {}

    /** {@code of.name}. */
    record Member(HclExpression of, String name, Span span) implements HclExpression {}

    /** {@code of[key]}, or the old {@code of.0}. */
    record Index(HclExpression of, HclExpression key, Span span) implements HclExpression {}

    /** {@code of[*].a.b}; {@code each} holds the steps after it, applied to {@link Item}. */
    record Splat(HclExpression of, HclExpression each, Span span) implements HclExpression {}

    /** The item that a {@link Splat} is at. */
    record Item(Span span) implements HclExpression {}

    /** {@code name(arguments)}; the last one spread out with {@code ...}. */
    record Call(String name, List<HclExpression> arguments, boolean spread, Span span) implements HclExpression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code [a, b]}. */
    record Tuple(List<HclExpression> items, Span span) implements HclExpression {
        public Tuple {
            items = List.copyOf(items);
        }
    }

    /** A key and its value; a bare word as key is a {@link Template} with this word. */
    record Entry(HclExpression key, HclExpression value) {}

    /** {@code { a = b }}; the span begins at the brace. */
    record Table(List<Entry> entries, Span span) implements HclExpression {
        public Table {
            entries = List.copyOf(entries);
        }
    }

    /**
     * {@code [for k, v in of : value if condition]} or {@code {for k, v in of : key => value... if condition}}.
     *
     * @param keyName empty when there is one name
     * @param key empty for the list form
     */
    record For(
            String keyName,
            String valueName,
            HclExpression of,
            List<HclExpression> key,
            HclExpression value,
            boolean grouped,
            List<HclExpression> condition,
            Span span)
            implements HclExpression {
        public For {
            key = List.copyOf(key);
            condition = List.copyOf(condition);
        }
    }

    /** {@code !of} or {@code -of}. */
    record Unary(char operator, HclExpression of, Span span) implements HclExpression {}

    /** {@code left operator right}. */
    record Binary(String operator, HclExpression left, HclExpression right, Span span) implements HclExpression {}

    /** {@code condition ? yes : no}. */
    record Conditional(HclExpression condition, HclExpression yes, HclExpression no, Span span)
            implements HclExpression {}

    /** A part of a template. */
    sealed interface Part {
        /** Text after escapes. */
        record Words(String text) implements Part {}

        /** <code>${value}</code>. */
        record Insert(HclExpression value) implements Part {}

        /** {@code %{ if }}. */
        record Branch(HclExpression condition, List<Part> yes, List<Part> no) implements Part {
            public Branch {
                yes = List.copyOf(yes);
                no = List.copyOf(no);
            }
        }

        /** {@code %{ for }}. */
        record Loop(String keyName, String valueName, HclExpression of, List<Part> body) implements Part {
            public Loop {
                body = List.copyOf(body);
            }
        }
    }
}
