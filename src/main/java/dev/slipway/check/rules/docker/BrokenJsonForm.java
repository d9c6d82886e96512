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

/** Not using JSON in CMD or ENTRYPOINT arguments: the list is no valid JSON. */
public final class BrokenJsonForm implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/broken-json-form",
            "Not using JSON in CMD or ENTRYPOINT arguments: the list is no valid JSON",
            Severity.MEDIUM,
            Confidence.HIGH,
            "With single quotes or a missing comma the builder takes the whole text as a shell command: brackets and all.",
            "write double quotes around each item and commas between them",
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
                        CMD ['a', 'b']
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        ENTRYPOINT ["a" "b"]
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        CMD ["a", "b"]
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        CMD [ -f /a ] && b
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction i : file.tree().instructions()) {
            boolean command = i.keyword().matches("CMD|ENTRYPOINT|SHELL|RUN|VOLUME|COPY|ADD");
            String text = i.arguments().strip();
            if (command && i.form() instanceof Dockerfile.Form.Shell && text.matches("(?s)\\[\\s*['\"].*\\]")) {
                boolean quotes = !text.contains("\"") && !text.contains("\\");
                Spot.say(
                        out,
                        i.span(),
                        i.keyword() + " is no valid JSON and becomes a shell command",
                        false,
                        "write double quotes",
                        quotes ? file.edit(i, text, text.replace('\'', '"')) : Optional.<Edit>empty());
            }
        }
    }
}
