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
import dev.slipway.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Network policy is not targeting any pod. */
public final class PolicySelectsNothing implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/network-policy-selects-nothing",
            "Network policy is not targeting any pod",
            Severity.LOW,
            Confidence.HIGH,
            "The pods that it was written for are open.",
            "use the labels of the pods in podSelector",
            List.of("CORRECTNESS", "CIS-K8S-5.3.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: web}
                        spec:
                          podSelector: {matchLabels: {app: wbe}}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, labels: {app: web}}
                        spec: {containers: [{name: web, image: "app:1"}]}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: web, namespace: a}
                        spec:
                          podSelector: {matchLabels: {app: web}}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, namespace: b, labels: {app: web}}
                        spec: {containers: [{name: web, image: "app:1"}]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: web}
                        spec:
                          podSelector: {matchLabels: {app: web}}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, labels: {app: web}}
                        spec: {containers: [{name: web, image: "app:1"}]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: web}
                        spec:
                          podSelector: {}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("NetworkPolicy");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        Optional<Node> selector =
                m.root().at("spec", "podSelector").filter(s -> !s.entriesAt().isEmpty());

        boolean seen = all.whole() && !all.workloads().isEmpty();
        boolean elsewhere =
                selector.filter(s -> all.selected(s, m.namespace()).isEmpty()).isPresent();
        if (seen && selector.isPresent() && elsewhere) {
            Span at = selector.get().entriesAt("matchLabels").stream()
                    .findFirst()
                    .map(e -> e.key().span())
                    .orElse(m.near("spec", "podSelector"));
            out.at(at, m.title() + " targets no pod of the set");
        }
    }
}
