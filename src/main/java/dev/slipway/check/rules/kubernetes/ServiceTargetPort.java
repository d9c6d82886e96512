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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Service targets a port that no container of its pods opens. */
public final class ServiceTargetPort implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/service-target-port",
            "Service targets a port that no container of its pods opens",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Connections to the service are refused.",
            "use the number or the name of a containerPort as targetPort",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          selector: {app: web}
                          ports: [{port: 80, targetPort: 8081}]
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, labels: {app: web}}
                        spec:
                          containers: [{name: web, image: "app:1", ports: [{containerPort: 8080}]}]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          selector: {app: web}
                          ports:
                            - port: 80
                              targetPort: http
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, labels: {app: web}}
                        spec:
                          containers: [{name: web, image: "app:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          selector: {app: web}
                          ports: [{port: 80, targetPort: http}]
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, labels: {app: web}}
                        spec:
                          containers: [{name: web, image: "app:1", ports: [{containerPort: 8080, name: http}]}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          selector: {app: web}
                          ports: [{port: 80}]
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, labels: {app: web}}
                        spec:
                          containers: [{name: web, image: "app:1"}]
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Service");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        Optional<Node> selector =
                m.root().at("spec", "selector").filter(s -> !s.entriesAt().isEmpty());
        List<Manifest> targets =
                selector.map(s -> all.selected(s, m.namespace())).orElse(List.of());
        if (!m.apiVersion().equals("v1") || targets.isEmpty()) {
            return;
        }
        Set<String> open = targets.stream()
                .flatMap(t -> t.pod().stream())
                .flatMap(p -> p.containers().stream())
                .flatMap(c -> c.body().listAt("ports").stream())
                .flatMap(p -> Stream.of(
                        p.textAt("containerPort").orElse(""), p.textAt("name").orElse("")))
                .filter(p -> !p.isEmpty())
                .collect(Collectors.toSet());
        for (Node port : m.root().listAt("spec", "ports")) {
            String target =
                    port.textAt("targetPort").or(() -> port.textAt("port")).orElse("");
            boolean named = target.matches(".*[a-z].*");
            if (!target.isEmpty() && !open.contains(target) && (named || !open.isEmpty())) {
                out.at(
                        Spot.key(port, "targetPort")
                                .or(() -> Spot.key(port, "port"))
                                .orElse(port.span()),
                        "no container behind " + m.title() + " opens port " + target);
            }
        }
    }
}
