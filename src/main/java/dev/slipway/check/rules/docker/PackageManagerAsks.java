package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** A package manager may stop and ask. */
public final class PackageManagerAsks implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/package-manager-asks",
            "A package manager may stop and ask",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "A build has nobody to answer: it fails, or hangs.",
            "add -y",
            List.of("BUILD-RELIABILITY"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install --no-install-recommends curl
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM fedora:41
                        RUN dnf install curl
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install -y --no-install-recommends curl
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get -qq -y install curl
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM fedora:41
                        RUN dnf -y install curl && dnf clean all
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            for (String manager : List.of("apt-get", "apt", "yum", "dnf", "zypper", "microdnf")) {
                boolean installs = run.is(manager, "install") || run.is(manager, "upgrade");
                boolean answers = run.words().stream()
                        .anyMatch(w ->
                                w.matches("-[a-zA-Z]*[yY][a-zA-Z]*|--yes|--assume-?yes|-qq+|--non-interactive|-n"));
                if (installs && !answers) {
                    out.at(run.instruction().span(), manager + " asks before it installs");
                }
            }
        }
    }
}
