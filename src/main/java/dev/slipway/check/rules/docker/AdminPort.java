package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.text.Dockerfile.Instruction;
import dev.slipway.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Port for administration is exposed: port 22 (SSH) and others. */
public final class AdminPort implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/admin-port",
            "Port for administration is exposed: port 22 (SSH) and others",
            Severity.LOW,
            Confidence.HIGH,
            "A shell or desktop that listens in a container is a second way in that nobody patches.",
            "leave the port out; enter containers through the engine",
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
                        EXPOSE 22
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        EXPOSE 8080 3389/tcp
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        EXPOSE 8080
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        EXPOSE 2222
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction i : file.tree().instructions()) {
            List<String> words = i.keyword().equals("EXPOSE") ? i.words() : List.of();
            for (String port : words) {
                if (ADMIN.contains(port.replaceFirst("/.*", ""))) {
                    Spot.say(
                            out,
                            i.span(),
                            "port " + port + " is for administration",
                            false,
                            "remove the port",
                            words.size() > 1 ? file.edit(i, " " + port, "") : Optional.<Edit>empty());
                }
            }
        }
    }

    private static final Set<String> ADMIN = Set.of("22", "23", "3389", "5900", "5901");
}
