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

/** UNIX port is out of range: EXPOSE above 65535. */
public final class PortOutOfRange implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/port-out-of-range",
            "UNIX port is out of range: EXPOSE above 65535",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "There is no such port: the image cannot be built, or nothing listens there.",
            "use a port from 1 to 65535",
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
                        EXPOSE 65536 80/tcp 443 22
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        EXPOSE 99999/udp
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        EXPOSE 65530 80/tcp
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        EXPOSE $PORT
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction i : file.tree().instructions()) {
            for (String word : i.keyword().equals("EXPOSE") ? i.words() : List.<String>of()) {
                String port = word.replaceFirst("/.*", "");
                if (port.matches("\\d{5,9}") && Integer.parseInt(port) > 65_535) {
                    out.at(i.span(), "there is no port " + port);
                }
            }
        }
    }
}
