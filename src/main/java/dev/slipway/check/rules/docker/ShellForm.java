package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile;
import java.util.List;

/** The service is started through a shell. */
public final class ShellForm implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/shell-form",
            "CMD or ENTRYPOINT arguments are not in JSON notation: the service is started through a shell",
            Severity.MEDIUM,
            Confidence.HIGH,
            "The shell gets the signal to stop and keeps it: each stop takes the whole grace and then kills the service in mid-work.",
            "write it as a JSON list: [\"program\", \"argument\"]",
            List.of("SOC2-A1.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM node:22
                        USER node
                        CMD node server.js
                        """),
                Example.bad("Dockerfile", """
                        FROM node:22
                        USER node
                        ENTRYPOINT npm start
                        """),
                Example.good("Dockerfile", """
                        FROM node:22
                        USER node
                        CMD ["node", "server.js"]
                        """),
                Example.good("Dockerfile", """
                        FROM node:22
                        USER node
                        CMD exec node server.js
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (String keyword : List.of("ENTRYPOINT", "CMD")) {
            file.effective(keyword).ifPresent(i -> {
                if (i.form() instanceof Dockerfile.Form.Shell s
                        && !s.text().isBlank()
                        && !s.text().strip().startsWith("exec ")) {
                    out.at(i.span(), keyword + " in shell form: signals do not reach the program");
                }
            });
        }
    }
}
