package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** Container is privileged. */
public final class PrivilegedContainer implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/privileged",
            "Container is privileged",
            Severity.CRITICAL,
            Confidence.CERTAIN,
            "A privileged container has every capability and every device: who breaks into it owns the node and, from there, the cluster.",
            "set securityContext.privileged to false and add only the capability that is needed",
            List.of("CIS-K8S-5.2.2", "NSA-1.2", "PSS-BASELINE", "SOC2-CC6.1"));

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
                              securityContext:
                                privileged: true
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: DaemonSet
                        metadata:
                          name: agent
                        spec:
                          template:
                            spec:
                              initContainers:
                                - name: prepare
                                  image: app:1
                                  securityContext: {privileged: true}
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
                              securityContext:
                                privileged: false
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
                              securityContext:
                                capabilities:
                                  add: [NET_BIND_SERVICE]
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        if (c.own("privileged").orElse("").equals("true")) {
            Spot.say(
                    out,
                    c.nearSecurity("privileged"),
                    c.name() + " is privileged",
                    false,
                    "set privileged to false",
                    Spot.put(c.body(), "false", Container.full("privileged")));
        }
    }
}
