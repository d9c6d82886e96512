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
import java.util.Optional;
import java.util.Set;

/** StatefulSet without service name, or its serviceName is no headless service. */
public final class StatefulServiceName implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/statefulset-no-service",
            "StatefulSet without service name, or its serviceName is no headless service",
            Severity.LOW,
            Confidence.HIGH,
            "The pods have no stable network identity: members do not find each other after a restart.",
            "set spec.serviceName to a service with clusterIP None that selects the pods",
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
                          replicas: 1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: db}
                        spec:
                          selector: {app: db}
                        ---
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          serviceName: db
                          template:
                            metadata: {labels: {app: db}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: db}
                        spec:
                          clusterIP: None
                          selector: {app: db}
                        ---
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          serviceName: db
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
        String name = m.root().textAt("spec", "serviceName").orElse("");
        if (name.isEmpty()) {
            out.at(m.near("spec"), m.title() + " names no service");
            return;
        }
        Optional<Manifest> service = all.find("Service", name, m.namespace());
        if (service.isPresent()
                && !service.get().root().textAt("spec", "clusterIP").orElse("").equals("None")) {
            out.at(
                    m.near("spec", "serviceName"),
                    "the service " + name + " of " + m.title() + " is not headless: clusterIP is not None");
        } else if (service.isEmpty() && all.whole() && !all.ofKind("Service").isEmpty()) {
            out.at(m.near("spec", "serviceName"), "there is no service " + name + " for " + m.title());
        }
    }
}
