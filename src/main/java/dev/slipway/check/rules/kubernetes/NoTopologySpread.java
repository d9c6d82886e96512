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

/** StatefulSet's replicas are not spread over nodes or zones. */
public final class NoTopologySpread implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/no-topology-spread",
            "StatefulSet's replicas are not spread over nodes or zones",
            Severity.LOW,
            Confidence.MEDIUM,
            "All replicas may land on one node: its failure takes all copies of the data.",
            "add topologySpreadConstraints or podAntiAffinity",
            List.of("SOC2-A1.2"));

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
                          replicas: 3
                          template:
                            spec:
                              containers: [{name: db, image: "db:1"}]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          replicas: 5
                          template:
                            metadata: {labels: {app: db}}
                            spec:
                              containers: [{name: db, image: "db:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          replicas: 1
                          template:
                            spec:
                              containers: [{name: db, image: "db:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          replicas: 3
                          template:
                            spec:
                              topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]
                              containers: [{name: db, image: "db:1"}]
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("StatefulSet");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        String replicas = m.root().textAt("spec", "replicas").orElse("1");
        boolean several = replicas.matches("[1-9]\\d+|[2-9]");
        boolean spread = m.pod()
                .filter(p -> p.spec().at("affinity", "podAntiAffinity").isPresent()
                        || !p.spec().listAt("topologySpreadConstraints").isEmpty())
                .isPresent();
        if (several && m.pod().isPresent() && !spread) {
            out.at(m.here(), m.title() + " does not spread its replicas");
        }
    }
}
