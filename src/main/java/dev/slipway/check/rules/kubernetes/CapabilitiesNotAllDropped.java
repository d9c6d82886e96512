package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** Container does not drop all capabilities: its capabilities are not limited. */
public final class CapabilitiesNotAllDropped implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/capabilities-not-all-dropped",
            "Container does not drop all capabilities: its capabilities are not limited",
            Severity.LOW,
            Confidence.CERTAIN,
            "Some default capabilities stay. The restricted pod security standard asks to drop ALL and to add back what is needed.",
            "put ALL into securityContext.capabilities.drop",
            List.of("CIS-K8S-5.2.10", "PSS-RESTRICTED"));

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
                                  drop: [NET_RAW]
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
                                  drop:
                                    - KILL
                                    - MKNOD
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
                                  drop: ["all"]
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        List<String> dropped = c.capabilities("drop");
        if (!dropped.isEmpty() && !dropped.contains("ALL")) {
            out.at(c.nearSecurity("capabilities", "drop"), c.name() + " drops some capabilities, not ALL");
        }
    }
}
