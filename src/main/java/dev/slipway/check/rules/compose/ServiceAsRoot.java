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

/** Container of a service runs as the root user. */
public final class ServiceAsRoot implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/root-user",
            "Container of a service runs as the root user",
            Severity.HIGH,
            Confidence.CERTAIN,
            "Root in the container is root for the kernel; a flaw in the runtime or a mount is then enough to take the host.",
            "remove user, or set it to a number that is not 0",
            List.of("CIS-DOCKER-4.1", "CIS-DOCKER-5.5"));

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
                            user: root
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            user: "0:0"
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            user: "10001"
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            user: app
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            if (service.body().textAt("user").orElse("").matches("(root|0)(:.*)?")) {
                Spot.say(
                        out,
                        Spot.deepest(service.body(), service.key().span(), "user"),
                        service.name() + " runs as root",
                        false,
                        "run as user 10001",
                        Spot.put(service.body(), "\"10001:10001\"", "user"));
            }
        }
    }
}
