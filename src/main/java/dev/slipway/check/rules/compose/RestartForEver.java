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

/** Restart policy on-failure is not set to 5. */
public final class RestartForEver implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/restart-attempts",
            "Restart policy on-failure is not set to 5",
            Severity.LOW,
            Confidence.HIGH,
            "A service that fails at once is started again without end: it fills logs and takes the host's time.",
            "limit the attempts: restart on-failure:5, or deploy.restart_policy.max_attempts 5",
            List.of("CIS-DOCKER-5.15"));

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
                            restart: on-failure
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            deploy:
                              restart_policy:
                                condition: on-failure
                                max_attempts: 50
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            restart: on-failure:5
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            deploy:
                              restart_policy:
                                condition: on-failure
                                max_attempts: 5
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            Node body = service.body();
            String restart = body.textAt("restart").orElse("");
            if (restart.matches("on-failure(:.*)?") && !restart.matches("on-failure:[1-5]")) {
                Spot.say(
                        out,
                        Spot.deepest(body, service.key().span(), "restart"),
                        service.name() + " is restarted without limit",
                        false,
                        "try five times",
                        Spot.put(body, "\"on-failure:5\"", "restart"));
            }
            String[] path = {"deploy", "restart_policy", "max_attempts"};
            String most = body.textAt(path).orElse("");
            boolean policy = body.textAt("deploy", "restart_policy", "condition")
                    .orElse("")
                    .equals("on-failure");
            if (policy && !most.matches("[1-5]")) {
                Spot.say(
                        out,
                        Spot.deepest(body, service.key().span(), path),
                        service.name() + " is restarted without limit",
                        false,
                        "try five times",
                        Spot.put(body, "5", path));
            }
        }
    }
}
