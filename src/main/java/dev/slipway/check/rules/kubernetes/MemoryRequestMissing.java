package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** Memory requests are not defined. */
public final class MemoryRequestMissing implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/memory-request-missing",
            "Memory requests are not defined",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "The node promises more than it has; when memory runs out, pods without a request are killed first.",
            "set resources.requests.memory to what the container needs",
            List.of("CIS-K8S-5.7.1", "NSA-4.0", "SOC2-A1.2"));

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
                                requests: {cpu: 100m}
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
                              resources: {requests: {memory: 1Gi}, limits: {memory: 1Gi}}
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        // A limit alone counts as request: the scheduler then sets aside the worst case.
        boolean limit = c.body().at("resources", "limits", "memory").isPresent();
        if (c.role() != Container.Role.EPHEMERAL
                && c.body().at("resources", "requests", "memory").isEmpty()) {
            out.at(
                    c.near("resources", "requests"),
                    c.name() + " requests no memory" + (limit ? ": all of its limit is set aside" : ""));
        }
    }
}
