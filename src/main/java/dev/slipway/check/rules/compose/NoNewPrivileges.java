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

/** No new privileges is not set (security_opt no-new-privileges). */
public final class NoNewPrivileges implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/no-new-privileges",
            "No new privileges is not set (security_opt no-new-privileges)",
            Severity.HIGH,
            Confidence.HIGH,
            "A process may gain privileges by setuid programs; with no-new-privileges it cannot, whatever an attacker finds in the image.",
            "add no-new-privileges:true to security_opt",
            List.of("CIS-DOCKER-5.26"));

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
                            security_opt:
                              - no-new-privileges:false
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            security_opt:
                              - no-new-privileges:true
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            security_opt: ["seccomp=./profile.json", "no-new-privileges"]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            List<String> options = service.body().listAt("security_opt").stream()
                    .flatMap(o -> o.textAt().stream())
                    .toList();
            boolean set = options.stream().anyMatch(o -> o.replace(" ", "").matches("no-new-privileges([:=]true)?"));
            if (!set && (!options.isEmpty() || !file.isPart())) {
                Spot.say(
                        out,
                        Spot.deepest(service.body(), service.key().span(), "security_opt"),
                        service.name() + " may gain new privileges",
                        false,
                        "forbid new privileges",
                        options.isEmpty()
                                ? Spot.put(service.body(), "[\"no-new-privileges:true\"]", "security_opt")
                                : Optional.<Edit>empty());
            }
        }
    }
}
