package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** HEALTHCHECK instruction is missing. */
public final class NoHealthcheck implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/no-healthcheck",
            "HEALTHCHECK instruction is missing",
            Severity.NOTE,
            Confidence.HIGH,
            "Engines without probes of their own keep a hung service running and send it traffic.",
            "add HEALTHCHECK that asks the health path, unless the platform asks it itself",
            List.of("CIS-DOCKER-4.6", "SOC2-A1.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM node:22
                        EXPOSE 3000
                        USER node
                        CMD ["node", "server.js"]
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        USER 1
                        CMD ["/app"]
                        """),
                Example.good("Dockerfile", """
                        FROM node:22
                        EXPOSE 3000
                        HEALTHCHECK CMD ["node", "health.js"]
                        CMD ["node", "server.js"]
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12 AS base
                        HEALTHCHECK CMD ["/health"]
                        FROM base
                        CMD ["/app"]
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        if (file.last().isPresent()
                && !file.isAside()
                && file.effective("HEALTHCHECK").isEmpty()) {
            out.at(file.last().get().from().span(), "the image has no HEALTHCHECK");
        }
    }
}
