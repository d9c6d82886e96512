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
import java.util.List;
import java.util.Set;

/** Pod network policy is misconfigured: it allows all ingress or egress traffic. */
public final class OpenNetworkPolicy implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/network-policy-open",
            "Pod network policy is misconfigured: it allows all ingress or egress traffic",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "An empty rule allows everything from or to everywhere: the policy protects nothing.",
            "name the peers and ports that are needed",
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
                        metadata: {name: web}
                        spec:
                          podSelector: {}
                          ingress:
                            - {}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: web}
                        spec:
                          podSelector: {}
                          egress:
                            - to: [{ipBlock: {cidr: 0.0.0.0/0}}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: web}
                        spec:
                          podSelector: {}
                          ingress:
                            - from: [{podSelector: {matchLabels: {app: front}}}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: web}
                        spec:
                          podSelector: {}
                          ingress: []
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("NetworkPolicy");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        for (String way : List.of("ingress", "egress")) {
            String peers = way.equals("ingress") ? "from" : "to";
            for (Node rule : m.root().listAt("spec", way)) {
                boolean all0 = rule.listAt(peers).stream()
                        .anyMatch(p -> p.textAt("ipBlock", "cidr").orElse("").matches("0\\.0\\.0\\.0/0|::/0")
                                        && p.at("ipBlock", "except").isEmpty()
                                || p instanceof Node.Mapping map
                                        && map.entries().isEmpty());
                boolean ports = !rule.listAt("ports").isEmpty();
                if (rule.listAt(peers).isEmpty() && !ports || all0) {
                    out.at(m.near("spec", way), m.title() + " allows all " + way);
                }
            }
        }
    }
}
