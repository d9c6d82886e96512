package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** CPU requests are not set. */
public final class CpuRequestMissing implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/cpu-request-missing",
            "CPU requests are not set",
            Severity.LOW,
            Confidence.CERTAIN,
            "Without a request the scheduler places the pod as if it needed nothing: nodes are overloaded, neighbours starve.",
            "set resources.requests.cpu to what the container needs",
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
                              resources: {requests: {cpu: 1}, limits: {cpu: 2}}
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        // A limit alone counts as request: the scheduler then sets aside the worst case.
        boolean limit = c.body().at("resources", "limits", "cpu").isPresent();
        if (c.role() != Container.Role.EPHEMERAL
                && c.body().at("resources", "requests", "cpu").isEmpty()) {
            out.at(
                    c.near("resources", "requests"),
                    c.name() + " requests no CPU" + (limit ? ": all of its limit is set aside" : ""));
        }
    }
}
