package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Pod;
import java.util.List;

/** Readiness probe is not configured. */
public final class ReadinessProbeMissing implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/readiness-probe-missing",
            "Readiness probe is not configured",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Traffic is sent to the pod before it can answer and while it cannot: users see errors in every roll-out.",
            "add a readinessProbe that asks what a user would ask",
            List.of("SOC2-A1.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        spec:
                          replicas: 2
                          selector:
                            matchLabels: {app: web}
                          template:
                            metadata:
                              labels: {app: web}
                            spec:
                              containers:
                                - name: web
                                  image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              ports: [{containerPort: 80}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              readinessProbe:
                                httpGet: {path: /ready, port: 80}
                        """),
                Example.good("app.yaml", """
                        apiVersion: batch/v1
                        kind: Job
                        metadata: {name: once}
                        spec:
                          template:
                            spec:
                              containers: [{name: a, image: "a:1"}]
                        """));
    }

    @Override
    public void check(Pod pod, Manifest m, Report out) {
        if (!m.kind().endsWith("Job")) {
            for (Container c : pod.main()) {
                if (c.body().at("readinessProbe").isEmpty()) {
                    out.at(c.here(), c.name() + " has no readiness probe");
                }
            }
        }
    }
}
