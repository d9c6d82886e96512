package dev.slipway.check.rules.compose;

import dev.slipway.check.ComposeFile;
import dev.slipway.check.Spot;
import dev.slipway.text.Span;

/** Looks at services that several rules share. */
final class Limits {
    private Limits() {}

    /** Whether a service sets no limit, neither in its deployment nor by the older key. */
    static boolean missing(ComposeFile.Service service, String name, String old) {
        return service.body().at("deploy", "resources", "limits", name).isEmpty()
                && service.body().at(old).isEmpty();
    }

    /** Where the limit would stand. */
    static Span at(ComposeFile.Service service, String name) {
        return Spot.deepest(service.body(), service.key().span(), "deploy", "resources", "limits", name);
    }
}
