package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;
import java.util.Locale;

/** A database or broker runs with a default, empty or well-known password. */
public final class DefaultPassword implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/default-password",
            "A database or broker runs with a default, empty or well-known password",
            Severity.HIGH,
            Confidence.HIGH,
            "Whoever reaches the port is in: these are the first passwords that anybody tries.",
            "take the password from a secret",
            List.of("PCI-2.2", "PCI-8.6.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            environment: {POSTGRES_PASSWORD: postgres}
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            environment:
                              - MYSQL_ALLOW_EMPTY_PASSWORD=yes
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            environment: {POSTGRES_PASSWORD_FILE: /run/secrets/db}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            environment: {POSTGRES_PASSWORD: "${POSTGRES_PASSWORD}"}
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            service.environment().forEach((name, variable) -> {
                String value = variable.value().toLowerCase(Locale.ROOT);
                boolean empty = name.matches("(MYSQL|MARIADB)_ALLOW_EMPTY(_ROOT)?_PASSWORD|ALLOW_EMPTY_PASSWORD")
                        && value.matches("1|yes|true");
                boolean trust = name.equals("POSTGRES_HOST_AUTH_METHOD") && value.equals("trust");
                boolean known = name.matches(".*(PASSWORD|PASS|PWD)")
                        && value.matches(
                                "postgres|root|admin|password|passwd|guest|mysql|mongo|redis|test|secret|changeme|123456?|example|minioadmin|rabbitmq");
                if (empty || trust || known) {
                    out.at(variable.node().span(), service.name() + ": " + name + " is a default or lets everybody in");
                }
            });
        }
    }
}
