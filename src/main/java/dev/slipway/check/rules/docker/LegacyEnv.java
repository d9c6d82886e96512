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
import dev.slipway.text.Edit;
import java.util.List;
import java.util.Optional;

/** ENV or LABEL is written in the old form without an equals sign. */
public final class LegacyEnv implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/legacy-env",
            "ENV or LABEL is written in the old form without an equals sign",
            Severity.NOTE,
            Confidence.CERTAIN,
            "The old form takes the rest of the line as one value and is deprecated.",
            "write NAME=value",
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
                        ENV MODE fast
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        LABEL version 1.0
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        ENV MODE=fast
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        LABEL version="1.0" other=a
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction i : file.tree().instructions()) {
            List<String> words = i.words();
            boolean old = (i.keyword().equals("ENV") || i.keyword().equals("LABEL"))
                    && words.size() > 1
                    && !words.getFirst().contains("=");
            if (old) {
                boolean simple = words.size() == 2
                        && words.get(1).matches("[\\w./:-]+")
                        && i.arguments().strip().matches("\\S+\\s\\S+");
                Spot.say(
                        out,
                        i.span(),
                        i.keyword() + " has no equals sign",
                        true,
                        "write it with =",
                        simple
                                ? file.edit(i, words.get(0) + " " + words.get(1), words.get(0) + "=" + words.get(1))
                                : Optional.<Edit>empty());
            }
        }
    }
}
