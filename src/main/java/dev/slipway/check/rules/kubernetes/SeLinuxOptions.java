package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** Custom SELinux options loosen the container's confinement. */
public final class SeLinuxOptions implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/selinux-options",
            "Custom SELinux options loosen the container's confinement",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "A type such as spc_t or unconfined_t, or a user or role of one's own, takes the container out of the policy that keeps it from the host.",
            "remove seLinuxOptions, or use one of the types container_t, container_init_t, container_kvm_t, container_engine_t",
            List.of("CIS-K8S-5.7.3", "PSS-BASELINE"));

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
                                seLinuxOptions: {type: spc_t}
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
                                seLinuxOptions:
                                  user: system_u
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
                                seLinuxOptions: {type: container_t}
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
                                seLinuxOptions: {level: "s0:c123,c456"}
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        String type = c.own("seLinuxOptions", "type").orElse("");
        boolean free = !type.isEmpty() && !type.matches("container_(t|init_t|kvm_t|engine_t)");
        if (free
                || c.own("seLinuxOptions", "user").isPresent()
                || c.own("seLinuxOptions", "role").isPresent()) {
            out.at(
                    c.nearSecurity("seLinuxOptions", free ? "type" : "user"),
                    c.name() + " sets SELinux options of its own");
        }
    }
}
