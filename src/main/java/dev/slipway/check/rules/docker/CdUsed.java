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

/** RUN instruction uses cd instead of WORKDIR. */
public final class CdUsed implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/cd-used",
            "RUN instruction uses cd instead of WORKDIR",
            Severity.LOW,
            Confidence.HIGH,
            "A cd holds for its own RUN only; what follows runs elsewhere than it looks.",
            "set the folder by WORKDIR",
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
                        RUN cd /app && make
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN cd /app
                        RUN make
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        WORKDIR /app
                        RUN make
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN (cd /app && make) && make -C /b
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction run : file.tree().instructions()) {
            if (run.keyword().equals("RUN")
                    && DockerFile.script(run).strip().matches("(?s)(.*?(&&|;)\\s*)?cd\\s+/?[\\w$.{}/-].*")) {
                out.at(run.span(), "cd stands where WORKDIR should");
            }
        }
    }
}
