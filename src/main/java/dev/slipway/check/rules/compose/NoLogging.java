package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import java.util.List;

/** Logging of a service is switched off. */
public final class NoLogging implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/logging-off",
            "Logging of a service is switched off",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "After a break-in or a failure there is nothing to look at.",
            "remove the driver none",
            List.of("PCI-10.2", "SOC2-CC7.2"));

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
                            logging: {driver: none}
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            restart: always
                            logging:
                              driver: "none"
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            logging: {driver: json-file}
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
            if (service.body().textAt("logging", "driver").orElse("").equals("none")) {
                Spot.say(
                        out,
                        Spot.deepest(service.body(), service.key().span(), "logging", "driver"),
                        service.name() + " writes no log",
                        true,
                        "use the local driver",
                        Spot.put(service.body(), "local", "logging", "driver"));
            }
        }
    }
}
