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

/** A password of a user is set in a build step. */
public final class PasswordSet implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/password-set",
            "A password of a user is set in a build step",
            Severity.HIGH,
            Confidence.HIGH,
            "It stands in the image's history for everybody who can pull it, and is the same in each container.",
            "run as a user without a password",
            List.of("CIS-DOCKER-4.10", "PCI-8.6.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN echo "root:hunter2" | chpasswd
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN useradd -m -p hunter2 app
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN useradd -m app
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN mkdir -p /app
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction run : file.tree().instructions()) {
            String script = run.keyword().equals("RUN") ? DockerFile.script(run) : "";
            boolean piped = script.matches("(?s).*\\b(chpasswd|passwd\\s+--stdin)\\b.*");
            boolean option = script.matches("(?s).*\\b(useradd|usermod)\\s[^;&|]*(-p|--password)[= ].*");
            if (piped || option) {
                out.at(run.span(), "a password goes into the image");
            }
        }
    }
}
