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

/** Role is bound to anonymous, unauthenticated or all authenticated users. */
public final class AnonymousBinding implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/anonymous-binding",
            "Role is bound to anonymous, unauthenticated or all authenticated users",
            Severity.CRITICAL,
            Confidence.CERTAIN,
            "The rights go to everybody who reaches the API server, or to every account in the cluster.",
            "bind named users, groups or service accounts",
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
                        metadata: {name: open}
                        subjects:
                          - kind: User
                            name: system:anonymous
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: open}
                        subjects: [{kind: Group, name: "system:authenticated"}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: writer}
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: jane}
                        subjects: [{kind: User, name: jane}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: writer}
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata: {name: discovery}
                        subjects: [{kind: Group, name: "system:authenticated"}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:discovery"}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("RoleBinding", "ClusterRoleBinding");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        String role = m.root().textAt("roleRef", "name").orElse("");
        if (role.startsWith("system:discovery")
                || role.equals("system:basic-user")
                || role.equals("system:public-info-viewer")) {
            return;
        }
        for (Node subject : m.root().listAt("subjects")) {
            String name = subject.textAt("name").orElse("");
            if (name.matches("system:(anonymous|unauthenticated|authenticated|serviceaccounts)")) {
                out.at(Spot.deepest(subject, subject.span(), "name"), m.title() + " binds " + name);
            }
        }
    }
}
