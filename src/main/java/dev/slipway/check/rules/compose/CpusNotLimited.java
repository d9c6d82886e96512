package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** CPUs are not limited. */
public final class CpusNotLimited implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/cpus-not-limited",
            "CPUs are not limited",
            Severity.LOW,
            Confidence.HIGH,
            "One container may take all processors of the host from the others.",
            "set deploy.resources.limits.cpus (or cpus)",
            List.of("CIS-DOCKER-5.12", "SOC2-A1.2"));

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
                            deploy:
                              resources:
                                limits: {memory: 256M}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            deploy:
                              resources:
                                limits: {cpus: "0.5"}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            cpus: 0.5
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            boolean old = service.body().at("cpu_quota").isPresent()
                    || service.body().at("cpuset").isPresent();
            if (!file.isPart() && !old && Limits.missing(service, "cpus", "cpus")) {
                out.at(Limits.at(service, "cpus"), service.name() + " has no CPU limit");
            }
        }
    }
}
