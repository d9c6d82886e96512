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

/** Role is aggregated into the built-in roles admin, edit or view. */
public final class RbacAggregated implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/rbac-aggregate-to-default",
            "Role is aggregated into the built-in roles admin, edit or view",
            Severity.LOW,
            Confidence.CERTAIN,
            "Everybody who has one of these roles anywhere gets the new rights without a binding that says so.",
            "bind the role by name instead of by an aggregation label",
            List.of("CIS-K8S-5.1.1", "SOC2-CC6.3"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata:
                          name: more
                          labels:
                            rbac.authorization.k8s.io/aggregate-to-view: "true"
                        rules: []
                        """),
                Example.bad("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata:
                          name: more
                          labels: {rbac.authorization.k8s.io/aggregate-to-edit: "true"}
                        rules: []
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata:
                          name: more
                          labels: {app: web}
                        rules: []
                        """),
                Example.good("app.yaml", """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata: {name: more}
                        rules: []
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("ClusterRole");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        for (String role : List.of("admin", "edit", "view")) {
            String label = "rbac.authorization.k8s.io/aggregate-to-" + role;
            if (m.labels().getOrDefault(label, "").equals("true")) {
                out.at(m.near("metadata", "labels", label), m.title() + " adds to the role " + role);
            }
        }
    }
}
