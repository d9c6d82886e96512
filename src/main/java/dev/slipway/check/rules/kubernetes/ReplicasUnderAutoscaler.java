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

/** Deployment targeted by a HorizontalPodAutoscaler has a configured replica count. */
public final class ReplicasUnderAutoscaler implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/replicas-under-autoscaler",
            "Deployment targeted by a HorizontalPodAutoscaler has a configured replica count",
            Severity.LOW,
            Confidence.CERTAIN,
            "Each time the manifest is applied the count falls back to the static number, away from what the autoscaler chose.",
            "remove replicas from the manifest",
            List.of("SOC2-CC8.1"));

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
                        metadata: {name: web}
                        spec:
                          replicas: 3
                          minReadySeconds: 5
                        ---
                        apiVersion: autoscaling/v2
                        kind: HorizontalPodAutoscaler
                        metadata: {name: web}
                        spec:
                          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          replicas: 3
                        ---
                        apiVersion: autoscaling/v1
                        kind: HorizontalPodAutoscaler
                        metadata: {name: web}
                        spec:
                          scaleTargetRef: {kind: StatefulSet, name: db}
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          minReadySeconds: 5
                        ---
                        apiVersion: autoscaling/v2
                        kind: HorizontalPodAutoscaler
                        metadata: {name: web}
                        spec:
                          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                        """),
                Example.good("app.yaml", """
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
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Deployment", "StatefulSet");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean scaled = all.ofKind("HorizontalPodAutoscaler").stream()
                .filter(h -> Manifests.sameNamespace(h.namespace(), m.namespace()))
                .anyMatch(h -> h.root()
                                .textAt("spec", "scaleTargetRef", "name")
                                .orElse("")
                                .equals(m.name())
                        && h.root()
                                .textAt("spec", "scaleTargetRef", "kind")
                                .orElse("")
                                .equals(m.kind()));
        if (scaled && m.root().at("spec", "replicas").isPresent()) {
            Spot.say(
                    out,
                    m.near("spec", "replicas"),
                    m.title() + " is scaled by an autoscaler and sets its replicas",
                    false,
                    "remove replicas",
                    m.root().at("spec").flatMap(s -> Spot.drop(s, "replicas")));
        }
    }
}
