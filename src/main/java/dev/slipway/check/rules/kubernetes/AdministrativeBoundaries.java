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
import java.util.stream.Stream;

/** Namespace is used without administrative boundaries between resources. */
public final class AdministrativeBoundaries implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/administrative-boundaries",
            "Namespace is used without administrative boundaries between resources",
            Severity.NOTE,
            Confidence.LOW,
            "A namespace is a boundary only with rights, quotas and policies of its own; authorization policies can then segregate user access.",
            "check that the namespace separates what different people administer, and give it a role binding, a ResourceQuota and a NetworkPolicy",
            List.of("CIS-K8S-5.7.1", "SOC2-CC6.3"));

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
                          namespace: shop
                        spec: {containers: [{name: web, image: "app:1"}]}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web, namespace: shop}
                        spec: {template: {spec: {containers: [{name: web, image: "app:1"}]}}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                          namespace: shop
                        spec: {containers: [{name: web, image: "app:1"}]}
                        ---
                        apiVersion: v1
                        kind: ResourceQuota
                        metadata: {name: quota, namespace: shop}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web}
                        spec: {containers: [{name: web, image: "app:1"}]}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Pod", "Deployment", "StatefulSet", "DaemonSet");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean bounded = Stream.of("ResourceQuota", "LimitRange", "NetworkPolicy", "RoleBinding")
                .flatMap(k -> all.ofKind(k).stream())
                .anyMatch(o -> o.namespace().equals(m.namespace()));
        boolean first = all.workloads().stream()
                .filter(w -> w.namespace().equals(m.namespace()))
                .findFirst()
                .filter(w -> w.name().equals(m.name()))
                .isPresent();
        if (!m.namespace().isEmpty() && all.whole() && !bounded && first) {
            out.at(
                    m.near("metadata", "namespace"),
                    "no quota, limit, policy or role binding bounds the namespace " + m.namespace());
        }
    }
}
