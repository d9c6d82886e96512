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

/** StatefulSet requests volume storage without saying what becomes of it. */
public final class StatefulStorageKept implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/statefulset-requests-storage",
            "StatefulSet requests volume storage without saying what becomes of it",
            Severity.NOTE,
            Confidence.HIGH,
            "Claims of a StatefulSet outlive it: data and cost stay when the set is removed or made smaller, or the disk ties each pod to a zone.",
            "set persistentVolumeClaimRetentionPolicy, and back the volumes up",
            List.of("SOC2-A1.2", "GDPR-5"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          volumeClaimTemplates:
                            - metadata: {name: data}
                              spec: {resources: {requests: {storage: 1Gi}}}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db, namespace: shop}
                        spec:
                          serviceName: db
                          volumeClaimTemplates:
                            - metadata: {name: data}
                              spec:
                                accessModes: [ReadWriteOnce]
                                resources:
                                  requests:
                                    storage: 10Gi
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Delete}
                          volumeClaimTemplates:
                            - metadata: {name: data}
                              spec: {resources: {requests: {storage: 1Gi}}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec: {serviceName: db}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("StatefulSet");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (m.root().at("spec", "persistentVolumeClaimRetentionPolicy").isEmpty()) {
            for (Node claim : m.root().listAt("spec", "volumeClaimTemplates")) {
                if (claim.at("spec", "resources", "requests", "storage").isPresent()) {
                    out.at(
                            Spot.deepest(claim, claim.span(), "spec", "resources", "requests", "storage"),
                            m.title() + " requests volume storage that stays");
                }
            }
        }
    }
}
