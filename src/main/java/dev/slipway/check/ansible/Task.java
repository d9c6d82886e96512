package dev.slipway.check.ansible;

import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.Optional;

/**
 * One task.
 *
 * @param module as written: {@code ansible.builtin.copy} or {@code copy}; empty for a block or a play
 * @param at the module's key, else the first line
 * @param arguments of the module; empty where they are written as a text
 * @param body the whole task, keywords included
 */
public record Task(String module, Span at, Node.Mapping arguments, Node.Mapping body) {
    /** The module without its collection: {@code copy}. */
    public String shortName() {
        return module.substring(module.lastIndexOf('.') + 1);
    }

    /** What people call it. */
    public String name() {
        return body.textAt("name").orElse(shortName());
    }

    /** The text of an argument. */
    public Optional<String> argument(String name) {
        return arguments.textAt(name);
    }

    /** The place of an argument, else that of the module. */
    public Span at(String argument) {
        return arguments.entry(argument).map(e -> e.key().span()).orElse(at);
    }

    /** The arguments that are written as one text: {@code shell: ls -l}. */
    public String freeForm() {
        return body.textAt(module)
                .or(() -> argument("cmd"))
                .or(() -> argument("_raw_params"))
                .orElse("");
    }

    /** Whether a keyword of the task is set and true. */
    public boolean isTrue(String keyword) {
        return body.textAt(keyword).filter(Truths::isTrue).isPresent();
    }
}
