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

/** Mount propagation mode is shared: mounts reach the host. */
public final class MountPropagated implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/mount-propagation",
            "Mount propagation mode is shared or slave: mounts are shared with the host and other containers",
            Severity.HIGH,
            Confidence.CERTAIN,
            "What the container mounts appears on the host and in other containers.",
            "use the default, rprivate",
            List.of("CIS-DOCKER-5.20"));

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
                            volumes: ["/srv/data:/data:rshared"]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            volumes:
                              - type: bind
                                source: /srv/data
                                target: /data
                                bind: {propagation: shared}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            volumes: ["/srv/data:/data:ro"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            volumes:
                              - {type: bind, source: /srv/data, target: /data}
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            for (Node item : service.body().listAt("volumes")) {
                String mode = item.textAt("bind", "propagation").orElse("");
                boolean shortForm = item.textAt().orElse("").matches(".*:([\\w,]*,)?r?(shared|slave)(,\\w+)*");
                if (mode.matches("r?(shared|slave)") || shortForm) {
                    out.at(
                            Spot.deepest(item, item.span(), "bind", "propagation"),
                            service.name() + " propagates its mounts");
                }
            }
        }
    }
}
