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

/** StatefulSet requests storage: a volume claim template without a storage request. */
public final class StatefulStorage implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/statefulset-storage",
            "StatefulSet requests storage: a volume claim template without a storage request",
            Severity.LOW,
            Confidence.HIGH,
            "A claim without a requested size is refused, and the pods wait for ever.",
            "set resources.requests.storage in each volume claim template",
            List.of("CORRECTNESS"));

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
                          serviceName: db
                          volumeClaimTemplates:
                            - metadata: {name: data}
                              spec:
                                accessModes: [ReadWriteOnce]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          volumeClaimTemplates:
                            - metadata: {name: data}
                              spec: {resources: {limits: {storage: 1Gi}}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          volumeClaimTemplates:
                            - metadata: {name: data}
                              spec: {resources: {requests: {storage: 1Gi}}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          serviceName: db
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("StatefulSet");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        for (Node claim : m.root().listAt("spec", "volumeClaimTemplates")) {
            if (claim.at("spec", "resources", "requests", "storage").isEmpty()) {
                out.at(
                        Spot.deepest(claim, claim.span(), "spec", "resources", "requests"),
                        m.title() + " requests no storage in a claim");
            }
        }
    }
}
