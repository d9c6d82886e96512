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

/** Container drops no capabilities. */
public final class NoCapabilitiesDropped implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/no-capabilities-dropped",
            "Container drops no capabilities",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "The engine's default set has a dozen capabilities that hardly any program needs; what is not dropped helps an attacker.",
            "add securityContext.capabilities.drop with ALL",
            List.of("CIS-K8S-5.2.8", "PSS-RESTRICTED"));

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
                                capabilities:
                                  add: [NET_BIND_SERVICE]
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
                                capabilities:
                                  drop: [ALL]
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
                                capabilities:
                                  drop: [NET_RAW]
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        if (c.capabilities("drop").isEmpty()) {
            Spot.say(
                    out,
                    c.nearSecurity("capabilities", "drop"),
                    c.name() + " drops no capabilities",
                    false,
                    "drop all capabilities",
                    Spot.put(c.body(), "[\"ALL\"]", Container.full("capabilities", "drop")));
        }
    }
}
