package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** A service is not restarted when it ends. */
public final class NoRestart implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/no-restart",
            "A service is not restarted when it ends",
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
                        """), Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["8080:8080"]
                            restart: unless-stopped
                        """), Example.good("compose.yaml", """
                        services:
                          job:
                            image: app:1
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            boolean serves = !service.ports().isEmpty();
            boolean restarts = service.body().at("restart").isPresent()
                    || service.body().at("deploy").isPresent();
            if (serves && !restarts && !file.isPart()) {
                out.at(service.key().span(), service.name() + " opens a port and has no restart policy");
            }
        }
    }
}
