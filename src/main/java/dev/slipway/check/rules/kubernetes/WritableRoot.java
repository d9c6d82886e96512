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

/** Root file system of the container is not mounted read-only. */
public final class WritableRoot implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/writable-root-filesystem",
            "Root file system of the container is not mounted read-only",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "An attacker who gets in can write tools and change the program; with a readOnlyRootFilesystem what runs is what was built.",
            "set securityContext.readOnlyRootFilesystem to true and mount an emptyDir where the program writes",
            List.of("NSA-1.1", "PCI-2.2"));

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
                              securityContext:
                                readOnlyRootFilesystem: false
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
                                readOnlyRootFilesystem: true
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata:
                          name: web
                        data: {a: b}
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        if (c.role() != Container.Role.EPHEMERAL
                && !c.own("readOnlyRootFilesystem").orElse("").equals("true")) {
            Spot.say(
                    out,
                    c.nearSecurity("readOnlyRootFilesystem"),
                    c.name() + " can write to its root file system",
                    false,
                    "set readOnlyRootFilesystem to true",
                    Spot.put(c.body(), "true", Container.full("readOnlyRootFilesystem")));
        }
    }
}
