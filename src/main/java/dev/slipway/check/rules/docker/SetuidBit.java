package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** Setuid or setgid permission is set on a file. */
public final class SetuidBit implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/setuid-bit",
            "Setuid or setgid permission is set on a file",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Programs with these bits run as their owner: a way to root inside the container.",
            "do not set the bits, and remove those that the base image brings",
            List.of("CIS-DOCKER-4.8"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN chmod u+s /bin/tool
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN chmod 4755 /bin/tool
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN chmod 0755 /bin/tool
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN find / -perm /6000 -type f -exec chmod a-s {} +
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            if (run.command().matches("(?s)chmod\\s+(-\\S+\\s+)*(0?[2467][0-7]{3}|[ugoa]*\\+[rwx]*s[rwx]*)\\s.*")) {
                out.at(run.instruction().span(), "chmod sets the setuid or setgid bit");
            }
        }
    }
}
