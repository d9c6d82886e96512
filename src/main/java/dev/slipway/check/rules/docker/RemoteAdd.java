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

/** ADD fetches a remote URL: use curl or wget instead of ADD. */
public final class RemoteAdd implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/add-remote",
            "ADD fetches a remote URL: use curl or wget instead of ADD",
            Severity.MEDIUM,
            Confidence.HIGH,
            "ADD from a URL leaves what it fetched in a layer of its own and compares it with nothing; curl or wget can check, unpack and remove in one RUN.",
            "use RUN with curl or wget and a checksum, or ADD --checksum",
            List.of("CIS-DOCKER-4.9", "OWASP-CICD-SEC-9"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        ADD https://example.org/tool.tar.xz /tool
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        ADD ["http://example.org/tool", "/bin/tool"]
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        ADD --checksum=sha256:1111111111111111111111111111111111111111111111111111111111111111 https://example.org/tool /bin/tool
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN curl -fsSO https://example.org/tool && echo "11 tool" | sha256sum -c
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction i : file.tree().instructions()) {
            boolean remote = i.keyword().equals("ADD")
                    && i.words().stream().anyMatch(w -> w.matches("(https?|ftp)://.*") && !w.matches(".*\\.git(#.*)?"));
            if (remote && i.flag("checksum").isEmpty()) {
                out.at(i.span(), "what is fetched is not compared with a checksum");
            }
        }
    }
}
