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

/** MAINTAINER instruction is being used. */
public final class Maintainer implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/maintainer",
            "MAINTAINER instruction is being used",
            Severity.LOW,
            Confidence.CERTAIN,
            "MAINTAINER is deprecated; LABEL is more flexible and shows in what inspects images.",
            "use LABEL org.opencontainers.image.authors",
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
                        MAINTAINER jane@example.org
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        USER 1
                        MAINTAINER "Jane Doe"
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        LABEL org.opencontainers.image.authors="jane@example.org"
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction i : file.tree().instructions()) {
            if (i.keyword().equals("MAINTAINER")) {
                String name = i.arguments().strip().replaceAll("^[\"']|[\"']$", "");
                Optional<Edit> edit = name.contains("\"") || name.contains("\n") || name.contains("$")
                        ? Optional.<Edit>empty()
                        : Optional.of(
                                Edit.replace(i.span(), "LABEL org.opencontainers.image.authors=\"" + name + "\""));
                Spot.say(out, i.span(), "MAINTAINER is deprecated", true, "use LABEL", edit);
            }
        }
    }
}
