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
import java.util.Set;

/** A service gets capabilities that amount to root. */
public final class AllCapabilities implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/all-capabilities",
            "A service gets capabilities that amount to root",
            Severity.HIGH,
            Confidence.CERTAIN,
            "With them a process in the container can take over the host.",
            "drop all, and add the one that is needed",
            List.of("CIS-DOCKER-5.4"));

    private static final Set<String> ROOT_LIKE =
            Set.of("ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO", "DAC_READ_SEARCH", "NET_ADMIN", "BPF");

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
                            cap_add: [ALL]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            cap_add:
                              - SYS_ADMIN
                        """),
                Example.good("compose.yaml", "services:\n  web:\n    image: app:1\n"),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            cap_drop: [ALL]
                            cap_add: [NET_BIND_SERVICE]
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            for (Node capability : service.body().listAt("cap_add")) {
                if (capability instanceof Node.Scalar s
                        && ROOT_LIKE.contains(s.value().replaceFirst("^CAP_", ""))) {
                    out.at(s.span(), service.name() + " gets the capability " + s.value());
                }
            }
        }
    }
}
