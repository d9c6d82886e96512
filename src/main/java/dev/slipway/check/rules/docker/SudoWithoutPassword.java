package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Instruction;
import java.util.List;

/** A user may become root without a password (sudoers NOPASSWD). */
public final class SudoWithoutPassword implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/sudoers",
            "A user may become root without a password (sudoers NOPASSWD)",
            Severity.HIGH,
            Confidence.HIGH,
            "The user that the image runs as is then root in all but name.",
            "do what needs root in the build, and remove sudo",
            List.of("CIS-DOCKER-4.1", "SOC2-CC6.1"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN echo "app ALL=(ALL) NOPASSWD:ALL" >> /etc/sudoers
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN echo 'app ALL=NOPASSWD: ALL' > /etc/sudoers.d/app
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN useradd app
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction run : file.tree().instructions()) {
            if (run.keyword().equals("RUN") && DockerFile.script(run).matches("(?s).*NOPASSWD.*sudoers.*")) {
                out.at(run.span(), "a user may become root");
            }
        }
    }
}
