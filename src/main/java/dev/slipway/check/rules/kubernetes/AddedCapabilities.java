package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** Container adds Linux capabilities beyond the default set. */
public final class AddedCapabilities implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/added-capabilities",
            "Container adds Linux capabilities beyond the default set",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Each extra capability is one more way out of the container; the restricted standard allows NET_BIND_SERVICE alone.",
            "remove the extra capabilities from securityContext.capabilities.add",
            List.of("CIS-K8S-5.2.9", "PSS-RESTRICTED"));

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
                                capabilities:
                                  add: ["NET_RAW", "KILL"]
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
                                  add: [IPC_LOCK]
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
                                  add: ["NET_BIND_SERVICE"]
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
                                  drop: ["ALL"]
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        List<String> added = c.capabilities("add").stream()
                .filter(n -> !n.equals("NET_BIND_SERVICE"))
                .toList();
        if (!added.isEmpty()) {
            out.at(c.nearSecurity("capabilities", "add"), c.name() + " adds capabilities: " + String.join(", ", added));
        }
    }
}
