package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.text.Node;
import java.util.List;
import java.util.stream.Collectors;

/** Liveness probe is identical to the readiness probe. */
public final class ProbesAlike implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/probes-alike",
            "Liveness probe is identical to the readiness probe",
            Severity.LOW,
            Confidence.HIGH,
            "A pod that is only busy or waits for a database is killed instead of being given a pause.",
            "let the liveness probe ask less and wait longer than the readiness probe",
            List.of("SOC2-A1.2"));

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
                              readinessProbe:
                                httpGet: {path: /health, port: 80}
                              livenessProbe:
                                httpGet: {path: /health, port: 80}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 5}
                              livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 5}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              readinessProbe:
                                httpGet: {path: /ready, port: 80}
                              livenessProbe:
                                httpGet: {path: /live, port: 80}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              readinessProbe: {tcpSocket: {port: 80}}
                              livenessProbe: {tcpSocket: {port: 80}, failureThreshold: 10}
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        String ready = c.body().at("readinessProbe").map(ProbesAlike::flat).orElse("");
        String alive = c.body().at("livenessProbe").map(ProbesAlike::flat).orElse("");
        if (!ready.isEmpty() && ready.equals(alive)) {
            out.at(c.near("livenessProbe"), c.name() + " has the same probe for liveness and readiness");
        }
    }

    private static String flat(Node node) {
        return switch (node) {
            case Node.Scalar s -> s.value();
            case Node.Sequence s ->
                s.items().stream().map(ProbesAlike::flat).collect(Collectors.joining(",", "[", "]"));
            case Node.Mapping map ->
                map.entries().stream()
                        .map(e -> e.key().value() + ":" + flat(e.value()))
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }
}
