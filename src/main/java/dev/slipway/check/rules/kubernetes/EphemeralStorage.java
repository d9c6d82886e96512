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

/** Ephemeral storage limit is not set. */
public final class EphemeralStorage implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/ephemeral-storage-limit-missing",
            "Ephemeral storage limit is not set",
            Severity.NOTE,
            Confidence.MEDIUM,
            "Logs and files that a container writes may fill the node's disk.",
            "set resources.limits.ephemeral-storage",
            List.of("NSA-4.0"));

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
                                limits: {memory: 64Mi}
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
                              resources: {limits: {memory: 64Mi, cpu: 1}, requests: {cpu: 1}}
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
                                limits: {memory: 64Mi, ephemeral-storage: 1Gi}
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
                              ports: []
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        // Where no limit at all is set, other rules say so.
        if (!c.body().entriesAt("resources", "limits").isEmpty()
                && c.body().at("resources", "limits", "ephemeral-storage").isEmpty()) {
            Spot.say(
                    out,
                    c.near("resources", "limits"),
                    c.name() + " has no limit for ephemeral storage",
                    false,
                    "limit it to 1Gi",
                    Spot.put(c.body(), "1Gi", "resources", "limits", "ephemeral-storage"));
        }
    }
}
