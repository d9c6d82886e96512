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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Update instruction alone: RUN update without install in the same statement. */
public final class IndexUpdatedAlone implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/index-updated-alone",
            "Update instruction alone: RUN update without install in the same statement",
            Severity.MEDIUM,
            Confidence.HIGH,
            "The layer with the package index is cached: later installs use an old index and get old packages, or none.",
            "write update and install in one RUN",
            List.of("CIS-DOCKER-4.7"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update
                        RUN apt-get install -y curl
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM opensuse/leap:15.6
                        RUN zypper refresh
                        RUN zypper -n install curl
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN npm update
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            List<Instruction> runs = stage.all("RUN");
            for (Instruction run : runs) {
                Matcher update = UPDATE.matcher(DockerFile.script(run));
                if (update.find() && !INSTALL.matcher(DockerFile.script(run)).find()) {
                    boolean later = runs.subList(runs.indexOf(run) + 1, runs.size()).stream()
                            .anyMatch(r -> INSTALL.matcher(DockerFile.script(r)).find());
                    if (later) {
                        out.at(
                                run.span(),
                                "nothing is installed in the layer that updates the index: " + update.group());
                    }
                }
            }
        }
    }

    private static final Pattern UPDATE = Pattern.compile(
            "\\b((apt-get|apt|apk|yum|dnf|zypper)\\s+(-\\S+\\s+){0,20}(update|refresh|ref|makecache)|pacman\\s+-Sy[yu]*)(?=\\s|$|;|&)");
    private static final Pattern INSTALL =
            Pattern.compile("\\b(install|add|upgrade|dist-upgrade|build-dep|in)\\s|\\bpacman\\s+-Sy?u?\\s+[a-z]");
}
