package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.text.Node;
import java.util.List;

/** Container uses a port of the host (hostPort). */
public final class HostPort implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/host-port",
            "Container uses a port of the host (hostPort)",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "The port is open on the node's address, past services and ingress rules, and only one such pod fits on a node.",
            "remove hostPort and publish the port by a service",
            List.of("CIS-K8S-5.2.13", "PSS-BASELINE"));

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
                              ports:
                                - containerPort: 80
                                  hostPort: 80
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
                              ports: [{containerPort: 53, hostPort: 53, protocol: UDP}]
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
                              ports:
                                - containerPort: 80
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
                              ports:
                                - containerPort: 80
                                  hostPort: 0
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        for (Node port : c.body().listAt("ports")) {
            String host = port.textAt("hostPort").orElse("0");
            if (!host.equals("0")) {
                Spot.say(
                        out,
                        Spot.deepest(port, port.span(), "hostPort"),
                        c.name() + " uses port " + host + " of the host",
                        false,
                        "remove hostPort",
                        Spot.drop(port, "hostPort"));
            }
        }
    }
}
