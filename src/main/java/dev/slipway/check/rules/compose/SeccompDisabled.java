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
import dev.slipway.text.Node;
import java.util.List;
import java.util.Optional;

/** Default seccomp profile is disabled (seccomp:unconfined). */
public final class SeccompDisabled implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/seccomp-disabled",
            "Default seccomp profile is disabled (seccomp:unconfined)",
            Severity.HIGH,
            Confidence.CERTAIN,
            "Seccomp blocks system calls that programs hardly ever need; without it every call of the kernel, and every flaw in one, is open.",
            "remove seccomp:unconfined from security_opt",
            List.of("CIS-DOCKER-5.22"));

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
                            security_opt:
                              - seccomp:unconfined
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            security_opt: ["no-new-privileges:true", "seccomp=unconfined"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            security_opt: ["seccomp=./profile.json"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            security_opt: ["no-new-privileges:true"]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            service.body().at("security_opt").ifPresent(list -> {
                for (int i = 0; i < list.listAt().size(); i++) {
                    Node item = list.listAt().get(i);
                    if (item.textAt().orElse("").matches(".*seccomp\\s*[:=]\\s*unconfined.*")) {
                        Spot.say(
                                out,
                                item.span(),
                                service.name() + " runs without seccomp",
                                false,
                                "remove it",
                                list instanceof Node.Sequence s ? Spot.dropItem(s, i) : Optional.<Edit>empty());
                    }
                }
            });
        }
    }
}
