package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.text.Edit;
import java.util.List;
import java.util.Optional;

/** Pids limit is not set: the number of processes is unlimited. */
public final class PidsNotLimited implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/pids-limit",
            "Pids limit is not set: the number of processes is unlimited",
            Severity.MEDIUM,
            Confidence.HIGH,
            "A fork bomb in one container stops the host.",
            "set pids_limit (or deploy.resources.limits.pids)",
            List.of("CIS-DOCKER-5.29", "SOC2-A1.2"));

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
                            pids_limit: -1
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            pids_limit: 100
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            deploy:
                              resources:
                                limits: {pids: 100}
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            String limit = service.body()
                    .textAt("pids_limit")
                    .or(() -> service.body().textAt("deploy", "resources", "limits", "pids"))
                    .orElse("");
            if (!file.isPart() && (limit.isEmpty() || limit.equals("-1") || limit.equals("0"))) {
                Spot.say(
                        out,
                        Spot.key(service.body(), "pids_limit")
                                .or(() -> Spot.key(service.body(), "deploy", "resources", "limits"))
                                .orElse(service.key().span()),
                        service.name() + " may start any number of processes",
                        false,
                        "limit it to 200 processes",
                        service.body()
                                        .at("deploy", "resources", "limits", "pids")
                                        .isPresent()
                                ? Optional.<Edit>empty()
                                : Spot.put(service.body(), "200", "pids_limit"));
            }
        }
    }
}
