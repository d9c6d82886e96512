package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** Packages are installed without checking their signature. */
public final class UnsignedPackages implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/unsigned-packages",
            "Packages are installed without checking their signature",
            Severity.HIGH,
            Confidence.CERTAIN,
            "A mirror or anybody on the way can put other software in their place.",
            "remove the flag, and import the key of the repository",
            List.of("OWASP-CICD-SEC-9", "CIS-DOCKER-4.11"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN apt-get install -y --allow-unauthenticated tool
                        """),
                Example.bad("Dockerfile", """
                        FROM fedora:41
                        RUN dnf -y install --nogpgcheck tool
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get install -y tool
                        """),
                Example.good("Dockerfile", """
                        FROM alpine:3.20
                        RUN apk add --no-cache tool
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            if (run.has(
                    "--allow-unauthenticated",
                    "--force-yes",
                    "--nogpgcheck",
                    "--no-gpg-checks",
                    "--no-gpg-check",
                    "--allow-untrusted",
                    "--allow-insecure-repositories")) {
                out.at(run.instruction().span(), run.words().getFirst() + " takes packages without a valid signature");
            }
        }
    }
}
