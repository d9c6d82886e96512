package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Probe asks a port that the container does not declare. */
public final class ProbeOnClosedPort implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/probe-on-closed-port",
            "Probe asks a port that the container does not declare",
            Severity.MEDIUM,
            Confidence.HIGH,
            "The probe fails for ever: the pod is restarted again and again, or never gets traffic.",
            "use the number or the name of a declared containerPort",
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
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              ports: [{containerPort: 8080}]
                              livenessProbe:
                                httpGet: {path: /live, port: 8081}
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
                              ports: [{containerPort: 8080, name: http}]
                              readinessProbe:
                                tcpSocket: {port: web}
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
                              ports: [{containerPort: 8080, name: http}]
                              readinessProbe:
                                tcpSocket: {port: http}
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
                                tcpSocket: {port: 80}
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        Set<String> open = c.body().listAt("ports").stream()
                .flatMap(p -> Stream.of(
                        p.textAt("containerPort").orElse(""), p.textAt("name").orElse("")))
                .filter(p -> !p.isEmpty())
                .collect(Collectors.toSet());
        for (String probe : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
            for (String way : List.of("httpGet", "tcpSocket", "grpc")) {
                String port = c.body().textAt(probe, way, "port").orElse("");
                boolean named = port.matches(".*[a-z].*");
                if (!port.isEmpty() && !open.contains(port) && (named || !open.isEmpty())) {
                    out.at(c.near(probe, way, "port"), c.name() + " opens no port " + port);
                }
            }
        }
    }
}
