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

/** Image is not pinned by its digest. */
public final class ComposeNoDigest implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/image-no-digest",
            "Image is not pinned by its digest",
            Severity.NOTE,
            Confidence.CERTAIN,
            "A tag can be pushed again with other content; a digest cannot.",
            "append @sha256: and the digest that was tested",
            List.of("OWASP-CICD-SEC-3", "SLSA-3"));

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
                            restart: always
                        """),
                Example.bad("compose.yaml", """
                        services:
                          db:
                            image: postgres:17.2
                        """),
                Example.good("compose.yaml", """
                        services:
                          db:
                            image: postgres@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            build: .
                            image: app:1
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            String image = service.body().textAt("image").orElse("");
            if (!image.isEmpty()
                    && !image.contains("@")
                    && !image.contains("$")
                    && service.body().at("build").isEmpty()) {
                out.at(Spot.deepest(service.body(), service.key().span(), "image"), image + " is not pinned by digest");
            }
        }
    }
}
