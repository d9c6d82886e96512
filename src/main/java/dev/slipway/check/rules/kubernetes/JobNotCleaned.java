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

/** Job is never cleaned up: ttlSecondsAfterFinished is not set. */
public final class JobNotCleaned implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/job-not-cleaned-up",
            "Job is never cleaned up: ttlSecondsAfterFinished is not set",
            Severity.NOTE,
            Confidence.HIGH,
            "Ended jobs and their pods pile up in the cluster.",
            "set ttlSecondsAfterFinished",
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
                        kind: Job
                        metadata: {name: once}
                        spec:
                          template: {spec: {containers: [{name: a, image: "a:1"}]}}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: batch/v1
                        kind: Job
                        metadata: {name: once, namespace: a}
                        spec: {backoffLimit: 2, template: {spec: {containers: [{name: a, image: "a:1"}]}}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: batch/v1
                        kind: Job
                        metadata: {name: once}
                        spec:
                          ttlSecondsAfterFinished: 3600
                          template: {spec: {containers: [{name: a, image: "a:1"}]}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata: {name: often}
                        spec: {}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Job");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (m.root().at("spec", "ttlSecondsAfterFinished").isEmpty()) {
            Spot.say(
                    out,
                    m.near("spec"),
                    m.title() + " stays after its end",
                    true,
                    "remove it a day after its end",
                    Spot.put(m.root(), "86400", "spec", "ttlSecondsAfterFinished"));
        }
    }
}
