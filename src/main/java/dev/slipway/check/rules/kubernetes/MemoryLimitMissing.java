package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** Memory limits are not defined. */
public final class MemoryLimitMissing implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/memory-limit-missing",
            "Memory limits are not defined",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "A leak or an attack takes the memory of the node, and with it every other pod there.",
            "set resources.limits.memory",
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
                                limits: {cpu: 100m}
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
                                requests: {memory: 64Mi}
                                limits: {memory: 64Mi, cpu: 1}
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        if (c.role() != Container.Role.EPHEMERAL
                && c.body().at("resources", "limits", "memory").isEmpty()) {
            out.at(c.near("resources", "limits"), c.name() + " has no memory limit");
        }
    }
}
