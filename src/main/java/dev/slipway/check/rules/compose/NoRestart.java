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

/** Service is not restarted when it ends: no restart policy. */
public final class NoRestart implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/no-restart",
            "Service is not restarted when it ends: no restart policy",
            Severity.NOTE,
            Confidence.HIGH,
            "After a crash or a reboot it stays down until somebody notices.",
            "add restart: unless-stopped",
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
                            ports: ["8080:8080"]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["127.0.0.1:8080:8080"]
                            restart: "no"
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["8080:8080"]
                            restart: unless-stopped
                        """),
                Example.good("compose.yaml", """
                        services:
                          job:
                            image: app:1
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            String restart = service.body().textAt("restart").orElse("no");
            boolean restarts = !restart.equals("no") && !restart.equals("false")
                    || service.body().at("deploy").isPresent();
            if (!service.ports().isEmpty() && !restarts && !file.isPart()) {
                Spot.say(
                        out,
                        Spot.deepest(service.body(), service.key().span(), "restart"),
                        service.name() + " opens a port and has no restart policy",
                        false,
                        "restart it unless stopped",
                        Spot.put(service.body(), "unless-stopped", "restart"));
            }
        }
    }
}
