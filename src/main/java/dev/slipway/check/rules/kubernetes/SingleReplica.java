package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import java.util.List;
import java.util.Set;

/** Workload runs a single replica. */
public final class SingleReplica implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/single-replica",
            "Workload runs a single replica",
            Severity.LOW,
            Confidence.MEDIUM,
            "One pod is one point of failure: a node update or a crash is an outage.",
            "set replicas to at least 2, or let an autoscaler do it",
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
                          replicas: 1
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
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          replicas: 1
                          serviceName: db
                        """),
                Example.good("app.yaml", """
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
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        spec:
                          paused: false
                          selector:
                            matchLabels: {app: web}
                          template:
                            metadata:
                              labels: {app: web}
                            spec:
                              containers:
                                - name: web
                                  image: app:1
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Deployment", "StatefulSet");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        String replicas = m.root().textAt("spec", "replicas").orElse("");
        boolean scaled = all.ofKind("HorizontalPodAutoscaler").stream()
                .anyMatch(h -> h.root()
                        .textAt("spec", "scaleTargetRef", "name")
                        .orElse("")
                        .equals(m.name()));
        if (replicas.equals("1") && !scaled) {
            out.at(m.near("spec", "replicas"), m.title() + " runs one replica");
        }
    }
}
