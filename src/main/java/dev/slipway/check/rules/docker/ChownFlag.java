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

/** Chown flag exists: copied files are owned by the user that runs them. */
public final class ChownFlag implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/chown-flag",
            "Chown flag exists: copied files are owned by the user that runs them",
            Severity.NOTE,
            Confidence.MEDIUM,
            "Executables should be owned by root even if another user runs them: that user then cannot change them. Only permission to execute is needed, not ownership.",
            "leave out --chown for programs, and give folders that are written a volume",
            List.of("CIS-DOCKER-4.1"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        COPY --chown=app:app app /app
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        ADD --chown=1000 app.tar.gz /app
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        COPY app /app
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        COPY --chown=root:root app /app
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction i : file.tree().instructions()) {
            String owner = i.flag("chown").orElse("");
            if (!owner.isEmpty() && !owner.matches("(root|0)(:.*)?")) {
                out.at(i.span(), i.keyword() + " gives the files to " + owner);
            }
        }
    }
}
