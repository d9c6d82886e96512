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
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;

/** HorizontalPodAutoscaler (HPA) targets an invalid object that is not there. */
public final class AutoscalerTarget implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/autoscaler-target",
            "HorizontalPodAutoscaler (HPA) targets an invalid object that is not there",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Nothing is scaled: the load that it was written for takes the workload down.",
            "name an existing Deployment, StatefulSet or ReplicaSet in scaleTargetRef, and at least one metric",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: autoscaling/v2
                        kind: HorizontalPodAutoscaler
                        metadata: {name: web}
                        spec:
                          maxReplicas: 5
                          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: wbe}
                        ---
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec: {}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: autoscaling/v2
                        kind: HorizontalPodAutoscaler
                        metadata: {name: web}
                        spec:
                          maxReplicas: 5
                          scaleTargetRef: {apiVersion: v1, kind: Pod, name: web}
                        """),
                Example.good("app.yaml", """
                        apiVersion: autoscaling/v2
                        kind: HorizontalPodAutoscaler
                        metadata: {name: web}
                        spec:
                          maxReplicas: 5
                          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                        ---
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec: {}
                        """),
                Example.good("app.yaml", """
                        apiVersion: autoscaling/v2
                        kind: HorizontalPodAutoscaler
                        metadata: {name: web}
                        spec:
                          maxReplicas: 5
                          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("HorizontalPodAutoscaler");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        String kind = m.root().textAt("spec", "scaleTargetRef", "kind").orElse("");
        String name = m.root().textAt("spec", "scaleTargetRef", "name").orElse("");
        if (Set.of("Pod", "DaemonSet", "Job", "CronJob", "Service").contains(kind)) {
            out.at(m.near("spec", "scaleTargetRef", "kind"), "a " + kind + " cannot be scaled");
        } else if (all.whole()
                && !all.ofKind(kind).isEmpty()
                && all.find(kind, name, m.namespace()).isEmpty()) {
            out.at(m.near("spec", "scaleTargetRef", "name"), "there is no " + kind + " " + name);
        } else if (m.root().at("spec", "scaleTargetRef").isEmpty()) {
            out.at(m.near("spec"), m.title() + " has no scaleTargetRef");
        } else if (m.apiVersion().startsWith("autoscaling/v2")) {
            for (Node metric : m.root().listAt("spec", "metrics")) {
                boolean object = metric.textAt("type").orElse("").equals("Object");
                if (object
                        && metric.at("object", "describedObject").isEmpty()
                        && metric.at("object", "target").isEmpty()) {
                    out.at(Spot.deepest(metric, metric.span(), "object"), "the metric names no object");
                }
            }
        }
    }
}
