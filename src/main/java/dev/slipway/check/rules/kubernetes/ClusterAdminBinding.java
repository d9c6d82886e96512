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

/** Role binding gives the cluster-admin role with superuser permissions. */
public final class ClusterAdminBinding implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/cluster-admin-binding",
            "Role binding gives the cluster-admin role with superuser permissions",
            Severity.CRITICAL,
            Confidence.CERTAIN,
            "cluster-admin may do everything everywhere: read every secret, change every object, take every node.",
            "bind a role that holds only what the subject needs",
            List.of("CIS-K8S-5.1.1", "PCI-7.2", "SOC2-CC6.3"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata: {name: admin}
                        subjects:
                          - {kind: ServiceAccount, name: web, namespace: shop}
                        roleRef:
                          apiGroup: rbac.authorization.k8s.io
                          kind: ClusterRole
                          name: cluster-admin
                        """),
                Example.bad("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: admin, namespace: shop}
                        subjects: [{kind: User, name: jane}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: view}
                        subjects: [{kind: User, name: jane}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata: {name: cluster-admin}
                        subjects: [{kind: Group, name: "system:masters"}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("RoleBinding", "ClusterRoleBinding");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean builtIn = !m.root().listAt("subjects").isEmpty()
                && m.root().listAt("subjects").stream()
                        .allMatch(s -> s.textAt("name").orElse("").equals("system:masters"));
        if (m.root().textAt("roleRef", "name").orElse("").equals("cluster-admin") && !builtIn) {
            out.at(m.near("roleRef", "name"), m.title() + " binds cluster-admin");
        }
    }
}
