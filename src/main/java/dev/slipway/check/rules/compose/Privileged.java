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

/** Privileged container is enabled: a service is privileged. */
public final class Privileged implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/privileged",
            "Privileged container is enabled: a service is privileged",
            Severity.HIGH,
            Confidence.CERTAIN,
            "It may do to the host what root may: devices, kernel modules, every file.",
            "drop privileged, and add the one capability or device that is needed",
            List.of("CIS-DOCKER-5.5", "SOC2-CC6.1"));

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
                            privileged: true
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            restart: always
                            privileged: true
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            cap_add: [NET_BIND_SERVICE]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            privileged: false
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            if (service.body().textAt("privileged").orElse("").equals("true")) {
                Spot.say(
                        out,
                        Spot.deepest(service.body(), service.key().span(), "privileged"),
                        service.name() + " is privileged",
                        false,
                        "set privileged to false",
                        Spot.put(service.body(), "false", "privileged"));
            }
        }
    }
}
