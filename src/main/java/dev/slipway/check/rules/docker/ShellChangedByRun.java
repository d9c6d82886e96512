package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** Default shell is changed using a RUN command instead of SHELL. */
public final class ShellChangedByRun implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/shell-changed-by-run",
            "Default shell is changed using a RUN command instead of SHELL",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "A link in place of /bin/sh changes the shell for every program of the image, and is undone by updates.",
            "use the SHELL instruction",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN ln -sfv /bin/bash /bin/sh
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN usermod --shell /bin/bash root && chsh -s /bin/bash
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        SHELL ["/bin/bash", "-c"]
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN ln -s /opt/app /app
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            String command = run.command();
            if (command.matches("(?s)ln\\s.*\\s/bin/sh\\s*|(chsh|usermod)\\s.*(-s|--shell)\\s.*")) {
                out.at(run.instruction().span(), "the shell is changed by a command");
            }
        }
    }
}
