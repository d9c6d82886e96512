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

/** Base image is not pinned to a digest. */
public final class NoDigest implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/no-digest",
            "Base image is not pinned to a digest",
            Severity.NOTE,
            Confidence.CERTAIN,
            "A tag can be moved by whoever may push it; a digest cannot.",
            "write the digest behind the tag: name:tag@sha256:...",
            List.of("CIS-DOCKER-4.2", "SLSA-L3"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM node:22.11.0
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        ARG VERSION=12
                        FROM debian:${VERSION}
                        """),
                Example.good("Dockerfile", """
                        FROM node:22@sha256:1111111111111111111111111111111111111111111111111111111111111111
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM scratch
                        COPY app /app
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            String image = file.image(stage);
            boolean floats = !image.substring(image.lastIndexOf('/') + 1).contains(":") || image.endsWith(":latest");
            boolean other = image.equals("scratch")
                    || image.contains("$")
                    || file.parent(stage).isPresent();
            if (!other && !floats && !image.contains("@")) {
                out.at(stage.from().span(), image + " is a tag, which can be moved");
            }
        }
    }
}
