package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** The container engine's socket is mounted. */
public final class EngineSocket implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/engine-socket",
            "Docker socket of the container engine is mounted in a container",
            Severity.HIGH,
            Confidence.CERTAIN,
            "Who can write to it starts a privileged container and owns the host; read-only does not help.",
            "use a proxy that lets only the needed calls through, or give the task to the host",
            List.of("CIS-DOCKER-5.32"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("compose.yaml", """
                        services:
                          ci:
                            image: app:1
                            volumes: ["/var/run/docker.sock:/var/run/docker.sock"]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          ci:
                            image: app:1
                            volumes:
                              - type: bind
                                source: /run/podman/podman.sock
                                target: /s
                        """),
                Example.good(
                        "compose.yaml",
                        "services:\n  web:\n    image: app:1\n    volumes: [\"data:/data\"]\nvolumes: {data: {}}\n"),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            volumes: ["data:/data"]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            for (ComposeFile.Mount mount : service.mounts()) {
                if (mount.source().matches(".*/(docker|podman|containerd|crio)\\.sock")) {
                    out.at(mount.node().span(), service.name() + " can command the container engine");
                }
            }
        }
    }
}
