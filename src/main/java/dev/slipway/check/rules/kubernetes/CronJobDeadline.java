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

/** CronJob deadline is not configured: startingDeadlineSeconds is not defined. */
public final class CronJobDeadline implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/cron-job-deadline",
            "CronJob deadline is not configured: startingDeadlineSeconds is not defined",
            Severity.LOW,
            Confidence.CERTAIN,
            "After an outage all missed runs are counted; after a hundred of them the job is never started again.",
            "set startingDeadlineSeconds",
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
                        spec: {schedule: "0 3 * * *", concurrencyPolicy: Forbid}
                        """),
                Example.good("app.yaml", """
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata: {name: often}
                        spec: {schedule: "0 3 * * *", startingDeadlineSeconds: 300}
                        """),
                Example.good("app.yaml", """
                        apiVersion: batch/v1
                        kind: Job
                        metadata: {name: once}
                        spec: {}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("CronJob");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (m.root().at("spec", "startingDeadlineSeconds").isEmpty()) {
            Spot.say(
                    out,
                    m.near("spec", "startingDeadlineSeconds"),
                    m.title() + " has no starting deadline",
                    false,
                    "set startingDeadlineSeconds",
                    Spot.put(m.root(), "300", "spec", "startingDeadlineSeconds"));
        }
    }
}
