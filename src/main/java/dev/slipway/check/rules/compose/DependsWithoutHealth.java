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

/** Service depends on another being started, not on its health. */
public final class DependsWithoutHealth implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/depends-on-started",
            "Service depends on another being started, not on its health",
            Severity.NOTE,
            Confidence.MEDIUM,
            "Started does not mean ready: the first requests fail, or the service ends.",
            "use the long form of depends_on with condition service_healthy",
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
                            image: db:1
                            healthcheck: {test: [CMD, "true"]}
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            depends_on:
                              db: {condition: service_started}
                          db:
                            image: db:1
                            healthcheck: {test: [CMD, "true"]}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            depends_on:
                              db: {condition: service_healthy}
                          db:
                            image: db:1
                            healthcheck: {test: [CMD, "true"]}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            depends_on: [db]
                          db:
                            image: db:1
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            for (Node item : service.body().listAt("depends_on")) {
                String name = item.textAt().orElse("");
                if (file.root().at("services", name, "healthcheck", "test").isPresent()) {
                    out.at(item.span(), service.name() + " does not wait for the health of " + name);
                }
            }
            for (Node.Entry entry : service.body().entriesAt("depends_on")) {
                boolean started = entry.value().textAt("condition").orElse("").equals("service_started");
                if (started
                        && file.root()
                                .at("services", entry.key().value(), "healthcheck", "test")
                                .isPresent()) {
                    Spot.say(
                            out,
                            entry.key().span(),
                            service.name() + " does not wait for the health of "
                                    + entry.key().value(),
                            false,
                            "wait for its health",
                            Spot.put(entry.value(), "service_healthy", "condition"));
                }
            }
        }
    }
}
