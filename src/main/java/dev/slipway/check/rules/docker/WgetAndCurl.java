package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Stage;
import java.util.List;

/** RUN uses both wget and curl. */
public final class WgetAndCurl implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/wget-and-curl",
            "RUN uses both wget and curl",
            Severity.LOW,
            Confidence.CERTAIN,
            "Two tools with the same effect are two to install and to keep free of vulnerabilities.",
            "use one of them",
            List.of("CIS-DOCKER-4.3"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN wget https://example.org/a
                        RUN curl -O https://example.org/b
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && wget https://example.org/a && curl -O https://example.org/b
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN curl -O https://example.org/a && curl -O https://example.org/b
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN wget https://example.org/a
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            List<DockerFile.Run> fetches = file.runs(stage).stream()
                    .filter(r -> !r.words().isEmpty() && r.words().getFirst().matches("(.*/)?(wget|curl)"))
                    .toList();
            long tools = fetches.stream()
                    .map(r -> r.words().getFirst().replaceFirst(".*/", ""))
                    .distinct()
                    .count();
            if (tools > 1) {
                fetches.stream()
                        .map(DockerFile.Run::instruction)
                        .distinct()
                        .forEach(i -> out.at(i.span(), "this stage uses wget and curl"));
            }
        }
    }
}
