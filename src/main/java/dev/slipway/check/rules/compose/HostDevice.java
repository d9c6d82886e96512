package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Node;
import java.util.List;

/** A device of the host is given to a service. */
public final class HostDevice implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/host-device",
            "A device of the host is given to a service",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Disks, memory and other devices reach past the container: /dev/mem or a disk is the whole host.",
            "remove the device, or give it read-only (\":r\")",
            List.of("CIS-DOCKER-5.18"));

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
                            devices: ["/dev/sda:/dev/sda"]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            devices:
                              - source: /dev/mem
                                target: /dev/mem
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            devices: []
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            devices: ["/dev/ttyUSB0:/dev/ttyUSB0:r"]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            for (Node item : service.body().listAt("devices")) {
                String text = item.textAt().or(() -> item.textAt("source")).orElse("");
                boolean readOnly = text.endsWith(":r")
                        || item.textAt("permissions").orElse("").equals("r");
                if (text.startsWith("/dev/")
                        && !readOnly
                        && !text.matches("/dev/(null|zero|random|urandom|fuse|net/tun|dri|kfd|nvidia).*")) {
                    out.at(item.span(), service.name() + " gets " + text.replaceFirst(":.*", ""));
                }
            }
        }
    }
}
