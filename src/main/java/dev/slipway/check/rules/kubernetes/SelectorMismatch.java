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
import java.util.Set;

/** Selector does not match the labels of the pod template. */
public final class SelectorMismatch implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/selector-mismatch",
            "Selector does not match the labels of the pod template",
            Severity.HIGH,
            Confidence.CERTAIN,
            "The API server refuses the object: nothing is rolled out.",
            "use the same labels in spec.selector.matchLabels and spec.template.metadata.labels",
            List.of("CORRECTNESS"));

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
                          selector: {matchLabels: {app: web}}
                          template:
                            metadata: {labels: {app: wbe}}
                            spec:
                              containers: [{name: web, image: "app:1"}]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: DaemonSet
                        metadata: {name: web}
                        spec:
                          selector: {matchLabels: {app: web, tier: front}}
                          template:
                            metadata: {labels: {app: web}}
                            spec:
                              containers: [{name: web, image: "app:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          selector: {matchLabels: {app: web}}
                          template:
                            metadata: {labels: {app: web, tier: front}}
                            spec:
                              containers: [{name: web, image: "app:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          selector: {matchExpressions: [{key: app, operator: In, values: [web]}]}
                          template:
                            metadata: {labels: {app: web}}
                            spec:
                              containers: [{name: web, image: "app:1"}]
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean differs = m.pod()
                .filter(p -> m.root()
                        .at("spec", "selector")
                        .filter(s -> !Selectors.takes(s, p.labels()))
                        .isPresent())
                .isPresent();
        if (differs) {
            out.at(
                    m.near("spec", "selector", "matchLabels"),
                    "the selector of " + m.title() + " does not match its own pods");
        }
    }
}
