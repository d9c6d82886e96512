package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import java.util.List;
import java.util.Set;

/** CronJob may run several times at once: concurrencyPolicy allows it. */
public final class CronJobConcurrency implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/cron-job-concurrency",
            "CronJob may run several times at once: concurrencyPolicy allows it",
            Severity.LOW,
            Confidence.MEDIUM,
            "A slow run meets the next one; both work on the same data and load doubles.",
            "set concurrencyPolicy to Forbid or Replace",
            List.of("SOC2-A1.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata: {name: often}
                        spec:
                          schedule: "* * * * *"
                        """),
                Example.bad("app.yaml", """
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata: {name: often}
                        spec: {schedule: "0 3 * * *", concurrencyPolicy: Allow}
                        """),
                Example.good("app.yaml", """
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata: {name: often}
                        spec: {schedule: "0 3 * * *", concurrencyPolicy: Forbid}
                        """),
                Example.good("app.yaml", """
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata: {name: often}
                        spec: {schedule: "0 3 * * *", concurrencyPolicy: Replace}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("CronJob");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (m.root().textAt("spec", "concurrencyPolicy").orElse("Allow").equals("Allow")) {
            Spot.say(
                    out,
                    m.near("spec", "concurrencyPolicy"),
                    m.title() + " may overlap with itself",
                    false,
                    "forbid concurrent runs",
                    Spot.put(m.root(), "Forbid", "spec", "concurrencyPolicy"));
        }
    }
}
