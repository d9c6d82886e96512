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

/** Namespace without a default-deny network policy. */
public final class NamespaceWithoutPolicy implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/namespace-no-default-deny",
            "Namespace without a default-deny network policy",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "Without a default every pod may talk to every other and to the internet.",
            "add a NetworkPolicy with an empty podSelector and no rules, then allow what is needed",
            List.of("CIS-K8S-5.3.2", "NSA-2.0", "PCI-1.4"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Namespace
                        metadata: {name: shop}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Namespace
                        metadata: {name: shop}
                        ---
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: web, namespace: shop}
                        spec: {podSelector: {matchLabels: {app: web}}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Namespace
                        metadata: {name: shop}
                        ---
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: all, namespace: shop}
                        spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: all}
                        spec: {podSelector: {}}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Namespace");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean denied = all.ofKind("NetworkPolicy").stream()
                .filter(p -> p.namespace().equals(m.name()))
                .anyMatch(p -> p.root()
                        .at("spec", "podSelector")
                        .filter(s -> s.entriesAt().isEmpty())
                        .isPresent());
        if (!denied && all.whole()) {
            out.at(m.here(), "namespace " + m.name() + " has no policy that denies by default");
        }
    }
}
