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
import dev.slipway.check.kubernetes.Pod;
import dev.slipway.check.kubernetes.Selectors;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Deployment has no podAntiAffinity and no topology spread constraint. */
public final class NoPodAntiAffinity implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/no-pod-anti-affinity",
            "Deployment has no podAntiAffinity and no topology spread constraint",
            Severity.LOW,
            Confidence.HIGH,
            "All replicas may be scheduled on the same node: one node's failure takes them all.",
            "add podAntiAffinity with topologyKey kubernetes.io/hostname, or topologySpreadConstraints",
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
                        metadata:
                          name: web
                        spec:
                          replicas: 3
                          selector:
                            matchLabels: {app: web}
                          template:
                            metadata:
                              labels: {app: web}
                            spec:
                              containers:
                                - name: web
                                  image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          replicas: 3
                          selector: {matchLabels: {app: web}}
                          template:
                            metadata: {labels: {app: web}}
                            spec:
                              affinity:
                                podAntiAffinity:
                                  requiredDuringSchedulingIgnoredDuringExecution:
                                    - labelSelector: {matchLabels: {app: other}}
                                      topologyKey: kubernetes.io/hostname
                              containers: [{name: web, image: "app:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        spec:
                          replicas: 1
                          selector:
                            matchLabels: {app: web}
                          template:
                            metadata:
                              labels: {app: web}
                            spec:
                              containers:
                                - name: web
                                  image: app:1
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          replicas: 3
                          template:
                            metadata: {labels: {app: web}}
                            spec:
                              topologySpreadConstraints:
                                - maxSkew: 1
                                  topologyKey: kubernetes.io/hostname
                                  whenUnsatisfiable: ScheduleAnyway
                              containers: [{name: web, image: "app:1"}]
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Deployment");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        Optional<Pod> pod = m.pod();
        String replicas = m.root().textAt("spec", "replicas").orElse("1");
        if (pod.isEmpty()
                || !replicas.matches("\\d{1,6}")
                || Integer.parseInt(replicas) < 2
                || !pod.get().spec().listAt("topologySpreadConstraints").isEmpty()) {
            return;
        }
        String[] path = {"affinity", "podAntiAffinity"};
        Node anti = pod.get().spec().at(path).orElse(new Node.Mapping(List.of(), m.here()));
        List<Node> terms = Stream.concat(
                        anti.listAt("requiredDuringSchedulingIgnoredDuringExecution").stream(),
                        anti.listAt("preferredDuringSchedulingIgnoredDuringExecution").stream()
                                .flatMap(t -> t.at("podAffinityTerm").stream()))
                .toList();
        if (terms.isEmpty()) {
            out.at(pod.get().near(path), m.title() + " has no podAntiAffinity: its replicas may share one node");
        } else if (terms.stream()
                .noneMatch(t -> t.at("labelSelector")
                        .filter(s -> Selectors.takes(s, pod.get().labels()))
                        .isPresent())) {
            Span at = pod.get().near(path);
            for (String way : List.of(
                    "preferredDuringSchedulingIgnoredDuringExecution",
                    "requiredDuringSchedulingIgnoredDuringExecution")) {
                at = Spot.key(anti, way).orElse(at);
            }
            Span selector = terms.getFirst()
                    .at("labelSelector", "matchLabels")
                    .map(Node::span)
                    .orElse(at);
            out.at(selector, "the podAntiAffinity of " + m.title() + " does not select its own pods");
        }
    }
}
