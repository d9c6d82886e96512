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
import dev.slipway.text.Dockerfile.Stage;
import dev.slipway.text.Edit;
import java.util.List;
import java.util.Optional;

/** Unnamed build stage is used: COPY --from takes a number. */
public final class UnnamedStage implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/unnamed-stage",
            "Unnamed build stage is used: COPY --from takes a number",
            Severity.NOTE,
            Confidence.CERTAIN,
            "Numbers change when a stage is put in before: the wrong files are copied and nothing says so.",
            "name the stage with AS and copy from that name",
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
                        RUN make
                        FROM debian:12
                        COPY --from=0 /a /a
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12 AS build
                        RUN make
                        FROM debian:12
                        COPY --from=0 --chown=1:1 /a /a
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12 AS build
                        RUN make
                        FROM debian:12
                        COPY --from=build /a /a
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        COPY a /a
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            for (Instruction copy : stage.all("COPY")) {
                String from = copy.flag("from").orElse("");
                if (from.matches("\\d{1,3}")
                        && Integer.parseInt(from) < file.stages().size()) {
                    String name = file.stages().get(Integer.parseInt(from)).name();
                    Spot.say(
                            out,
                            copy.span(),
                            "the stage is named by its number " + from,
                            true,
                            "use its name",
                            name.isEmpty()
                                    ? Optional.<Edit>empty()
                                    : file.edit(copy, "--from=" + from, "--from=" + name));
                }
            }
        }
    }
}
