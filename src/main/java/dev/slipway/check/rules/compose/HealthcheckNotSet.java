package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** Healthcheck is not set for a service. */
public final class HealthcheckNotSet implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/healthcheck-not-set",
            "Healthcheck is not set for a service",
            Severity.LOW,
            Confidence.MEDIUM,
            "The engine only sees whether the process lives, not whether it answers.",
            "add healthcheck with a test, or HEALTHCHECK to the image",
            List.of("CIS-DOCKER-5.27", "SOC2-A1.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["127.0.0.1:8080:80"]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            restart: always
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            healthcheck: {test: [CMD, curl, -f, "http://localhost/"]}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            build: .
                            healthcheck:
                              test: [CMD, "true"]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            if (!file.isPart() && service.body().at("healthcheck").isEmpty()) {
                out.at(service.key().span(), service.name() + " has no health check");
            }
        }
    }
}
