package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.HostFolders;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** Volume has a sensitive host directory, read-only. */
public final class ReadOnlySensitiveMount implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/sensitive-mount-read-only",
            "Volume has a sensitive host directory, read-only",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Reading /etc, /root, /var or /proc of the host gives accounts, keys and tokens.",
            "mount the one file that is needed",
            List.of("CIS-DOCKER-5.6"));

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
                            volumes: ["/etc:/host/etc:ro"]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            volumes:
                              - {type: bind, source: /root, target: /a, read_only: true}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            volumes: ["/etc/localtime:/etc/localtime:ro"]
                        """),
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
                if (mount.readOnly() && HostFolders.isSystem(mount.source())) {
                    out.at(mount.node().span(), service.name() + " can read " + mount.source() + " of the host");
                }
            }
        }
    }
}
