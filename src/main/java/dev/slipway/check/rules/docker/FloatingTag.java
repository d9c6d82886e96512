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

/** A base image has no tag, or one that moves. */
public final class FloatingTag implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/floating-tag",
            "Base image version is not explicit: no tag, or latest",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "The same Dockerfile gives another image tomorrow, and nobody can say which one runs.",
            "name a version, best with its digest",
            List.of("CIS-DOCKER-4.2", "OWASP-CICD-SEC-3"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM ubuntu
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM node:latest
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM node:22.11.0-slim
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM scratch
                        COPY app /app
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM node:22 AS build
                        FROM build
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM ubuntu@sha256:1111111111111111111111111111111111111111111111111111111111111111
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            String image = file.image(stage);
            if (image.equals("scratch")
                    || image.contains("@")
                    || file.parent(stage).isPresent()) {
                continue;
            }
            if (image.contains("$")) {
                out.undecided(stage.from().span(), "the image is a variable without default");
                continue;
            }
            String last = image.substring(image.lastIndexOf('/') + 1);
            if (!last.contains(":")) {
                out.at(stage.from().span(), image + " has no tag: it means whatever is latest");
            } else if (last.endsWith(":latest")) {
                out.at(stage.from().span(), image + " moves with each release");
            }
        }
    }
}
