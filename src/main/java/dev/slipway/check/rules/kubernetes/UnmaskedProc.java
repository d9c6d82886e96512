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

/** Container runs unmasked: procMount gives it the host's whole /proc. */
public final class UnmaskedProc implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/unmasked-proc",
            "Container runs unmasked: procMount gives it the host's whole /proc",
            Severity.HIGH,
            Confidence.CERTAIN,
            "With procMount Unmasked paths below /proc that show or change the kernel are open: sensitive information leaks, parameters can be changed at run time.",
            "remove procMount or set it to Default",
            List.of("PSS-BASELINE"));

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
                              securityContext:
                                procMount: Unmasked
                        """),
                Example.bad("app.yaml", """
                        apiVersion: batch/v1
                        kind: Job
                        metadata:
                          name: once
                        spec:
                          template:
                            spec:
                              containers:
                                - name: a
                                  image: a:1
                                  securityContext: {procMount: Unmasked}
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
                                procMount: Default
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
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        if (c.own("procMount").orElse("").equals("Unmasked")) {
            Spot.say(
                    out,
                    c.nearSecurity("procMount"),
                    c.name() + " sees /proc unmasked",
                    false,
                    "set procMount to Default",
                    Spot.put(c.body(), "Default", Container.full("procMount")));
        }
    }
}
