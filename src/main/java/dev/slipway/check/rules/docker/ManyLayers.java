package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Instruction;
import dev.slipway.text.Dockerfile.Stage;
import java.util.List;
import java.util.Optional;

/** Multiple RUN, ADD or COPY instructions are listed that could be grouped. */
public final class ManyLayers implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/many-layers",
            "Multiple RUN, ADD or COPY instructions are listed that could be grouped",
            Severity.NOTE,
            Confidence.MEDIUM,
            "Each instruction is a layer; what one adds and the next removes stays in the image.",
            "group the commands in one RUN, and the files for one folder in one COPY",
            List.of("CIS-DOCKER-4.3"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN a
                        RUN b
                        RUN c
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        COPY a /app/
                        COPY b /app/
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN a && b && c
                        COPY a b /app/
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        COPY a /one
                        COPY b /two
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.shipped()) {
            Optional<Instruction> first = Optional.empty();
            int count = 0;
            for (Instruction i : stage.instructions()) {
                boolean same = first.filter(f -> alike(f, i)).isPresent();
                count = same ? count + 1 : 1;
                first = same ? first : Optional.of(i);
                if (count == (i.keyword().equals("RUN") ? 3 : 2)) {
                    out.at(first.get().span(), "these " + i.keyword() + " instructions could be one");
                }
            }
        }
    }

    private static boolean alike(Instruction a, Instruction b) {
        if (!a.keyword().equals(b.keyword()) || !a.flags().equals(b.flags())) {
            return false;
        }
        return switch (a.keyword()) {
            case "RUN" -> a.flags().isEmpty();
            case "COPY", "ADD" ->
                a.words().size() > 1
                        && b.words().size() > 1
                        && a.words().getLast().equals(b.words().getLast());
            default -> false;
        };
    }
}
