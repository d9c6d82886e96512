package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** apt-get installs what is only recommended. */
public final class AptRecommends implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/apt-recommends",
            "apt-get install does not avoid additional packages: no --no-install-recommends",
            Severity.NOTE,
            Confidence.HIGH,
            "Packages that nobody asked for make the image larger and bring faults of their own.",
            "add --no-install-recommends",
            List.of("CIS-DOCKER-4.3"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
                        USER 1
                        """), Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            if (run.is("apt-get", "install")
                    && !run.has("--no-install-recommends")
                    && !run.command().contains("APT::Install-Recommends")) {
                out.at(run.instruction().span(), "this also installs recommended packages");
            }
        }
    }
}
