package dev.slipway.app;

import dev.slipway.assess.Detector;
import dev.slipway.assess.detect.GoDetector;
import dev.slipway.assess.detect.GradleDetector;
import dev.slipway.assess.detect.MavenDetector;
import dev.slipway.assess.detect.NodeDetector;
import dev.slipway.assess.detect.PythonDetector;
import dev.slipway.assess.detect.StaticSiteDetector;
import dev.slipway.check.Rule;
import dev.slipway.check.Rules;
import java.util.List;

/** Everything that is open to additions, literally: one line each. */
public final class Catalogue {
    /** The stacks that {@code assess} knows. */
    public static final List<Detector> DETECTORS = List.of(
            new MavenDetector(),
            new GradleDetector(),
            new NodeDetector(),
            new PythonDetector(),
            new GoDetector(),
            new StaticSiteDetector());

    /** The rules of {@code check}. */
    public static final List<Rule> RULES = Rules.all();

    private Catalogue() {}
}
