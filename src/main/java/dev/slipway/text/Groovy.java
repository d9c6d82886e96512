package dev.slipway.text;

import java.util.List;
import java.util.Optional;

/**
 * A Groovy source as far as declarative pipelines use it: statements that are calls, assignments, blocks, and everything else
 * kept as text. Never executed.
 *
 * @param statements at the top
 * @param errors where the text is no Groovy that we read
 */
public record Groovy(String file, List<Statement> statements, List<Parsed.SyntaxError> errors) {
    public Groovy {
        statements = List.copyOf(statements);
        errors = List.copyOf(errors);
    }

    /** Reads a source. Never throws for bad input. */
    public static Groovy parse(String file, String text) {
        return new GroovyReader(text).read(file);
    }

    /** A statement. */
    public sealed interface Statement {
        /** Where it stands. */
        Span span();
    }

    /**
     * A call of a name that stands alone: {@code sh 'x'}, {@code stage('a') { }}, {@code agent any}, {@code timeout(time: 1) { }}.
     *
     * @param name without receiver
     * @param parentheses whether its arguments stand in parentheses
     * @param block statements of the closure that follows
     */
    public record Call(
            String name,
            Span nameSpan,
            boolean parentheses,
            List<Argument> arguments,
            Optional<List<Statement>> block,
            Span span)
            implements Statement {
        public Call {
            arguments = List.copyOf(arguments);
        }

        /** The first argument without a name. */
        public Optional<Value> first() {
            return arguments.stream()
                    .filter(a -> a.name().isEmpty())
                    .map(Argument::value)
                    .findFirst();
        }

        /** The argument of a name. */
        public Optional<Value> named(String wanted) {
            return arguments.stream()
                    .filter(a -> a.name().equals(wanted))
                    .map(Argument::value)
                    .findFirst();
        }
    }

    /** {@code name = value}. */
    public record Assign(String name, Span nameSpan, Value value, Span span) implements Statement {}

    /** Anything else, as written. */
    public record Other(String text, Span span) implements Statement {}

    /** An argument; the name is empty for one without. */
    public record Argument(String name, Value value) {}

    /** A value. */
    public sealed interface Value {
        /** Where it stands. */
        Span span();

        /** The text of a string without expressions in it. */
        default Optional<String> plain() {
            return this instanceof Text t && !t.dynamic() ? Optional.of(t.text()) : Optional.empty();
        }
    }

    /**
     * A string.
     *
     * @param dynamic whether it holds {@code $} expressions, which stay as written
     */
    public record Text(String text, boolean dynamic, Span span) implements Value {}

    /** A number as written. */
    public record Number(String text, Span span) implements Value {}

    /** {@code true} or {@code false}. */
    public record Truth(boolean truth, Span span) implements Value {}

    /** A bare word. */
    public record Name(String name, Span span) implements Value {}

    /** A list. */
    public record Items(List<Value> items, Span span) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map literal in brackets. */
    public record Entries(List<Argument> entries, Span span) implements Value {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /** A call as a value, with parentheses. */
    public record Invoked(Call call, Span span) implements Value {}

    /** A closure as a value. */
    public record Closure(List<Statement> statements, Span span) implements Value {
        public Closure {
            statements = List.copyOf(statements);
        }
    }

    /** Any other expression, as written. */
    public record Code(String text, Span span) implements Value {}
}
