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
import dev.slipway.text.Dockerfile.Stage;
import dev.slipway.text.Edit;
import java.util.List;
import java.util.Optional;

/** WORKDIR path is not absolute. */
public final class RelativeWorkdir implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/relative-workdir",
            "WORKDIR path is not absolute",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Where it ends depends on the base image and on every line before it.",
            "write the whole path",
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
                        WORKDIR app
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        WORKDIR /srv
                        WORKDIR app
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        WORKDIR /app
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        WORKDIR $HOME/app
                        WORKDIR "C:\\app"
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            String before = "";
            for (Instruction i : stage.all("WORKDIR")) {
                String folder = i.words().isEmpty() ? "" : i.words().getFirst();
                boolean whole = folder.startsWith("/") || folder.startsWith("$") || folder.matches("[A-Za-z]:.*");
                if (!whole && before.isEmpty()) {
                    out.at(i.span(), "where " + folder + " lies depends on the base image");
                } else if (!whole) {
                    String path = before.replaceFirst("/+$", "") + "/" + folder;
                    boolean plain = (before + folder).matches("[\\w/-]+");
                    Spot.say(
                            out,
                            i.span(),
                            "where " + folder + " lies depends on the lines before",
                            true,
                            "write the whole path",
                            plain ? file.edit(i, folder, path) : Optional.<Edit>empty());
                    before = path;
                } else {
                    before = folder;
                }
            }
        }
    }
}
