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

/** A script from the network is run unseen. */
public final class PipeToShell implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/pipe-to-shell",
            "A script from the network is run unseen",
            Severity.HIGH,
            Confidence.HIGH,
            "Whoever controls the server, or the way to it, runs code in the build; it can differ at each build.",
            "download a named version, compare its checksum, then run it",
            List.of("OWASP-CICD-SEC-3", "SOC2-CC6.8"));

    private static final Pattern PIPED =
            Pattern.compile("\\b(curl|wget)\\b[^|;&\\n]{0,500}\\|\\s*(sudo\\s+)?(-E\\s+)?(/\\S*/)?(ba|z|da|k)?sh\\b"
                    + "|\\b(curl|wget)\\b[^|;&\\n]{0,500}\\|\\s*(sudo\\s+)?(python3?|perl|node|ruby)\\b"
                    + "|sh\\s+-c\\s+[\"']?\\$\\((curl|wget)\\b|(ba)?sh\\s+<\\((curl|wget)\\b");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN curl -fsSL https://example.org/install.sh | sh
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN bash -c "$(wget -qO- https://example.org/install.sh)"
                        USER 1
                        """),
                Example.good("Dockerfile", "FROM debian:12\nRUN curl -fsSLO https://example.org/a.sh\nUSER 1\n"),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN curl -fsSLo i.sh https://example.org/install.sh && echo "1111  i.sh" | sha256sum -c && sh i.sh
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            for (Instruction run : stage.all("RUN")) {
                if (PIPED.matcher(DockerFile.script(run)).find()) {
                    out.at(run.span(), "what the network answers is run as it comes");
                }
            }
        }
    }
}
