package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** Pod or container without security context. */
public final class NoSecurityContext implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/no-security-context",
            "Pod or container without security context",
            Severity.LOW,
            Confidence.CERTAIN,
            "Privileges, user and file system are then what the engine's defaults are: more than nearly every program needs.",
            "add a securityContext: runAsNonRoot, allowPrivilegeEscalation false, capabilities dropped, readOnlyRootFilesystem",
            List.of("CIS-K8S-5.7.3", "NSA-1.0"));

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
                          restartPolicy: Always
                          containers:
                            - name: web
                              image: app:1
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
                                runAsNonRoot: true
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
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        if (c.body().at("securityContext").isEmpty()) {
            out.at(c.here(), c.name() + " has no security context");
        }
    }
}
