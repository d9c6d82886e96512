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

/** Role binding to the default service account. */
public final class DefaultAccountBinding implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/default-account-binding",
            "Role binding to the default service account",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "Every pod of the namespace that names no account gets these rights.",
            "create a service account for the workload and bind that",
            List.of("CIS-K8S-5.1.5", "PCI-7.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: web}
                        subjects:
                          - kind: ServiceAccount
                            name: default
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: writer}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata: {name: web}
                        subjects: [{kind: ServiceAccount, name: default, namespace: shop}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: web}
                        subjects: [{kind: ServiceAccount, name: web}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: writer}
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: web}
                        subjects: [{kind: User, name: default}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: writer}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("RoleBinding", "ClusterRoleBinding");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        for (Node subject : m.root().listAt("subjects")) {
            if (subject.textAt("kind").orElse("").equals("ServiceAccount")
                    && subject.textAt("name").orElse("").equals("default")) {
                out.at(Spot.deepest(subject, subject.span(), "name"), m.title() + " binds the default service account");
            }
        }
    }
}
