package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Pod;
import java.util.List;
import java.util.Set;

/** Pod or container without ResourceQuota in its namespace. */
public final class NoResourceQuota implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/no-resource-quota",
            "Pod or container without ResourceQuota in its namespace",
            Severity.LOW,
            Confidence.LOW,
            "One workload may take all resources of the cluster from the others.",
            "add a ResourceQuota to the namespace",
            List.of("CIS-K8S-5.7.1", "NSA-4.0"));

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
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              ports: []
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web, namespace: a}
                        spec: {template: {spec: {containers: [{name: web, image: "app:1"}]}}}
                        ---
                        apiVersion: v1
                        kind: ResourceQuota
                        metadata: {name: quota, namespace: b}
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web, namespace: a}
                        spec: {template: {spec: {containers: [{name: web, image: "app:1"}]}}}
                        ---
                        apiVersion: v1
                        kind: ResourceQuota
                        metadata: {name: quota, namespace: a}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: web}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Pod.KINDS;
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean quota = all.ofKind("ResourceQuota").stream()
                .anyMatch(q -> Manifests.sameNamespace(q.namespace(), m.namespace()));
        if (m.pod().isPresent() && !quota) {
            out.at(m.here(), "no ResourceQuota is set for the namespace of " + m.title());
        }
    }
}
