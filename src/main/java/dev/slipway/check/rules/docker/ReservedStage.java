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

/** A build stage has a reserved name. */
public final class ReservedStage implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/reserved-stage-name",
            "A build stage has a reserved name",
            Severity.LOW,
            Confidence.CERTAIN,
            "scratch and context mean something else to the builder: the stage cannot be used, or something else is.",
            "choose another name",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12 AS scratch
                        RUN make
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12 AS context
                        RUN make
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12 AS build
                        RUN make
                        """),
                Example.good("Dockerfile", """
                        FROM scratch
                        COPY a /a
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            if (stage.name().equals("scratch") || stage.name().equals("context")) {
                out.at(stage.from().span(), stage.name() + " is a reserved name");
            }
        }
    }
}
