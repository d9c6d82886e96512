package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** CPU limits are not set. */
public final class CpuLimitMissing implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/cpu-limit-missing",
            "CPU limits are not set",
            Severity.LOW,
            Confidence.HIGH,
            "One container may take all of a node's CPU, by a bug or by an attacker who mines.",
            "set resources.limits.cpu",
            List.of("NSA-4.0", "SOC2-A1.2"));

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
                              ports: []
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
                              resources:
                                limits: {memory: 64Mi}
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
                              resources:
                                limits: {cpu: 500m}
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
                              resources:
                                requests: {cpu: 500m}
                                limits:
                                  cpu: "1"
                                  memory: 64Mi
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        if (c.role() != Container.Role.EPHEMERAL
                && c.body().at("resources", "limits", "cpu").isEmpty()) {
            out.at(c.near("resources", "limits"), c.name() + " has no CPU limit");
        }
    }
}
