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
import java.util.regex.Pattern;

/** A protection of the container engine is switched off. */
public final class SecurityDisabled implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/security-disabled",
            "A protection of the container engine is switched off",
            Severity.HIGH,
            Confidence.CERTAIN,
            "System calls or privileges that the engine keeps from containers are open to this one.",
            "drop the option, or write a profile that allows only what is needed",
            List.of("CIS-DOCKER-5.21", "CIS-DOCKER-5.25"));

    private static final Pattern OFF =
            Pattern.compile("(seccomp|apparmor|systempaths)[:=]unconfined|no-new-privileges[:=]false|label[:=]disable");

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
                            security_opt: ["seccomp:unconfined"]
                        """), Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            security_opt:
                              - no-new-privileges:false
                        """), Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            security_opt: ["no-new-privileges:true", "seccomp=./profile.json"]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            for (Node option : service.body().listAt("security_opt")) {
                if (option instanceof Node.Scalar s && OFF.matcher(s.value()).matches()) {
                    out.at(s.span(), service.name() + " runs with " + s.value());
                }
            }
        }
    }
}
