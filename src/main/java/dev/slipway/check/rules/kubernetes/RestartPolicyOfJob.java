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

/** Restart policy of a Job is Always or missing. */
public final class RestartPolicyOfJob implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/job-restart-policy",
            "Restart policy of a Job is Always or missing",
            Severity.HIGH,
            Confidence.CERTAIN,
            "The API server refuses a job whose pods would be restarted always.",
            "set restartPolicy to Never or OnFailure",
            List.of("CORRECTNESS"));

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
                          jobTemplate: {spec: {template: {spec: {restartPolicy: Always, containers: [{name: a, image: "a:1"}]}}}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: batch/v1
                        kind: Job
                        metadata: {name: once}
                        spec:
                          template: {spec: {restartPolicy: Never, containers: [{name: a, image: "a:1"}]}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata: {name: often}
                        spec:
                          jobTemplate: {spec: {template: {spec: {restartPolicy: OnFailure, containers: [{name: a, image: "a:1"}]}}}}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Job", "CronJob");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        m.pod()
                .filter(p -> p.spec().textAt("restartPolicy").orElse("Always").equals("Always"))
                .ifPresent(p -> Spot.say(
                        out,
                        p.near("restartPolicy"),
                        m.title() + " restarts its pods always",
                        true,
                        "set restartPolicy to OnFailure",
                        Spot.put(p.spec(), "OnFailure", "restartPolicy")));
    }
}
