package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Instruction;
import java.util.List;

/** Files are made writable for everybody (chmod 777). */
public final class WorldWritable implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/world-writable",
            "Files are made writable for everybody (chmod 777)",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "Every user in the container, an attacker's too, can change the program.",
            "give the owner or group the permission that is needed",
            List.of("CIS-DOCKER-4.8", "PCI-2.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN chmod -R 777 /app
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        COPY --chmod=0777 run.sh /run.sh
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN chmod 0755 /app
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        COPY --chmod=0755 run.sh /run.sh
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            if (run.command()
                            .matches(
                                    "(?s)chmod\\s+(-\\S+\\s+)*(0?[0-7]?[0-7][0-7][2367]|[augo]*o?\\+[rx]*w[rx]*|a\\+rwx)\\s.*")
                    && !run.command().matches("(?s)chmod\\s+(-\\S+\\s+)*(1[0-7]{3}|[ug]+\\+\\w+|\\+[xr]+)\\s.*")) {
                out.at(run.instruction().span(), "chmod makes files writable for everybody");
            }
        }
        for (Instruction i : file.tree().instructions()) {
            if (i.flag("chmod").orElse("").matches("0?[0-7][0-7][2367]")) {
                out.at(i.span(), i.keyword() + " makes files writable for everybody");
            }
        }
    }
}
