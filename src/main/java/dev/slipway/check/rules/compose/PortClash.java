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

/** Two services publish the same host port. */
public final class PortClash implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/port-clash",
            "Two services publish the same host port",
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
                          a: {image: "a:1", ports: ["8080:80"]}
                          b: {image: "b:1", ports: ["8080:8080"]}
                        """),
                Example.bad("compose.yaml", """
                        services:
                          a: {image: "a:1", ports: ["127.0.0.1:8080:80"]}
                          b:
                            image: b:1
                            ports:
                              - {target: 80, published: 8080, host_ip: 127.0.0.1}
                        """),
                Example.good("compose.yaml", """
                        services:
                          a: {image: "a:1", ports: ["8080:80"]}
                          b: {image: "b:1", ports: ["8081:80"]}
                        """),
                Example.good("compose.yaml", """
                        services:
                          a: {image: "a:1", ports: ["8080:80"], profiles: [one]}
                          b: {image: "b:1", ports: ["8080:80"], profiles: [two]}
                        """),
                Example.good("compose.yaml", """
                        services:
                          a: {image: "a:1", ports: ["53:53/udp"]}
                          b: {image: "b:1", ports: ["53:53/tcp"]}
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        Map<String, String> owners = new HashMap<>();
        for (ComposeFile.Service service : file.services()) {
            boolean always = service.body().at("profiles").isEmpty();
            for (ComposeFile.Port port : service.ports()) {
                String key = port.hostIp() + "|" + port.published() + "|" + port.protocol();
                boolean fixed = always && port.published().matches("\\d+");
                if (fixed && owners.containsKey(key)) {
                    out.at(
                            port.node().span(),
                            "port " + port.published() + " is published by " + owners.get(key) + " too");
                } else if (fixed) {
                    owners.put(key, service.name());
                }
            }
        }
    }
}
