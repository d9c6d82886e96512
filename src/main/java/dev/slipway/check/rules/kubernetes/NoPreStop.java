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
import dev.slipway.check.kubernetes.Selectors;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** No preStop hook or grace for a pod that serves traffic behind a service. */
public final class NoPreStop implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/no-pre-stop",
            "No preStop hook or grace for a pod that serves traffic behind a service",
            Severity.NOTE,
            Confidence.LOW,
            "A pod still gets requests for a moment after it was told to stop; without a pause they fail in each roll-out.",
            "add lifecycle.preStop with a short sleep, or end slowly on SIGTERM and set terminationGracePeriodSeconds",
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
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          template:
                            metadata: {labels: {app: web}}
                            spec: {containers: [{name: web, image: "app:1"}]}
                        ---
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec: {selector: {app: web}}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          replicas: 3
                          template:
                            metadata: {labels: {app: web, tier: front}}
                            spec: {containers: [{name: web, image: "app:1"}]}
                        ---
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec: {selector: {tier: front}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          template:
                            metadata: {labels: {app: web}}
                            spec: {terminationGracePeriodSeconds: 45, containers: [{name: web, image: "app:1"}]}
                        ---
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec: {selector: {app: web}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        spec:
                          replicas: 2
                          selector:
                            matchLabels: {app: web}
                          template:
                            metadata:
                              labels: {app: web}
                            spec:
                              containers:
                                - name: web
                                  image: app:1
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Deployment");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        Optional<Pod> pod = m.pod();
        boolean prepared = pod.isEmpty()
                || pod.get().spec().at("terminationGracePeriodSeconds").isPresent()
                || pod.get().containers().stream()
                        .anyMatch(c -> c.body().at("lifecycle", "preStop").isPresent());
        boolean served = !prepared
                && all.ofKind("Service").stream()
                        .filter(s -> Manifests.sameNamespace(s.namespace(), m.namespace()))
                        .flatMap(s -> s.root().at("spec", "selector").stream())
                        .anyMatch(s -> !s.entriesAt().isEmpty()
                                && Selectors.takes(s, pod.get().labels()));
        if (served) {
            out.at(m.here(), m.title() + " serves traffic and does not prepare its end");
        }
    }
}
