package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Fix;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Instruction;
import dev.slipway.text.Edit;
import java.util.List;
import java.util.regex.Pattern;

/** RUN uses apt instead of apt-get or apt-cache. */
public final class AptUsed implements Rule.OfDockerfile {
    private static final Pattern APT = Pattern.compile("(?<![\\w./-])apt(?=\\s+[a-z-])");

    private static final About ABOUT = new About(
            "docker/apt-used",
            "RUN uses apt instead of apt-get or apt-cache",
            Severity.LOW,
            Confidence.CERTAIN,
            "apt is made for people at a terminal: its interface changes, and it warns about that in scripts.",
            "use apt-get",
            List.of("BUILD-RELIABILITY"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN apt update && apt install -y curl
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN DEBIAN_FRONTEND=noninteractive apt -y install curl
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get update && apt-get install -y curl
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN rm -rf /var/lib/apt/lists/*
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction run : file.tree().instructions()) {
            boolean used = run.keyword().equals("RUN")
                    && DockerFile.commands(run).stream()
                            .map(c -> new DockerFile.Run(run, c).words())
                            .anyMatch(w -> !w.isEmpty() && w.getFirst().equals("apt"));
            if (used) {
                List<Edit> edits = file.edits(run, APT, "apt-get");
                String message = "apt is not made for scripts";
                if (edits.isEmpty()) {
                    out.at(run.span(), message);
                } else {
                    out.at(run.span(), message, new Fix("use apt-get", true, edits));
                }
            }
        }
    }
}
