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

/** Health check of the base image is switched off (HEALTHCHECK NONE). */
public final class HealthcheckOff implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/healthcheck-off",
            "Health check of the base image is switched off (HEALTHCHECK NONE)",
            Severity.LOW,
            Confidence.CERTAIN,
            "The engine no longer sees when the service hangs.",
            "remove the instruction, or write a health check that fits",
            List.of("CIS-DOCKER-4.6", "SOC2-A1.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM nginx:1.27
                        HEALTHCHECK NONE
                        """),
                Example.bad("Dockerfile", """
                        FROM nginx:1.27
                        USER 1
                        HEALTHCHECK none
                        """),
                Example.good("Dockerfile", """
                        FROM nginx:1.27
                        HEALTHCHECK CMD curl -f http://localhost/
                        """),
                Example.good("Dockerfile", """
                        FROM nginx:1.27
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.shipped()) {
            for (Instruction i : stage.all("HEALTHCHECK")) {
                if (i.arguments().strip().equalsIgnoreCase("NONE")) {
                    out.at(i.span(), "the health check is switched off");
                }
            }
        }
    }
}
