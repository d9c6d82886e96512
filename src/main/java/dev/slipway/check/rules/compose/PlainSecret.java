package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SecretWords;
import java.util.List;

/** A secret stands in the Compose file. */
public final class PlainSecret implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/plain-secret",
            "A secret stands in the Compose file",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "It is in the version control of everyone who ever cloned the repository, and in the output of inspect.",
            "take it from outside (${NAME:?}) or from a secret file, and change it",
            List.of("PCI-8.6.2", "GDPR-32"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("compose.yaml", """
                        services:
                          db:
                            image: postgres:17
                            environment:
                              POSTGRES_PASSWORD: s3cr3t-Value
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            environment: ["API_KEY=a8f5f167f44f4964e6c998dee827110c"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          db:
                            image: postgres:17
                            environment:
                              POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}
                        """),
                Example.good("compose.yaml", """
                        services:
                          db:
                            image: postgres:17
                            environment:
                              POSTGRES_PASSWORD_FILE: /run/secrets/db
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            environment:
                              - DB_PASSWORD
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            service.environment().forEach((name, variable) -> {
                String value = variable.value();
                boolean fromOutside = value.isBlank() || value.contains("${") || value.startsWith("$");
                if (SecretWords.isSecretName(name) && !fromOutside && !value.matches("true|false|\\d{1,4}")) {
                    out.at(variable.node().span(), name + " of " + service.name() + " is written in clear");
                }
            });
        }
    }
}
