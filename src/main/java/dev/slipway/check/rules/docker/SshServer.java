package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** An SSH server is installed in the image. */
public final class SshServer implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/ssh-server",
            "An SSH server is installed in the image",
            Severity.MEDIUM,
            Confidence.HIGH,
            "A login into a container is one more door with keys and passwords of its own, past the orchestrator's rights and logs.",
            "leave it out; use the engine's exec where somebody must look inside",
            List.of("CIS-DOCKER-5.6"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install -y openssh-server
                        """),
                Example.bad("Dockerfile", """
                        FROM alpine:3.20
                        RUN apk add --no-cache openssh-server-pam curl
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install -y openssh-client
                        """),
                Example.good("Dockerfile", """
                        FROM alpine:3.20
                        RUN apk add --no-cache curl
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            PackageCall.of(run)
                    .filter(c -> c.installs()
                            && c.packages().stream().anyMatch(p -> p.matches("(openssh-server|dropbear)\\b.*")))
                    .ifPresent(c -> out.at(run.instruction().span(), "an SSH server is installed"));
        }
    }
}
