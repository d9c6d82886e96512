package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;
import java.util.Set;

/** A debugging or engine port is published. */
public final class DebugPort implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/debug-port",
            "A debugging or engine port is published",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "Debuggers and the engine's plain API run code for whoever connects.",
            "remove the port, or bind it to 127.0.0.1",
            List.of("PCI-1.4", "SOC2-CC6.6"));

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
                            ports: ["5005:5005"]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["2375:2375"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["127.0.0.1:5005:5005"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["8080:80"]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            for (ComposeFile.Port port : service.ports()) {
                boolean open = port.hostIp().isEmpty() || port.hostIp().equals("0.0.0.0");
                if (open
                        && Set.of("5005", "9229", "5678", "2345", "40000", "2375", "9222")
                                .contains(port.target())) {
                    out.at(port.node().span(), service.name() + " publishes the port " + port.target());
                }
            }
        }
    }
}
