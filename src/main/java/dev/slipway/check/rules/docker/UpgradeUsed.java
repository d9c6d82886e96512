package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** RUN uses upgrade commands: apt-get upgrade, dist-upgrade, apk upgrade, yum or dnf update. */
public final class UpgradeUsed implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/upgrade-used",
            "RUN uses upgrade commands: apt-get upgrade, dist-upgrade, apk upgrade, yum or dnf update",
            Severity.LOW,
            Confidence.HIGH,
            "What a build gets changes from day to day, and upgrades of the base belong to the base image: it is rebuilt for that.",
            "use a newer base image, and install single packages in fixed versions",
            List.of("CIS-DOCKER-4.4"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get dist-upgrade -y
                        """),
                Example.bad("Dockerfile", """
                        FROM alpine:3.20
                        RUN apk upgrade --no-cache
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install -y curl
                        """),
                Example.good("Dockerfile", """
                        FROM alpine:3.20
                        RUN apk add --no-cache curl
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            PackageCall.of(run).ifPresent(call -> {
                boolean all = call.packages().isEmpty();
                boolean upgrade = call.manager().matches("apt-get|apt|apk")
                        && call.action().matches("(dist-|full-)?upgrade");
                boolean update = call.manager().matches("yum|dnf|microdnf|zypper")
                        && call.action().matches("update|upgrade|dup|dist-upgrade|up");
                if (all && (upgrade || update)) {
                    out.at(run.instruction().span(), call.manager() + " " + call.action() + " changes every package");
                }
            });
        }
    }
}
