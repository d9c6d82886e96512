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

/** Subject is the group system:masters, which no rule can restrict. */
public final class SystemMastersBinding implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/system-masters-binding",
            "Subject is the group system:masters, which no rule can restrict",
            Severity.HIGH,
            Confidence.CERTAIN,
            "Members of this group pass authorisation unseen; their rights cannot be taken away but by new certificates.",
            "bind a group of your own to a role of your own",
            List.of("CIS-K8S-5.1.7", "PCI-7.2"));

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
                        metadata: {name: ops}
                        subjects: [{kind: Group, name: "system:masters"}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: ops}
                        subjects:
                          - kind: Group
                            name: system:masters
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: edit}
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata: {name: ops}
                        subjects: [{kind: Group, name: ops}]
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
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
        for (Node subject : m.root().listAt("subjects")) {
            if (subject.textAt("name").orElse("").equals("system:masters")
                    && !m.name().equals("cluster-admin")) {
                out.at(Spot.deepest(subject, subject.span(), "name"), m.title() + " binds system:masters");
            }
        }
    }
}
