package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Others wait for a service that cannot say whether it is ready. */
public final class NoComposeHealthcheck implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/no-healthcheck",
            "Others wait for a service that cannot say whether it is ready",
            Severity.NOTE,
            Confidence.HIGH,
            "depends_on waits only for the start: the first requests fail, or the dependent crashes.",
            "add healthcheck, and depends_on with condition: service_healthy",
            List.of("SOC2-A1.2"));

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
                            depends_on: [db]
                          db:
                            image: postgres:17
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            depends_on:
                              db: {condition: service_started}
                          db:
                            image: postgres:17
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            depends_on: [db]
                          db:
                            image: postgres:17
                            healthcheck: {test: [CMD, pg_isready]}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                          db:
                            image: postgres:17
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        Set<String> waitedFor = new HashSet<>();
        for (ComposeFile.Service service : file.services()) {
            service.body()
                    .entriesAt("depends_on")
                    .forEach(e -> waitedFor.add(e.key().value()));
            service.body().listAt("depends_on").forEach(n -> n.textAt().ifPresent(waitedFor::add));
        }
        for (ComposeFile.Service service : file.services()) {
            boolean own = service.body().at("build").isPresent();
            if (waitedFor.contains(service.name())
                    && !own
                    && !file.isPart()
                    && service.body().at("healthcheck").isEmpty()) {
                out.at(service.key().span(), service.name() + " has no healthcheck, and others depend on it");
            }
        }
    }
}
