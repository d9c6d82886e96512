package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Fix;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Instruction;
import dev.slipway.text.Edit;
import java.util.List;
import java.util.regex.Pattern;

/** RUN uses sudo in a build step. */
public final class SudoUsed implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/sudo",
            "RUN uses sudo in a build step",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "A build runs as root already; a sudo that stays in the image is a way back to root.",
            "drop sudo, or switch with USER",
            List.of("CIS-DOCKER-4.1"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN sudo apt-get update
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN make && sudo make install
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN echo "no sudoers here"
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction run : file.tree().instructions()) {
            if (run.keyword().equals("RUN")
                    && SUDO.matcher(DockerFile.script(run)).find()) {
                List<Edit> edits = file.edits(run, WORD, "");
                if (edits.isEmpty()) {
                    out.at(run.span(), "sudo is called");
                } else {
                    out.at(run.span(), "sudo is called", new Fix("drop sudo", false, edits));
                }
            }
        }
    }

    private static final Pattern SUDO = Pattern.compile("(^|[;&|(\\n]\\s*|\\bthen\\s+|\\bdo\\s+)sudo\\s");
    private static final Pattern WORD = Pattern.compile("(?<=RUN |&& |; |\\| )sudo (?=[a-z/])");
}
