package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** Privileged ports are mapped in a container (below 1024). */
public final class PrivilegedPort implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/privileged-port",
            "Privileged ports are mapped in a container (below 1024)",
            Severity.LOW,
            Confidence.HIGH,
            "Ports 1 to 1023 of the host are reserved for its own trusted services; a container there can pose as one.",
            "publish a port from 1024 on, behind a proxy",
            List.of("CIS-DOCKER-5.8"));

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
                            ports: ["80:8080"]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports:
                              - target: 22
                                published: 22
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["8080:80"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["127.0.0.1:8443:443"]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            for (ComposeFile.Port port : service.ports()) {
                String first = port.published().replaceFirst("-.*", "");
                if (first.matches("\\d{1,5}") && Integer.parseInt(first) > 0 && Integer.parseInt(first) < 1024) {
                    out.at(port.node().span(), service.name() + " publishes the privileged port " + first);
                }
            }
        }
    }
}
