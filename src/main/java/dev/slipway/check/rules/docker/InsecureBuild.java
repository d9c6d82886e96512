package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.text.Dockerfile.Instruction;
import java.util.List;

/** A build step runs privileged or on the host's network. */
public final class InsecureBuild implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/insecure-build-step",
            "A build step runs privileged or on the host's network",
            Severity.HIGH,
            Confidence.CERTAIN,
            "RUN --security=insecure and --network=host take the step out of the build's box: what it runs reaches the build machine.",
            "remove the flag",
            List.of("OWASP-CICD-SEC-7"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        # syntax=docker/dockerfile:1-labs
                        FROM debian:12
                        RUN --security=insecure make
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN --network=host make
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN --network=none make
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN make
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction run : file.tree().instructions()) {
            String security = run.flag("security").orElse("");
            String network = run.flag("network").orElse("");
            if (run.keyword().equals("RUN") && (security.equals("insecure") || network.equals("host"))) {
                String flag = network.equals("host") ? "--network=host " : "--security=insecure ";
                Spot.say(
                        out,
                        run.span(),
                        "the step runs with " + flag.strip(),
                        false,
                        "remove the flag",
                        file.edit(run, flag, ""));
            }
        }
    }
}
