package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.List;

/** Kernel parameters are changed by sysctls. */
public final class UnsafeComposeSysctl implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/unsafe-sysctl",
            "Kernel parameters are changed by sysctls",
            Severity.LOW,
            Confidence.MEDIUM,
            "Forwarding and redirects open ways through the container's network; some parameters weaken the kernel's own protection.",
            "remove the sysctl unless the service is a router",
            List.of("CIS-DOCKER-5.10"));

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
                            sysctls:
                              net.ipv4.ip_forward: 1
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            sysctls: ["kernel.shmmax=68719476736"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            sysctls: {net.core.somaxconn: 1024}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            sysctls: []
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            Node body = service.body();
            List<Node.Scalar> names = new ArrayList<>();
            body.entriesAt("sysctls").forEach(e -> names.add(e.key()));
            body.listAt("sysctls").forEach(i -> {
                if (i instanceof Node.Scalar s) {
                    names.add(s);
                }
            });
            for (Node.Scalar name : names) {
                if (name.value()
                        .matches("kernel\\..*|net\\.ipv[46]\\..*(forward|redirects|source_route|rp_filter).*")) {
                    out.at(
                            name.span(),
                            service.name() + " changes " + name.value().replaceFirst("=.*", ""));
                }
            }
        }
    }
}
