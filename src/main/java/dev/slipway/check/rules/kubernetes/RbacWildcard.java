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

/** RBAC role uses a wildcard in its rules. */
public final class RbacWildcard implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/rbac-wildcard",
            "RBAC role uses a wildcard in its rules",
            Severity.HIGH,
            Confidence.CERTAIN,
            "An asterisk in resources, verbs or API groups grants what exists today and whatever will be added tomorrow, secrets included.",
            "name the resources, verbs and API groups that are needed",
            List.of("CIS-K8S-5.1.3", "PCI-7.2"));

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
                        metadata: {name: all}
                        rules:
                          - apiGroups: [""]
                            resources: ["*"]
                            verbs: ["get"]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata: {name: all}
                        rules:
                          - apiGroups: [""]
                            resources: ["pods"]
                            verbs: ["*"]
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: Role
                        metadata: {name: some}
                        rules:
                          - apiGroups: [""]
                            resources: ["pods"]
                            verbs: ["get"]
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata: {name: none}
                        rules: []
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Role", "ClusterRole");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        for (Node rule : m.root().listAt("rules")) {
            for (String key : List.of("apiGroups", "resources", "verbs")) {
                if (Grants.texts(rule, key).contains("*")) {
                    out.at(Spot.deepest(rule, rule.span(), key), m.title() + " has a wildcard in " + key);
                }
            }
        }
    }
}
