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

/** Liveness probe is not defined. */
public final class LivenessProbeMissing implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/liveness-probe-missing",
            "Liveness probe is not defined",
            Severity.LOW,
            Confidence.HIGH,
            "A process that hangs is never restarted: the pod stays and does nothing.",
            "add a livenessProbe that fails only when a restart would help",
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
                              livenessProbe:
                                tcpSocket: {port: 80}
                        """),
                Example.good("app.yaml", """
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata: {name: nightly}
                        spec:
                          schedule: "0 3 * * *"
                          jobTemplate:
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
                if (c.body().at("livenessProbe").isEmpty()) {
                    out.at(c.here(), c.name() + " has no liveness probe");
                }
            }
        }
    }
}
