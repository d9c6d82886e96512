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

/** System namespace kube-system, kube-public or kube-node-lease is used. */
public final class SystemNamespace implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/system-namespace",
            "System namespace kube-system, kube-public or kube-node-lease is used",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "What runs beside the cluster's own parts shares their rights and their exceptions from policies.",
            "use a namespace of your own",
            List.of("CIS-K8S-5.7.1", "NSA-1.12"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                          namespace: kube-system
                        spec: {containers: [{name: web, image: "app:1"}]}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: web, namespace: kube-public}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                          namespace: shop
                        spec: {containers: [{name: web, image: "app:1"}]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: web, namespace: kube-system}
                        roleRef: {kind: Role, name: extension-apiserver-authentication-reader}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of();
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (m.namespace().matches("kube-(system|public|node-lease)")
                && !m.group().startsWith("rbac")) {
            out.at(m.near("metadata", "namespace"), m.title() + " lies in " + m.namespace());
        }
    }
}
