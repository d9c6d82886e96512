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

/** Multiple CMD or multiple ENTRYPOINT instructions are listed. */
public final class SeveralCommands implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/several-commands",
            "Multiple CMD or multiple ENTRYPOINT instructions are listed",
            Severity.LOW,
            Confidence.CERTAIN,
            "Only the last CMD and the last ENTRYPOINT instruction of a stage take effect: the others mislead whoever reads them.",
            "keep the last one",
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
                        CMD ["a"]
                        CMD ["b"]
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        USER 1
                        ENTRYPOINT ["a"]
                        ENTRYPOINT ["b"]
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        USER 1
                        CMD ["b"]
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12 AS build
                        CMD ["a"]
                        FROM debian:12
                        COPY --from=build /a /a
                        CMD ["b"]
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.shipped()) {
            for (String keyword : List.of("CMD", "ENTRYPOINT", "HEALTHCHECK")) {
                List<Instruction> all = stage.all(keyword);
                for (Instruction i : all.subList(0, Math.max(0, all.size() - 1))) {
                    out.at(i.span(), "a later " + keyword + " takes its place");
                }
            }
        }
    }
}
