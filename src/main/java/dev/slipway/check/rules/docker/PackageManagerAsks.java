package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Fix;
import dev.slipway.check.Patterns;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Edit;
import java.util.List;
import java.util.regex.Pattern;

/** Package install allows manual input: apt-get, yum, dnf or zypper without the -y or non-interactive flag. */
public final class PackageManagerAsks implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/package-manager-asks",
            "Package install allows manual input: apt-get, yum, dnf or zypper without the -y or non-interactive flag",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "A build has nobody to answer the question: it fails, or hangs.",
            "add -y (zypper: the --non-interactive switch)",
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
                        FROM opensuse/leap:15.6
                        RUN zypper install curl
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get -qq -y install curl
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM opensuse/leap:15.6
                        RUN zypper --non-interactive install curl && dnf -y install curl
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get install -yqq --no-install-recommends curl
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            PackageCall.of(run).filter(PackageManagerAsks::asks).ifPresent(call -> {
                String text = call.manager() + " " + call.action();
                Pattern silent = Patterns.ours(
                        "(?<![\\w./-])" + text + "(?=\\s)(?![^;&|]{0,2000}\\s(-[a-zA-Z]*y|--yes|-n\\s|--assume))");
                List<Edit> edits = file.edits(run.instruction(), silent, text + " -y");
                String message = call.manager() + " asks before it installs";
                if (edits.isEmpty()) {
                    out.at(run.instruction().span(), message);
                } else {
                    out.at(run.instruction().span(), message, new Fix("answer yes", true, edits));
                }
            });
        }
    }

    private static boolean asks(PackageCall call) {
        boolean asking =
                List.of("apt-get", "apt", "yum", "dnf", "microdnf", "zypper").contains(call.manager());
        boolean acting = List.of("install", "in", "upgrade", "dist-upgrade", "full-upgrade")
                        .contains(call.action())
                || call.manager().matches("yum|dnf|zypper") && call.action().matches("update|up|patch|remove|rm");
        return asking
                && acting
                && call.flags().stream()
                        .noneMatch(
                                w -> w.matches(
                                        "-[a-zA-Z]*[yY][a-zA-Z]*|--yes|--assume-?yes|-qq+|--non-interactive|-n|--no-confirm|--force-yes"));
    }
}
