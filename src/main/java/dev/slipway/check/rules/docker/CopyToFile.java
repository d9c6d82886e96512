package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.text.Dockerfile;
import dev.slipway.text.Dockerfile.Instruction;
import dev.slipway.text.Edit;
import java.util.List;
import java.util.Optional;

/** COPY with more than two arguments does not end with a slash. */
public final class CopyToFile implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/copy-several-to-file",
            "COPY with more than two arguments does not end with a slash",
            Severity.LOW,
            Confidence.CERTAIN,
            "With several sources the destination must be a folder and end with a slash; else the build fails.",
            "end the last argument with /",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        COPY a b c
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        COPY ["a", "b", "/app"]
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        COPY a b c/
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        COPY a c
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction i : file.tree().instructions()) {
            List<String> words = i.words();
            boolean copies = i.keyword().equals("COPY") || i.keyword().equals("ADD");
            if (copies
                    && i.heredocs().isEmpty()
                    && words.size() > 2
                    && !words.getLast().endsWith("/")
                    && !words.getLast().matches("\\.{1,2}|.*\\$.*|.*\\\\")) {
                String last = words.getLast();
                boolean plain = !(i.form() instanceof Dockerfile.Form.Exec);
                Spot.say(
                        out,
                        i.span(),
                        i.keyword() + " copies several files to " + last,
                        true,
                        "end it with a slash",
                        plain
                                ? file.edit(i, " " + last, " " + last + "/")
                                        .filter(e -> e.end() == i.span().end())
                                : Optional.<Edit>empty());
            }
        }
    }
}
