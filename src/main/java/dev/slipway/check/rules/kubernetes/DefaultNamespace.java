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

/** Default namespace is used for a resource. */
public final class DefaultNamespace implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/default-namespace",
            "Default namespace is used for a resource",
            Severity.LOW,
            Confidence.MEDIUM,
            "Namespaces separate teams, rights and quotas; in the default one everything lies together.",
            "create a namespace and set metadata.namespace",
            List.of("CIS-K8S-5.7.4", "NSA-1.12"));

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
                          namespace: default
                        spec: {containers: [{name: web, image: "app:1"}]}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec: {template: {spec: {containers: [{name: web, image: "app:1"}]}}}
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
                        kind: ClusterRole
                        metadata: {name: web}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of();
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean namespaced = NAMESPACED.contains(m.kind()) || m.pod().isPresent();
        if (namespaced
                && (m.namespace().isEmpty() || m.namespace().equals("default"))
                && !m.name().equals("kubernetes")) {
            out.at(
                    m.near("metadata", "namespace"),
                    m.title() + (m.namespace().isEmpty() ? " names no namespace" : " uses the default namespace"));
        }
    }

    private static final Set<String> NAMESPACED = Set.of(
            "Service",
            "ConfigMap",
            "Secret",
            "ServiceAccount",
            "Ingress",
            "NetworkPolicy",
            "PersistentVolumeClaim",
            "Role",
            "RoleBinding",
            "HorizontalPodAutoscaler",
            "PodDisruptionBudget",
            "ReplicationController",
            "ResourceQuota",
            "LimitRange");
}
