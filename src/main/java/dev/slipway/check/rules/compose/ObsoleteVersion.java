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

/** Top-level version is obsolete. */
public final class ObsoleteVersion implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/obsolete-version",
            "Top-level version is obsolete",
            Severity.NOTE,
            Confidence.CERTAIN,
            "Compose ignores it and warns; readers take it for something that decides.",
            "remove version",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("compose.yaml", """
                        version: "3.8"
                        services:
                          web: {image: "app:1"}
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web: {image: "app:1"}
                        version: "2"
                        """),
                Example.good("compose.yaml", """
                        services:
                          web: {image: "app:1"}
                        """),
                Example.good("compose.yaml", """
                        name: shop
                        services:
                          web: {image: "app:1"}
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        Spot.key(file.root(), "version")
                .ifPresent(at ->
                        Spot.say(out, at, "version is ignored", true, "remove it", Spot.drop(file.root(), "version")));
    }
}
