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

/** AppArmor or SELinux confinement of a service is switched off. */
public final class SecurityDisabled implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/security-disabled",
            "AppArmor or SELinux confinement of a service is switched off",
            Severity.HIGH,
            Confidence.CERTAIN,
            "The service may do what the profile keeps it from: mount, trace, write to the kernel's files.",
            "remove the option from security_opt",
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
                            security_opt: ["apparmor:unconfined"]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            security_opt:
                              - label:disable
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            security_opt: ["no-new-privileges:true"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            security_opt: ["apparmor:docker-default"]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            for (Node item : service.body().listAt("security_opt")) {
                if (item.textAt()
                        .orElse("")
                        .matches(
                                "(apparmor\\s*[:=]\\s*(unconfined|false)|label\\s*[:=]\\s*disable|systempaths\\s*[:=]\\s*unconfined)")) {
                    out.at(
                            item.span(),
                            service.name() + " runs with " + item.textAt().orElse(""));
                }
            }
        }
    }
}
