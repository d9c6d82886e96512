package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.text.Edit;
import dev.slipway.text.Span;
import java.util.List;
import java.util.Optional;

/** Container may run as root: runAsNonRoot is not true. */
public final class RunsAsRoot implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/run-as-root",
            "Container may run as root: runAsNonRoot is not true",
            Severity.HIGH,
            Confidence.CERTAIN,
            "Root in the container is root for the kernel: a flaw in the runtime or a mount is then enough to take the node. Containers should only run as a non-root user.",
            "set securityContext.runAsNonRoot to true and runAsUser to a number above 10000",
            List.of("CIS-K8S-5.2.7", "NSA-1.0", "PSS-RESTRICTED"));

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
                                runAsUser: 0
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          securityContext:
                            runAsNonRoot: false
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
                          securityContext:
                            runAsUser: 10001
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
                          securityContext:
                            runAsUser: 0
                          containers:
                            - name: web
                              image: app:1
                              securityContext:
                                runAsUser: 10001
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        String user = c.security("runAsUser").orElse("");
        boolean root = user.equals("0");
        boolean other = !user.isEmpty() && !root;
        if (other || !root && c.security("runAsNonRoot").orElse("").equals("true")) {
            return;
        }
        if (c.podSpec().textAt("os", "name").orElse("").equals("windows")) {
            return;
        }
        Span at = c.own(root ? "runAsUser" : "runAsNonRoot").isPresent()
                ? c.nearSecurity(root ? "runAsUser" : "runAsNonRoot")
                : c.nearSecurity();
        Spot.say(
                out,
                at,
                c.name() + (root ? " runs as user 0, which is root" : " may run as root: runAsNonRoot is not true"),
                false,
                "set runAsNonRoot to true",
                root ? Optional.<Edit>empty() : Spot.put(c.body(), "true", Container.full("runAsNonRoot")));
    }
}
