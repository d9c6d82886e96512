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

/** Network plugin (CNI) does not support network policies. */
public final class NoNetworkPolicyPlugin implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/cni-without-policies",
            "Network plugin (CNI) does not support network policies",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Network policies are accepted and do nothing: every pod reaches every other.",
            "use a plugin that enforces network policies, such as Calico or Cilium",
            List.of("CIS-K8S-5.3.1"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: kube-flannel-cfg}
                        data:
                          cni-conf.json: |
                            {"name": "cbr0", "plugins": [{"type": "flannel"}]}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: cni}
                        data:
                          cni-conf.json: |
                            {"plugins": [{"type": "flannel", "delegate": {}}, {"type": "portmap"}]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: cni}
                        data:
                          cni-conf.json: |
                            {"plugins": [{"type": "calico"}]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: cni}
                        data: {other: flannel}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("ConfigMap");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        for (Node.Entry entry : m.root().entriesAt("data")) {
            if (entry.key().value().contains("cni")
                    && entry.value().textAt().orElse("").matches("(?s).*\"type\"\\s*:\\s*\"flannel\".*")) {
                out.at(entry.key().span(), "flannel enforces no network policies");
            }
        }
    }
}
