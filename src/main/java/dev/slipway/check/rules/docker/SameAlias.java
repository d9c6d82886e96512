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

/** Same alias in different FROM instructions. */
public final class SameAlias implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/same-alias",
            "Same alias in different FROM instructions",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "A later stage of the same name takes the place of the first: COPY takes from another stage than it looks.",
            "give each stage a name of its own",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12 AS build
                        RUN make
                        FROM debian:12 AS build
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12 AS a
                        FROM debian:12 AS A
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12 AS build
                        RUN make
                        FROM debian:12 AS run
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN make
                        FROM debian:12
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            boolean again = !stage.name().isEmpty()
                    && file.stages().stream()
                            .anyMatch(
                                    o -> o.index() != stage.index() && o.name().equals(stage.name()));
            if (again) {
                out.at(stage.from().span(), "another stage has the alias " + stage.name());
            }
        }
    }
}
