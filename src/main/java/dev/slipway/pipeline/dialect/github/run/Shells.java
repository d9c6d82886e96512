package dev.slipway.pipeline.dialect.github.run;

import java.util.ArrayList;
import java.util.List;

/** How the hosted runner starts shells. */
final class Shells {
    private Shells() {}

    /**
     * The words of a shell with its script.
     *
     * @param shell as written; empty for the default of the system
     */
    static List<String> words(String shell, String script) {
        return switch (shell) {
            // The default has no pipefail, naming bash has: so is the documented difference.
            case "" -> List.of("bash", "-e", script);
            case "bash" -> List.of("bash", "--noprofile", "--norc", "-eo", "pipefail", script);
            case "sh" -> List.of("sh", "-e", script);
            case "pwsh", "powershell" -> List.of("pwsh", "-command", ". '" + script + "'");
            case "python" -> List.of("python3", script);
            default -> custom(shell, script);
        };
    }

    static String extension(String shell) {
        return switch (shell) {
            case "pwsh", "powershell" -> ".ps1";
            case "python" -> ".py";
            default -> ".sh";
        };
    }

    /** What goes before and after the script, as the hosted runner adds it. */
    static String content(String shell, String script) {
        return shell.equals("pwsh") || shell.equals("powershell")
                ? "$ErrorActionPreference = 'stop'\n" + script
                        + "\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }\n"
                : script + "\n";
    }

    private static List<String> custom(String template, String script) {
        List<String> words = new ArrayList<>();
        for (String word : template.strip().split("\\s+")) {
            words.add(word.replace("{0}", script));
        }
        return words;
    }
}
