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

/** Security option is not set: no security_opt (SELinux, AppArmor, seccomp). */
public final class SecurityOptNotSet implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/security-opt-not-set",
            "Security option is not set: no security_opt (SELinux, AppArmor, seccomp)",
            Severity.NOTE,
            Confidence.HIGH,
            "Profiles of one's own restrict what the kernel does for the container more than the engine's default.",
            "set security_opt with a profile, at least no-new-privileges:true",
            List.of("CIS-DOCKER-5.2", "CIS-DOCKER-5.3"));

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
                            security_opt: []
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            security_opt: ["label:type:svirt_t"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            security_opt:
                              - no-new-privileges:true
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            if (!file.isPart() && service.body().listAt("security_opt").isEmpty()) {
                out.at(
                        Spot.deepest(service.body(), service.key().span(), "security_opt"),
                        service.name() + " sets no security options");
            }
        }
    }
}
