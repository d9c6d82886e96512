package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import java.util.List;

/** Cgroup is not the default (cgroup_parent is set). */
public final class CgroupParent implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/cgroup-parent",
            "Cgroup is not the default (cgroup_parent is set)",
            Severity.MEDIUM,
            Confidence.HIGH,
            "In another control group the container shares, or escapes, limits that were meant for others.",
            "remove cgroup_parent",
            List.of("CIS-DOCKER-5.25"));

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
                            cgroup_parent: other
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            restart: always
                            cgroup_parent: /system.slice
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            restart: always
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            mem_limit: 1g
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            Spot.key(service.body(), "cgroup_parent")
                    .ifPresent(at -> Spot.say(
                            out,
                            at,
                            service.name() + " leaves the default control group",
                            false,
                            "remove it",
                            Spot.drop(service.body(), "cgroup_parent")));
        }
    }
}
