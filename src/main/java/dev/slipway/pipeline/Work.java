package dev.slipway.pipeline;

import java.util.List;

/** What a step does. */
public sealed interface Work {
    /** A program with its arguments; no shell looks at them. */
    record Program(List<String> arguments) implements Work {
        public Program {
            arguments = List.copyOf(arguments);
            if (arguments.isEmpty()) {
                throw new IllegalArgumentException("a step runs a program");
            }
        }
    }

    /**
     * A script for a shell.
     *
     * @param shell program and arguments that the script's text follows, for example {@code sh -e -c}
     */
    record Script(String text, List<String> shell) implements Work {
        public Script {
            shell = List.copyOf(shell);
        }
    }

    /** For people. */
    default String line() {
        return switch (this) {
            case Program p -> String.join(" ", p.arguments());
            case Script s -> s.text();
        };
    }
}
