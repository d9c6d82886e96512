package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Instruction;
import dev.slipway.text.Dockerfile.Stage;
import java.util.List;
import java.util.regex.Pattern;

/** sudo is used in a build step. */
public final class SudoUsed implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/sudo",
            "RUN uses sudo in a build step",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "A build runs as root already; a sudo that stays in the image is a way back to root.",
            "drop sudo, or switch with USER",
            List.of("CIS-DOCKER-4.1"));

    private static final Pattern SUDO = Pattern.compile("(^|&&|[|;\\n])[ \\t]{0,200}sudo\\s");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN sudo make install
                        USER 1
                        """), Example.good("Dockerfile", """
                        FROM debian:12
                        RUN make install
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            for (Instruction run : stage.all("RUN")) {
                if (SUDO.matcher(DockerFile.script(run)).find()) {
                    out.at(run.span(), "sudo is called");
                }
            }
        }
    }
}
