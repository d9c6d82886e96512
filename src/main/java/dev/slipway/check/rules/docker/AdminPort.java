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
import java.util.Set;

/** A port for administration is exposed. */
public final class AdminPort implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/admin-port",
            "Port for administration is exposed: 22 (SSH) and others",
            Severity.LOW,
            Confidence.HIGH,
            "A shell or desktop that listens in a container is a second way in that nobody patches.",
            "leave the port out; enter containers through the engine",
            List.of("CIS-DOCKER-5.6"));

    /** ssh, telnet, rdp, vnc. */
    private static final Set<String> ADMIN = Set.of("22", "23", "3389", "5900");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(Example.bad("Dockerfile", """
                        FROM debian:12
                        EXPOSE 22
                        USER 1
                        """), Example.good("Dockerfile", """
                        FROM debian:12
                        EXPOSE 8080/tcp
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            for (Instruction expose : stage.all("EXPOSE")) {
                for (String port : expose.words()) {
                    if (ADMIN.contains(port.replaceFirst("/.*", ""))) {
                        out.at(expose.span(), "port " + port + " is for administration");
                    }
                }
            }
        }
    }
}
