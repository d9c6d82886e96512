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

/** Root file system of the container is not mounted read-only. */
public final class WritableRootFilesystem implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/writable-root-filesystem",
            "Root file system of the container is not mounted read-only",
            Severity.LOW,
            Confidence.HIGH,
            "An attacker who gets in can write tools and change the program.",
            "set read_only to true, and tmpfs or a volume where the program writes",
            List.of("CIS-DOCKER-5.13"));

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
                            read_only: false
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            read_only: true
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            read_only: true
                            tmpfs: [/tmp]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            if (!file.isPart() && !service.body().textAt("read_only").orElse("").equals("true")) {
                Spot.say(
                        out,
                        Spot.deepest(service.body(), service.key().span(), "read_only"),
                        service.name() + " can write to its root file system",
                        false,
                        "set read_only",
                        Spot.put(service.body(), "true", "read_only"));
            }
        }
    }
}
