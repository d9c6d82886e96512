package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.pipeline.session.Heard;
import dev.slipway.pipeline.session.Heard.Annotation;
import dev.slipway.pipeline.session.Heard.Annotation.Level;
import java.util.List;
import java.util.Optional;

/** What commands in the output of a step do. */
final class Commands {
    private Commands() {}

    static Heard hear(Pending step, String line) {
        if (!step.stopped.isEmpty()) {
            if (line.strip().equals("::" + step.stopped + "::")) {
                step.stopped = "";
                return Heard.HIDDEN;
            }
            return Heard.PLAIN;
        }
        Optional<Command> command = Command.of(line);
        return command.map(c -> obey(step, c)).orElse(Heard.PLAIN);
    }

    private static Heard obey(Pending step, Command command) {
        return switch (command.name()) {
            case "add-mask" ->
                command.data().isBlank() ? Heard.HIDDEN : Heard.masking(List.of(command.data()), "::add-mask::***");
            case "set-output" -> {
                step.outputs.put(command.property("name"), command.data());
                yield Heard.annotating(
                        new Annotation(Level.WARNING, "", "set-output is retired: write to $GITHUB_OUTPUT", "", 0, 0),
                        "::set-output name=" + command.property("name") + "::" + command.data());
            }
            case "save-state" -> {
                step.state.put(command.property("name"), command.data());
                yield Heard.HIDDEN;
            }
            case "error" -> annotation(Level.ERROR, "Error: ", command);
            case "warning" -> annotation(Level.WARNING, "Warning: ", command);
            case "notice" -> annotation(Level.NOTICE, "Notice: ", command);
            case "debug", "endgroup", "echo", "add-matcher", "remove-matcher" -> Heard.HIDDEN;
            case "group" -> Heard.as("▸ " + command.data());
            case "command", "section" -> Heard.as(command.data());
            case "stop-commands" -> {
                step.stopped = command.data();
                yield Heard.HIDDEN;
            }
            case "set-env", "add-path" ->
                Heard.annotating(
                        new Annotation(
                                Level.ERROR,
                                "",
                                command.name() + " is disabled: write to $GITHUB_ENV or $GITHUB_PATH",
                                "",
                                0,
                                0),
                        "Error: " + command.name() + " is disabled");
            default -> Heard.PLAIN;
        };
    }

    private static Heard annotation(Level level, String word, Command command) {
        return Heard.annotating(
                new Annotation(
                        level,
                        command.property("title"),
                        command.data(),
                        command.property("file"),
                        command.number("line"),
                        command.number("col")),
                word + command.data());
    }
}
