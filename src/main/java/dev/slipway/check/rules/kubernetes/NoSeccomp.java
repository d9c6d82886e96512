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
import java.util.Map;

/** Seccomp profile is not configured. */
public final class NoSeccomp implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/no-seccomp",
            "Seccomp profile is not configured",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "Without a profile every system call of the kernel is open to the container, with all the flaws behind them.",
            "set securityContext.seccompProfile.type to RuntimeDefault",
            List.of("CIS-K8S-5.7.2", "NSA-1.10", "PSS-RESTRICTED"));

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
                                seccompProfile:
                                  type: Unconfined
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
                                seccompProfile:
                                  type: RuntimeDefault
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          securityContext:
                            seccompProfile:
                              type: Localhost
                              localhostProfile: profiles/app.json
                          containers:
                            - name: web
                              image: app:1
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        String type = c.security("seccompProfile", "type").orElse("");
        Map<String, String> annotations =
                m.pod().map(p -> Manifest.texts(p.metadata(), "annotations")).orElse(Map.of());
        boolean old = annotations
                        .getOrDefault("seccomp.security.alpha.kubernetes.io/pod", "unconfined")
                        .matches("(runtime|docker)/default|localhost/.*")
                || annotations
                        .getOrDefault("container.seccomp.security.alpha.kubernetes.io/" + c.name(), "unconfined")
                        .matches("(runtime|docker)/default|localhost/.*");
        if (!type.equals("RuntimeDefault") && !type.equals("Localhost") && !old) {
            Spot.say(
                    out,
                    c.nearSecurity("seccompProfile", "type"),
                    c.name() + " has no seccomp profile",
                    false,
                    "set seccompProfile to RuntimeDefault",
                    Spot.put(c.body(), "RuntimeDefault", Container.full("seccompProfile", "type")));
        }
    }
}
