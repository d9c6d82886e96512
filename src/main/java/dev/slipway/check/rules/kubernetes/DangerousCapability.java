package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;

/** Container is given a dangerous Linux capability. */
public final class DangerousCapability implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/dangerous-capability",
            "Container is given a dangerous Linux capability",
            Severity.HIGH,
            Confidence.CERTAIN,
            "Capabilities such as NET_ADMIN, SYS_PTRACE, SYS_MODULE, DAC_READ_SEARCH or ALL reach past the container: network, processes, kernel, files of the node.",
            "take the capability out of securityContext.capabilities.add",
            List.of("CIS-K8S-5.2.9", "PSS-BASELINE", "NSA-1.2"));

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
                                  add: ["NET_ADMIN"]
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
                                  add:
                                    - SYS_MODULE
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
        for (Node item : c.body().listAt("securityContext", "capabilities", "add")) {
            if (DANGEROUS.contains(Container.capability(item))) {
                out.at(item.span(), c.name() + " is given " + Container.capability(item));
            }
        }
    }

    private static final Set<String> DANGEROUS = Set.of(
            "ALL",
            "NET_ADMIN",
            "SYS_MODULE",
            "SYS_PTRACE",
            "SYS_RAWIO",
            "SYS_BOOT",
            "SYS_TIME",
            "SYS_CHROOT",
            "DAC_READ_SEARCH",
            "DAC_OVERRIDE",
            "MKNOD",
            "BPF",
            "PERFMON",
            "MAC_ADMIN",
            "MAC_OVERRIDE",
            "SETFCAP",
            "LINUX_IMMUTABLE",
            "SYSLOG");
}
