package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Job has no time limit: activeDeadlineSeconds is not set. */
public final class JobWithoutDeadline implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/job-no-deadline",
            "Job has no time limit: activeDeadlineSeconds is not set",
            Severity.LOW,
            Confidence.MEDIUM,
            "A job that hangs runs, and costs, for ever.",
            "set activeDeadlineSeconds in the job's spec",
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
                        kind: CronJob
                        metadata: {name: often}
                        spec:
                          jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: "a:1"}]}}}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: batch/v1
                        kind: Job
                        metadata: {name: once}
                        spec:
                          activeDeadlineSeconds: 600
                          template: {spec: {containers: [{name: a, image: "a:1"}]}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata: {name: often}
                        spec:
                          jobTemplate: {spec: {activeDeadlineSeconds: 60, template: {spec: {containers: [{name: a, image: "a:1"}]}}}}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Job", "CronJob");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean cron = m.kind().equals("CronJob");
        Optional<Node> spec =
                cron ? m.root().at("spec", "jobTemplate", "spec") : m.root().at("spec");
        if (spec.isPresent()
                && spec.get().at("activeDeadlineSeconds").isEmpty()
                && m.pod()
                        .filter(p -> p.spec().at("activeDeadlineSeconds").isPresent())
                        .isEmpty()) {
            out.at(cron ? m.near("spec", "jobTemplate", "spec") : m.near("spec"), m.title() + " may run for ever");
        }
    }
}
