package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two services publish the same port. */
public final class PortClash implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/port-clash",
            "Two services publish the same port",
            Severity.HIGH,
            Confidence.HIGH,
            "The second one does not start.",
            "give one of them another port, or leave one unpublished",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("compose.yaml", """
                        services:
                          a:
                            image: app:1
                            ports: ["8080:80"]
                          b:
                            image: app:1
                            ports: ["8080:8080"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          a:
                            image: app:1
                            ports: ["127.0.0.1:8080:80"]
                          b:
                            image: app:1
                            ports: ["127.0.0.2:8080:8080"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          a:
                            image: app:1
                            ports: ["53:53/tcp", "53:53/udp"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          a:
                            image: app:1
                            ports: ["80"]
                          b:
                            image: app:1
                            ports: ["80"]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        Map<String, String> owners = new HashMap<>();
        for (ComposeFile.Service service : file.services()) {
            boolean always = service.body().at("profiles").isEmpty();
            for (ComposeFile.Port port : service.ports()) {
                String key = port.hostIp() + "|" + port.published() + "|" + port.protocol();
                String owner =
                        always && port.published().matches("\\d+") ? owners.putIfAbsent(key, service.name()) : null;
                if (owner != null) {
                    out.at(port.node().span(), "port " + port.published() + " is published by " + owner + " too");
                }
            }
        }
    }
}
