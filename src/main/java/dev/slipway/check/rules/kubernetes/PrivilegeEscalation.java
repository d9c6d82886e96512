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

/** Container allows privilege escalation: allowPrivilegeEscalation is not false. */
public final class PrivilegeEscalation implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/privilege-escalation",
            "Container allows privilege escalation: allowPrivilegeEscalation is not false",
            Severity.HIGH,
            Confidence.CERTAIN,
            "A process may gain more privileges than its parent, through setuid programs for example; an attacker uses them to become root in the container.",
            "set securityContext.allowPrivilegeEscalation to false",
            List.of("CIS-K8S-5.2.6", "NSA-1.7", "PSS-RESTRICTED"));

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
                                allowPrivilegeEscalation: true
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
                                allowPrivilegeEscalation: false
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata:
                          name: web
                        spec:
                          ports: [{port: 80}]
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        if (!c.own("allowPrivilegeEscalation").orElse("").equals("false")
                && !c.podSpec().textAt("os", "name").orElse("").equals("windows")) {
            Spot.say(
                    out,
                    c.nearSecurity("allowPrivilegeEscalation"),
                    c.name() + " may gain privileges: allowPrivilegeEscalation is not false",
                    false,
                    "set allowPrivilegeEscalation to false",
                    Spot.put(c.body(), "false", Container.full("allowPrivilegeEscalation")));
        }
    }
}
