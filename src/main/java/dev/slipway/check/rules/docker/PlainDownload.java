package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;
import java.util.regex.Pattern;

/** Something is downloaded over plain HTTP in a build step. */
public final class PlainDownload implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/plain-http-download",
            "Something is downloaded over plain HTTP in a build step",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Anybody on the way can change it.",
            "use https and compare a checksum",
            List.of("PCI-4.2", "OWASP-CICD-SEC-9"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN curl -fsSo /bin/tool http://example.org/tool
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN pip install --index-url http://pypi.example.org/simple flask
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN curl -fsSo /bin/tool https://example.org/tool
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        HEALTHCHECK CMD curl -f http://localhost:8080/
                        RUN echo http://example.org
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            boolean fetches = !run.words().isEmpty()
                    && run.words().getFirst().matches("(.*/)?(curl|wget|git|pip3?|npm|gem|go|yum|dnf|rpm|apk)");
            if (fetches && PLAIN.matcher(run.command()).find()) {
                out.at(run.instruction().span(), run.words().getFirst() + " fetches without encryption");
            }
        }
    }

    private static final Pattern PLAIN =
            Pattern.compile("(?<![\\w/])(http|ftp)://(?!localhost|127\\.|\\[::1|0\\.0\\.0\\.0|\\$)");
}
