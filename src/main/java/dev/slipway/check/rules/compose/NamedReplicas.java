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

/** Several replicas with one container name or one host port. */
public final class NamedReplicas implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/named-replicas",
            "Several replicas with one container name or one host port",
            Severity.HIGH,
            Confidence.CERTAIN,
            "Names and ports are taken once: the second replica does not start.",
            "remove container_name, and publish a range of ports or none",
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
                          web:
                            image: app:1
                            container_name: web
                            deploy: {replicas: 2}
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            scale: 3
                            ports: ["8080:80"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            deploy: {replicas: 2}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            container_name: web
                            deploy: {replicas: 1}
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            Node body = service.body();
            String replicas = body.textAt("deploy", "replicas")
                    .or(() -> body.textAt("scale"))
                    .orElse("1");
            boolean several = replicas.matches("[2-9]|[1-9]\\d+");
            boolean fixed = service.ports().stream().anyMatch(p -> p.published().matches("\\d+"));
            if (several && body.at("container_name").isPresent()) {
                out.at(
                        Spot.deepest(body, service.key().span(), "container_name"),
                        service.name() + " has one name for " + replicas + " containers");
            } else if (several && fixed) {
                out.at(
                        Spot.deepest(body, service.key().span(), "ports"),
                        service.name() + " has one host port for " + replicas + " containers");
            }
        }
    }
}
