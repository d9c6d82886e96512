package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import java.util.List;

/** Legacy links are used between services. */
public final class LinksUsed implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/links",
            "Legacy links are used between services",
            Severity.LOW,
            Confidence.CERTAIN,
            "Links share environment variables, secrets too, with the linked service, and tie the order of starting.",
            "remove links: services on one network find each other by name",
            List.of("CORRECTNESS"));

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
                            links: [db]
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            restart: always
                            links:
                              - "db:database"
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            networks: [back]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            links: []
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            if (!service.body().listAt("links").isEmpty()) {
                out.at(Spot.deepest(service.body(), service.key().span(), "links"), service.name() + " uses links");
            }
        }
    }
}
