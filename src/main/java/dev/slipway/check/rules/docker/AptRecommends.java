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
import java.util.List;
import java.util.Set;

/** Apt-get install does not avoid additional packages: no --no-install-recommends. */
public final class AptRecommends implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/apt-recommends",
            "Apt-get install does not avoid additional packages: no --no-install-recommends",
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
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN apt -y install curl
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get -o APT::Install-Recommends=false install -y curl
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (PackageCall call : PackageCall.installs(file.runs(), Set.of("apt-get", "apt"))) {
            Instruction run = call.run().instruction();
            boolean configured = call.run().command().contains("APT::Install-Recommends");
            if (!call.has("--no-install-recommends") && !configured) {
                Spot.say(
                        out,
                        run.span(),
                        "this also installs recommended packages",
                        false,
                        "install without them",
                        file.edit(
                                run, call.manager() + " install", call.manager() + " install --no-install-recommends"));
            }
        }
    }
}
