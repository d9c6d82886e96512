package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.text.Node;
import java.util.List;

/** Health check of the image is disabled. */
public final class HealthcheckDisabled implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/healthcheck-disabled",
            "Health check of the image is disabled",
            Severity.LOW,
            Confidence.CERTAIN,
            "The engine no longer sees when the service hangs.",
            "remove disable, or write a test that fits",
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
                            healthcheck: {disable: true}
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            healthcheck:
                              test: [NONE]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            healthcheck: {test: [CMD, "true"]}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            restart: always
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            Node body = service.body();
            boolean none = body.listAt("healthcheck", "test").stream()
                    .anyMatch(t -> t.textAt().orElse("").equals("NONE"));
            if (none || body.textAt("healthcheck", "disable").orElse("").equals("true")) {
                out.at(
                        Spot.deepest(body, service.key().span(), "healthcheck", none ? "test" : "disable"),
                        service.name() + " switches its health check off");
            }
        }
    }
}
