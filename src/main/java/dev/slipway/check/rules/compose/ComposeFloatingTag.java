package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** An image has no tag, or one that moves. */
public final class ComposeFloatingTag implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/floating-tag",
            "An image has no tag, or one that moves",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "The next start may bring another version, for a database one that cannot read its files.",
            "name a version",
            List.of("CIS-DOCKER-5.28", "OWASP-CICD-SEC-3"));

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
                            image: postgres
                        """),
                Example.bad("compose.yaml", """
                        services:
                          db:
                            image: redis:latest
                        """),
                Example.good("compose.yaml", """
                        services:
                          db:
                            image: postgres:17.2
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            build: .
                            image: team/web
                        """),
                Example.good("compose.yaml", """
                        services:
                          db:
                            image: postgres:${PG_VERSION:-17}
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            String image = service.body().textAt("image").orElse("");
            String last = image.substring(image.lastIndexOf('/') + 1);
            boolean ours = service.body().at("build").isPresent();
            if (!image.isEmpty() && !ours && !image.contains("$") && !image.contains("@")) {
                if (!last.contains(":")) {
                    out.at(
                            service.body().at("image").orElseThrow().span(),
                            image + " has no tag: it means whatever is latest");
                } else if (last.endsWith(":latest")) {
                    out.at(service.body().at("image").orElseThrow().span(), image + " moves with each release");
                }
            }
        }
    }
}
