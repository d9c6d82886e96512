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

/** Container capabilities are unrestricted: not dropped, or all added. */
public final class CapabilitiesUnrestricted implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/capabilities-unrestricted",
            "Container capabilities are unrestricted: not dropped, or all added",
            Severity.MEDIUM,
            Confidence.HIGH,
            "The engine's default capabilities are more than nearly any service needs. Drop all and add only those that your container needs.",
            "set cap_drop to ALL and cap_add to what is needed",
            List.of("CIS-DOCKER-5.4"));

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
                            cap_add: [ALL]
                            cap_drop: [ALL]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            cap_drop: [ALL]
                            cap_add: [NET_BIND_SERVICE]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            cap_drop: [NET_RAW, MKNOD]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            Node body = service.body();
            boolean all = body.listAt("cap_add").stream()
                    .anyMatch(c -> c.textAt().orElse("").equalsIgnoreCase("all"));
            if (all) {
                out.at(Spot.deepest(body, service.key().span(), "cap_add"), service.name() + " adds all capabilities");
            }
            if (body.listAt("cap_drop").isEmpty() && !file.isPart()) {
                Spot.say(
                        out,
                        service.key().span(),
                        service.name() + " drops no capabilities",
                        false,
                        "drop all",
                        Spot.put(body, "[ALL]", "cap_drop"));
            }
        }
    }
}
