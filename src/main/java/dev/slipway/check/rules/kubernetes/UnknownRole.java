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

/** Binding refers to a role that does not exist in the set. */
public final class UnknownRole implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/unknown-role",
            "Binding refers to a role that does not exist in the set",
            Severity.MEDIUM,
            Confidence.HIGH,
            "The binding gives nothing; what depends on it is refused at run time.",
            "correct the name in roleRef, or add the role",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: Role
                        metadata: {name: reader}
                        rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
                        ---
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: web}
                        subjects: [{kind: ServiceAccount, name: web}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: raeder}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata: {name: reader}
                        rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
                        ---
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: web}
                        subjects: [{kind: ServiceAccount, name: web}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: Role
                        metadata: {name: reader}
                        rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
                        ---
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: web}
                        subjects: [{kind: ServiceAccount, name: web}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: web}
                        subjects: [{kind: ServiceAccount, name: web}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("RoleBinding", "ClusterRoleBinding");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        String kind = m.root().textAt("roleRef", "kind").orElse("");
        String name = m.root().textAt("roleRef", "name").orElse("");
        boolean some =
                !all.ofKind("Role").isEmpty() || !all.ofKind("ClusterRole").isEmpty();
        if (all.whole()
                && some
                && kind.equals("Role")
                && all.find("Role", name, m.namespace()).isEmpty()) {
            out.at(m.near("roleRef", "name"), "no role " + name + " is defined beside the others");
        }
    }
}
