package dev.slipway.exec.process;

import dev.slipway.base.Secret;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program to run: argument list, never a shell string; an environment that is complete, never inherited by accident.
 *
 * @param environment the whole environment but for the secrets
 * @param secrets environment name to secret value; masked in everything the program prints
 */
public record Command(
        List<String> arguments, Path directory, Map<String, String> environment, Map<String, Secret> secrets) {
    public Command {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command has a program");
        }
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
    }

    /** A command with an empty environment but for {@code PATH} and {@code LANG}: for our own tools. */
    public static Command of(Path directory, List<String> arguments) {
        return new Command(arguments, directory, Map.of("PATH", Environment.path(), "LANG", "C.UTF-8"), Map.of());
    }

    /** This command with one more variable. */
    public Command with(String name, String value) {
        var more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new Command(arguments, directory, more, secrets);
    }

    /** As one would type it; holds no secret because arguments never do. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        for (String a : arguments) {
            line.append(line.isEmpty() ? "" : " ")
                    .append(a.matches("[\\w@%+=:,./-]+") ? a : "'" + a.replace("'", "'\\''") + "'");
        }
        return line.toString();
    }
}
