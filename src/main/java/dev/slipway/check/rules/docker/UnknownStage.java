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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A COPY takes from a stage that is not there yet. */
public final class UnknownStage implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/unknown-stage",
            "COPY --from references the current FROM alias or a stage that is not there yet",
            Severity.HIGH,
            Confidence.HIGH,
            "The build fails, or takes the files from an image on a registry that happens to have that name.",
            "name a stage that stands above, and give each stage a name of its own",
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
                        COPY --from=build /a /b
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12 AS build
                        RUN make
                        FROM debian:12
                        COPY --from=1 /a /b
                        USER 1
                        """),
                Example.good(
                        "Dockerfile", "FROM debian:12 AS build\nRUN make\nFROM debian:12\nCOPY --from=build /a /b\n"),
                Example.good("Dockerfile", """
                        FROM debian:12 AS build
                        RUN make
                        FROM debian:12
                        COPY --from=build /a /b
                        COPY --from=0 /c /d
                        COPY --from=nginx:1.27 /e /f
                        COPY . .
                        FROM debian:12
                        COPY --from=1 /b /b
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        Set<String> names = new HashSet<>();
        for (Stage stage : file.stages()) {
            if (!stage.name().isEmpty()) {
                names.add(stage.name());
            }
            for (Instruction copy : stage.all("COPY")) {
                String from = copy.flag("from").orElse("").toLowerCase(Locale.ROOT);
                if (from.isEmpty()) {
                    continue;
                }
                boolean later = file.stages().stream()
                                .anyMatch(s ->
                                        s.index() > stage.index() && s.name().equals(from))
                        && !names.contains(from);
                boolean itself = from.equals(stage.name());
                boolean number = from.matches("\\d{1,4}") && Integer.parseInt(from) >= stage.index();
                if (later || itself || number) {
                    out.at(copy.span(), "stage " + from + " is not finished here");
                }
            }
        }
    }
}
