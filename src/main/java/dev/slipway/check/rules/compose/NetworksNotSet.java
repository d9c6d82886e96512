package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Node;
import java.util.List;

/** Networks are not set for a service. */
public final class NetworksNotSet implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/networks-not-set",
            "Networks are not set for a service",
            Severity.NOTE,
            Confidence.MEDIUM,
            "All services then share one default network (bridge): each reaches each, the database too.",
            "name networks, and join each service to those that it needs",
            List.of("CIS-DOCKER-5.30", "PCI-1.4"));

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
                            restart: always
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            networks: [front]
                          db:
                            image: db:1
                        networks:
                          front: {}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            networks: [front]
                        networks:
                          front: {}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            network_mode: none
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            Node body = service.body();
            if (!file.isPart()
                    && body.at("networks").isEmpty()
                    && body.textAt("network_mode").orElse("host").matches("host|bridge|default")) {
                out.at(service.key().span(), service.name() + " names no network");
            }
        }
    }
}
