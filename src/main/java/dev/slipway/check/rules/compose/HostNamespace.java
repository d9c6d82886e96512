package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** A service shares a namespace of the host. */
public final class HostNamespace implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/host-namespace",
            "A service shares a namespace of the host",
            Severity.HIGH,
            Confidence.CERTAIN,
            "It sees and reaches the host's network, processes or shared memory as if it were not in a container.",
            "publish the ports that are needed instead",
            List.of("CIS-DOCKER-5.10", "CIS-DOCKER-5.16", "CIS-DOCKER-5.17"));

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
                            network_mode: host
                        """), Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            pid: host
                        """), Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["8080:8080"]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            for (String setting : List.of("network_mode", "pid", "ipc", "userns_mode", "uts")) {
                if (service.body().textAt(setting).orElse("").equals("host")) {
                    out.at(
                            ComposeFile.key(service.body(), setting)
                                    .orElse(service.key())
                                    .span(),
                            service.name() + " shares the host's " + setting.replaceFirst("_mode", ""));
                }
            }
        }
    }
}
