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

/** Network policy does not restrict egress traffic. */
public final class PolicyWithoutEgress implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/network-policy-no-egress",
            "Network policy does not restrict egress traffic",
            Severity.LOW,
            Confidence.MEDIUM,
            "A taken pod can send data out and fetch tools from anywhere.",
            "add Egress to policyTypes, with rules for what is needed",
            List.of("CIS-K8S-5.3.2", "PCI-1.3"));

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
                          podSelector: {}
                          ingress: []
                        """),
                Example.bad("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: web}
                        spec:
                          podSelector: {}
                          policyTypes: [Ingress]
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: web}
                        spec:
                          podSelector: {}
                          policyTypes: [Ingress, Egress]
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: web}
                        spec:
                          podSelector: {}
                          egress: []
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("NetworkPolicy");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean typed = m.root().listAt("spec", "policyTypes").stream()
                .anyMatch(t -> t.textAt().orElse("").equals("Egress"));
        if (!typed && m.root().at("spec", "egress").isEmpty()) {
            out.at(m.near("spec", "policyTypes"), m.title() + " says nothing about egress");
        }
    }
}
