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

/** The package index is updated in a layer of its own. */
public final class IndexUpdatedAlone implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/index-updated-alone",
            "The package index is updated in a layer of its own",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "The layer is cached: later installs use an old index, miss security fixes or fail.",
            "update and install in one RUN",
            List.of("CIS-DOCKER-4.7"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update
                        RUN apt-get install -y --no-install-recommends curl
                        USER 1
                        """), Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install -y --no-install-recommends curl
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            for (Instruction run : stage.all("RUN")) {
                String script = DockerFile.script(run);
                boolean updates = script.matches("(?s).*\\b(apt-get|apt|apk|yum|dnf)\\s+(-\\S+\\s+){0,20}update\\b.*");
                if (updates && !script.matches("(?s).*\\b(install|add|upgrade|dist-upgrade|build-dep)\\b.*")) {
                    out.at(run.span(), "nothing is installed in the layer that updates the index");
                }
            }
        }
    }
}
