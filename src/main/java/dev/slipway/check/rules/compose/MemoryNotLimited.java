package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** Memory is not limited. */
public final class MemoryNotLimited implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/memory-not-limited",
            "Memory is not limited",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "Without a memory limit one container takes all memory of the host: the others, and the engine, are killed.",
            "set deploy.resources.limits.memory (or mem_limit)",
            List.of("CIS-DOCKER-5.11", "SOC2-A1.2"));

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
                                limits: {cpus: "0.5"}
                        """),
                Example.good("compose.yaml", """
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
                            mem_limit: 256m
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            if (!file.isPart() && Limits.missing(service, "memory", "mem_limit")) {
                out.at(Limits.at(service, "memory"), service.name() + " has no memory limit");
            }
        }
    }
}
