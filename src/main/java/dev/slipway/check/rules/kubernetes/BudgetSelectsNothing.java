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

/** PodDisruptionBudget selects no pod. */
public final class BudgetSelectsNothing implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/budget-selects-nothing",
            "PodDisruptionBudget selects no pod",
            Severity.MEDIUM,
            Confidence.HIGH,
            "The pods that it was written for are not protected.",
            "use the labels of the pod template in the selector",
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
                          selector: {matchLabels: {app: wbe}}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: web}
                        spec:
                          template:
                            metadata: {labels: {app: web}}
                            spec:
                              containers: [{name: web, image: "app:1"}]
                        ---
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: web}
                        spec:
                          selector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          template:
                            metadata: {labels: {app: web}}
                            spec:
                              containers: [{name: web, image: "app:1"}]
                        ---
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: web}
                        spec:
                          selector: {matchLabels: {app: web}}
                        """),
                Example.good("app.yaml", """
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
        return Set.of("PodDisruptionBudget");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (all.whole()
                && !all.workloads().isEmpty()
                && m.root()
                        .at("spec", "selector")
                        .filter(s -> all.selected(s, m.namespace()).isEmpty())
                        .isPresent()) {
            out.at(m.near("spec", "selector", "matchLabels"), m.title() + " selects no pod of the set");
        }
    }
}
