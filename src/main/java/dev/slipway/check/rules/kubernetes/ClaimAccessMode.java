package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;

/** Volume claim templates of a StatefulSet: incorrect access mode ReadWriteOnce. */
public final class ClaimAccessMode implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/claim-access-mode",
            "Volume claim templates of a StatefulSet: incorrect access mode ReadWriteOnce",
            Severity.LOW,
            Confidence.MEDIUM,
            "Several templates with ReadWriteOnce tie one pod to one node by more than one disk: if they lie in different zones, it can be scheduled nowhere; a shared mode lets replicas write over each other.",
            "keep exactly one ReadWriteOnce claim in a StatefulSet, and put all data of a replica on it",
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
                          volumeClaimTemplates:
                            - metadata: {name: data}
                              spec: {accessModes: [ReadWriteMany]}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          volumeClaimTemplates:
                            - metadata: {name: data}
                              spec: {accessModes: [ReadWriteOnce]}
                            - metadata: {name: log}
                              spec: {accessModes: [ReadWriteOnce]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          volumeClaimTemplates:
                            - metadata: {name: data}
                              spec: {accessModes: [ReadWriteOnce]}
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
        List<Node> claims = m.root().listAt("spec", "volumeClaimTemplates");
        long once = claims.stream()
                .filter(c -> c.listAt("spec", "accessModes").stream()
                        .anyMatch(a -> a.textAt().orElse("").startsWith("ReadWriteOnce")))
                .count();
        if (!claims.isEmpty() && once != 1) {
            out.at(m.near("spec", "volumeClaimTemplates"), m.title() + " has " + once + " claims with ReadWriteOnce");
        }
    }
}
