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
import dev.slipway.text.Edit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Object uses a deprecated or removed API version. */
public final class RemovedApi implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/deprecated-api-version",
            "Object uses a deprecated or removed API version",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "Newer clusters do not serve the version: after the upgrade the manifest is refused.",
            "write the version that replaces it",
            List.of("CORRECTNESS", "SOC2-CC8.1"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: extensions/v1beta1
                        kind: Deployment
                        metadata: {name: web}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: batch/v1beta1
                        kind: CronJob
                        metadata: {name: nightly}
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        """),
                Example.good("app.yaml", """
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata: {name: nightly}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of();
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        String key = m.apiVersion() + "/" + m.kind();
        String now = REPLACED.getOrDefault(key, "");
        if (!now.isEmpty()) {
            boolean gone = now.equals("-");
            Spot.say(
                    out,
                    Spot.key(m.root(), "apiVersion").orElse(m.here()),
                    m.apiVersion() + " of " + m.kind() + " is no longer served" + (gone ? "" : ": use " + now),
                    false,
                    "write apiVersion: " + now,
                    gone ? Optional.<Edit>empty() : Spot.put(m.root(), now, "apiVersion"));
        }
    }

    /** By version and kind: what replaces it, or a dash. From the deprecation guide of Kubernetes. */
    private static final Map<String, String> REPLACED = table();

    private static Map<String, String> table() {
        Map<String, String> table = new HashMap<>();
        put(
                table,
                "apps/v1",
                "extensions/v1beta1 apps/v1beta1 apps/v1beta2",
                "Deployment",
                "DaemonSet",
                "ReplicaSet",
                "StatefulSet");
        put(
                table,
                "networking.k8s.io/v1",
                "extensions/v1beta1 networking.k8s.io/v1beta1",
                "Ingress",
                "IngressClass",
                "NetworkPolicy");
        put(table, "-", "extensions/v1beta1 policy/v1beta1", "PodSecurityPolicy");
        put(table, "policy/v1", "policy/v1beta1", "PodDisruptionBudget");
        put(table, "batch/v1", "batch/v1beta1 batch/v2alpha1", "CronJob");
        put(table, "autoscaling/v2", "autoscaling/v2beta1 autoscaling/v2beta2", "HorizontalPodAutoscaler");
        put(
                table,
                "rbac.authorization.k8s.io/v1",
                "rbac.authorization.k8s.io/v1beta1 rbac.authorization.k8s.io/v1alpha1",
                "Role",
                "ClusterRole",
                "RoleBinding",
                "ClusterRoleBinding");
        put(table, "apiextensions.k8s.io/v1", "apiextensions.k8s.io/v1beta1", "CustomResourceDefinition");
        put(
                table,
                "admissionregistration.k8s.io/v1",
                "admissionregistration.k8s.io/v1beta1",
                "ValidatingWebhookConfiguration",
                "MutatingWebhookConfiguration");
        put(table, "apiregistration.k8s.io/v1", "apiregistration.k8s.io/v1beta1", "APIService");
        put(table, "scheduling.k8s.io/v1", "scheduling.k8s.io/v1beta1 scheduling.k8s.io/v1alpha1", "PriorityClass");
        put(
                table,
                "storage.k8s.io/v1",
                "storage.k8s.io/v1beta1",
                "StorageClass",
                "CSIDriver",
                "CSINode",
                "VolumeAttachment",
                "CSIStorageCapacity");
        put(table, "coordination.k8s.io/v1", "coordination.k8s.io/v1beta1", "Lease");
        put(table, "discovery.k8s.io/v1", "discovery.k8s.io/v1beta1", "EndpointSlice");
        put(table, "events.k8s.io/v1", "events.k8s.io/v1beta1", "Event");
        put(table, "node.k8s.io/v1", "node.k8s.io/v1beta1", "RuntimeClass");
        put(table, "certificates.k8s.io/v1", "certificates.k8s.io/v1beta1", "CertificateSigningRequest");
        put(table, "authentication.k8s.io/v1", "authentication.k8s.io/v1beta1", "TokenReview");
        put(
                table,
                "flowcontrol.apiserver.k8s.io/v1",
                "flowcontrol.apiserver.k8s.io/v1beta1 flowcontrol.apiserver.k8s.io/v1beta2 flowcontrol.apiserver.k8s.io/v1beta3",
                "FlowSchema",
                "PriorityLevelConfiguration");
        return Map.copyOf(table);
    }

    private static void put(Map<String, String> table, String now, String versions, String... kinds) {
        for (String version : versions.split(" ")) {
            for (String kind : kinds) {
                table.put(version + "/" + kind, now);
            }
        }
    }
}
