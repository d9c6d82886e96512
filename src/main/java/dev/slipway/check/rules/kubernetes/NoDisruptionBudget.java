package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Selectors;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deployment or StatefulSet without PodDisruptionBudget. */
public final class NoDisruptionBudget implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/no-disruption-budget",
            "Deployment or StatefulSet without PodDisruptionBudget",
            Severity.LOW,
            Confidence.MEDIUM,
            "When nodes are drained all replicas may be evicted at once.",
            "add a PodDisruptionBudget that selects the pods, with maxUnavailable 1",
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
                          replicas: 3
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
                          replicas: 3
                          template:
                            metadata: {labels: {app: db}}
                            spec:
                              containers: [{name: db, image: "db:1"}]
                        """),
                Example.good("app.yaml", """
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
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          replicas: 3
                          template:
                            metadata: {labels: {app: web}}
                            spec:
                              containers: [{name: web, image: "app:1"}]
                        ---
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: web}
                        spec:
                          maxUnavailable: 1
                          selector: {matchLabels: {app: web}}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Deployment", "StatefulSet");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean several = m.root().textAt("spec", "replicas").orElse("1").matches("[1-9]\\d+|[2-9]");
        if (several && m.pod().isPresent() && all.whole()) {
            Map<String, String> labels = m.pod().get().labels();
            boolean kept = all.ofKind("PodDisruptionBudget").stream()
                    .anyMatch(b -> b.root()
                            .at("spec", "selector")
                            .filter(s -> Selectors.takes(s, labels))
                            .isPresent());
            if (!kept) {
                out.at(
                        m.near("spec", "selector", "matchLabels"),
                        m.title() + " has several replicas and no PodDisruptionBudget");
            }
        }
    }
}
