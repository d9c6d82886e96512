package dev.slipway.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Every subcommand by its first word, in the order the help shows them. A command's class is loaded only when its word
 * was typed, so a line here costs nothing to the others.
 */
final class Commands {
    /**
     * One subcommand.
     *
     * @param name the word
     * @param command makes the object with picocli's annotations; called at most once a process
     */
    record Entry(String name, Supplier<Object> command) {}

    static final List<Entry> ALL = List.of(new Entry(AotTrain.NAME, AotTrain::new));

    private Commands() {}

    static Optional<Entry> named(String word) {
        return ALL.stream().filter(e -> e.name().equals(word)).findFirst();
    }
}
