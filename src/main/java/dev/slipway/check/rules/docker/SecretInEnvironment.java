package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SecretWords;
import dev.slipway.text.Dockerfile.Instruction;
import java.util.List;

/** A secret stands in ENV or ARG. */
public final class SecretInEnvironment implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/secret-in-env",
            "Secret or password stands in ENV or ARG",
            Severity.HIGH,
            Confidence.MEDIUM,
            "Everyone who can pull the image reads it in its configuration or history.",
            "give it at run time, or to one build step by RUN --mount=type=secret, and change the secret",
            List.of("CIS-DOCKER-4.10", "PCI-8.6.2", "GDPR-32"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        ENV DB_PASSWORD=hunter2hunter2
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        ARG NPM_TOKEN
                        RUN npm ci
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        ENV DB_PASSWORD_FILE=/run/secrets/db
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        ENV DB_PASSWORD=
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        ENV TOKEN_TTL=300 JWT_TOKEN_HEADER=Authorization
                        USER 1
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Instruction i : file.tree().instructions()) {
            boolean argument = i.keyword().equals("ARG");
            if (!argument && !i.keyword().equals("ENV")) {
                continue;
            }
            i.pairs().forEach((name, value) -> {
                boolean given = argument || (!value.isBlank() && !value.startsWith("$"));
                if (given && SecretWords.isSecretName(name) && !value.startsWith("/")) {
                    out.at(i.span(), name + " is kept in the image" + (argument ? "'s history" : ""));
                }
            });
        }
    }
}
