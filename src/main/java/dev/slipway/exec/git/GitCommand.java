package dev.slipway.exec.git;

import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Command lines of git that execute nothing a repository asks for, whatever its configuration says. */
final class GitCommand {
    private static final List<String> SETTINGS = List.of(
            "core.fsmonitor=false",
            "core.hooksPath=/dev/null",
            "core.quotePath=false",
            "log.showSignature=false",
            "protocol.allow=never",
            "safe.directory=*");

    private GitCommand() {}

    /**
     * Git with these arguments, in this folder.
     *
     * @param filters settings of filters, to be switched off
     */
    static Command of(Path folder, List<String> arguments, Collection<String> filters) {
        List<String> words = new ArrayList<>(List.of("git", "--no-pager"));
        for (String setting : SETTINGS) {
            words.add("-c");
            words.add(setting);
        }
        for (String filter : filters) {
            words.add("-c");
            words.add(filter + (filter.endsWith(".required") ? "=false" : "="));
        }
        words.addAll(arguments);
        return new Command(words, folder, environment(), Map.of());
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", Environment.path());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_NO_LAZY_FETCH", "1");
        environment.put("GIT_ALLOW_PROTOCOL", "none");
        // The user's own configuration is trusted, and its excludes file keeps editors' files out of the version.
        for (String name : List.of("HOME", "XDG_CONFIG_HOME")) {
            String value = Environment.get(name);
            if (!value.isEmpty()) {
                environment.put(name, value);
            }
        }
        return environment;
    }
}
