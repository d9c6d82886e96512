package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Pod;
import dev.slipway.check.kubernetes.Selectors;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pod is selected by no network policy although others are. */
public final class PodWithoutPolicy implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/no-network-policy",
            "Pod is selected by no network policy although others are",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "Every pod of the cluster may reach it: one taken pod is a way to all others.",
            "add a NetworkPolicy that denies all in the namespace, and policies that allow what is needed",
            List.of("CIS-K8S-5.3.2", "NSA-2.0", "PCI-1.4"));

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
                        metadata: {name: db}
                        spec: {podSelector: {matchLabels: {app: db}}}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: db, labels: {app: db}}
                        spec: {containers: [{name: db, image: "db:1"}]}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, labels: {app: web}}
                        spec: {containers: [{name: web, image: "app:1"}]}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: db}
                        spec: {podSelector: {matchLabels: {app: db}}}
                        ---
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          template:
                            metadata: {labels: {app: web}}
                            spec: {containers: [{name: web, image: "app:1"}]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: all}
                        spec: {podSelector: {}}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, labels: {app: web}}
                        spec: {containers: [{name: web, image: "app:1"}]}
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
                              ports: []
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Pod.KINDS;
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        List<Manifest> policies = all.ofKind("NetworkPolicy");
        Map<String, String> labels = m.pod().map(Pod::labels).orElse(Map.of());
        boolean covered = policies.stream()
                .filter(p -> Manifests.sameNamespace(p.namespace(), m.namespace()))
                .anyMatch(p -> p.root()
                        .at("spec", "podSelector")
                        .filter(s -> Selectors.takes(s, labels))
                        .isPresent());
        if (m.pod().isPresent() && all.whole() && !policies.isEmpty() && !covered) {
            out.at(m.here(), "no network policy selects the pods of " + m.title());
        }
    }
}
