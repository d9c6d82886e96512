package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Stage;
import java.util.List;

/** A package manager's cache stays in the layer. */
public final class PackageCacheKept implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/package-cache-kept",
            "A package manager's cache stays in the layer",
            Severity.LOW,
            Confidence.HIGH,
            "The index or cache is dead weight in every pull of the image.",
            "remove it in the same RUN (rm -rf /var/lib/apt/lists/*, apk add --no-cache, pip --no-cache-dir), or use RUN --mount=type=cache",
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
                        RUN apt-get update && apt-get install -y --no-install-recommends curl
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM alpine:3.20
                        RUN apk add curl
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM python:3.12
                        RUN pip install -r requirements.txt
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM alpine:3.20
                        RUN apk add --no-cache curl
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM python:3.12 AS build
                        RUN pip install -r requirements.txt
                        FROM python:3.12-slim
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM python:3.12
                        RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.lineage()) {
            for (DockerFile.Run run : file.runs(stage)) {
                String script = DockerFile.script(run.instruction());
                boolean mounted = run.instruction()
                        .flag("mount")
                        .filter(m -> m.contains("type=cache"))
                        .isPresent();
                if (mounted) {
                    continue;
                }
                if (run.is("apt-get", "install") && !script.contains("/var/lib/apt/lists")) {
                    out.at(run.instruction().span(), "the package lists stay in the layer");
                } else if (run.is("apk", "add") && !run.has("--no-cache") && !script.contains("/var/cache/apk")) {
                    out.at(run.instruction().span(), "apk's index stays in the layer");
                } else if ((run.is("yum", "install") || run.is("dnf", "install")) && !script.contains("clean all")) {
                    out.at(run.instruction().span(), "the package cache stays in the layer");
                } else if (isPip(run) && !run.has("--no-cache-dir") && !quiet(stage)) {
                    out.at(run.instruction().span(), "pip's cache stays in the layer");
                }
            }
        }
    }

    private static boolean isPip(DockerFile.Run run) {
        return run.is("pip", "install")
                || run.is("pip3", "install")
                || run.command().contains("-m pip install");
    }

    private static boolean quiet(Stage stage) {
        return stage.all("ENV").stream().anyMatch(e -> e.pairs().containsKey("PIP_NO_CACHE_DIR"));
    }
}
