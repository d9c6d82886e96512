package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.text.Edit;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Optional;

/** Container traffic is not bound to a specific host interface. */
public final class PortOnEveryInterface implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/port-on-every-interface",
            "Container traffic is not bound to a specific host interface",
            Severity.MEDIUM,
            Confidence.HIGH,
            "A port without an address is open on every interface of the host, past the rules of most firewalls.",
            "write the address before the port, for example 127.0.0.1:8080:80",
            List.of("CIS-DOCKER-5.14", "PCI-1.4"));

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
                            ports: ["8080:80"]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports:
                              - target: 80
                                published: 8080
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["127.0.0.1:8080:80"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports:
                              - target: 80
                                published: 8080
                                host_ip: 127.0.0.1
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            for (ComposeFile.Port port : service.ports()) {
                boolean bound = !port.hostIp().isEmpty()
                        && !port.hostIp().equals("0.0.0.0")
                        && !port.hostIp().equals("[::]")
                        && !port.hostIp().equals("::");
                boolean inside = port.published().isEmpty()
                        || port.published().matches("\\d+\\.\\d+\\.\\d+\\.\\d+.*")
                        || port.hostIp().contains("$");
                if (!bound && !inside) {
                    boolean plain =
                            port.node() instanceof Node.Scalar s && s.value().matches("[\\d-]+:[\\d-]+(/\\w+)?");
                    String text = port.node().textAt().orElse("");
                    Optional<Edit> edit = plain
                            ? Optional.of(Edit.replace(port.node().span(), "\"127.0.0.1:" + text + "\""))
                            : Optional.<Edit>empty();
                    Spot.say(
                            out,
                            Spot.key(service.body(), "ports")
                                    .filter(p -> port.node() instanceof Node.Mapping)
                                    .orElse(port.node().span()),
                            "port " + port.published() + " of " + service.name() + " is open on every interface",
                            false,
                            "bind it to this machine",
                            edit);
                }
            }
        }
    }
}
