package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** Resource request is larger than its limit. */
public final class RequestAboveLimit implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/request-above-limit",
            "Resource request is larger than its limit",
            Severity.HIGH,
            Confidence.CERTAIN,
            "The API server refuses such a pod: nothing is rolled out.",
            "raise the limit or lower the request",
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
                              resources:
                                requests: {memory: 1Gi}
                                limits: {memory: 512Mi}
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
                                requests: {cpu: "2"}
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
                                requests: {memory: 512Mi, cpu: 500m}
                                limits: {memory: 1Gi, cpu: "1"}
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
                                requests: {memory: 1G}
                                limits: {memory: 1G}
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        for (String what : List.of("cpu", "memory")) {
            double request = Quantities.read(
                    c.body().textAt("resources", "requests", what).orElse(""));
            double limit =
                    Quantities.read(c.body().textAt("resources", "limits", what).orElse(""));
            if (request > limit) {
                out.at(
                        c.near("resources", "requests", what),
                        c.name() + " requests more " + what + " than its limit allows");
            }
        }
    }
}
