package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile;
import dev.slipway.text.Dockerfile.Instruction;
import dev.slipway.text.Dockerfile.Stage;
import java.util.List;

/** Shell is running a pipe without the pipefail flag. */
public final class NoPipefail implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/no-pipefail",
            "Shell is running a pipe without the pipefail flag",
            Severity.LOW,
            Confidence.HIGH,
            "A pipe's result is that of its last command: a failed download before it goes unnoticed, and the build goes on with half of it.",
            "write SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"] before, or begin the command with set -o pipefail",
            List.of("BUILD-RELIABILITY"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN curl -fsS https://example.org/a | tar x
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN ["/bin/bash", "./a", "|", "./b"]
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        SHELL ["/bin/bash", "-o", "pipefail", "-c"]
                        RUN curl -fsS https://example.org/a | tar x
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN set -o pipefail && curl -fsS https://example.org/a | tar x
                        RUN a || b
                        RUN echo 'a | b'
                        RUN pwsh a | b
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            boolean safe = false;
            for (Instruction i : stage.instructions()) {
                if (i.keyword().equals("SHELL")) {
                    safe = i.arguments().contains("pipefail")
                            || i.arguments().matches("(?is).*(powershell|pwsh|cmd).*");
                }
                String script = i.keyword().equals("RUN") ? DockerFile.script(i) : "";
                boolean power = script.strip().matches("(?is)(powershell|pwsh)\\b.*");
                boolean piped =
                        i.form() instanceof Dockerfile.Form.Exec e ? e.items().contains("|") : pipes(script);
                if (!safe && !power && piped && !script.contains("pipefail")) {
                    out.at(i.span(), "a failure before the pipe goes unnoticed");
                }
            }
        }
    }

    private static boolean pipes(String script) {
        char quote = 0;
        for (int i = 0; i < script.length(); i++) {
            char c = script.charAt(i);
            if (c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '|') {
                boolean or = i + 1 < script.length() && script.charAt(i + 1) == '|';
                if (!or && (i == 0 || script.charAt(i - 1) != '>')) {
                    return true;
                }
                i += or ? 1 : 0;
            }
        }
        return false;
    }
}
