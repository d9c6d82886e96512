package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Pod;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;

/** Pod sets unsafe sysctls. */
public final class UnsafeSysctl implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/unsafe-sysctl",
            "Pod sets unsafe sysctls",
            Severity.HIGH,
            Confidence.CERTAIN,
            "Kernel parameters outside the safe list are not isolated: they change the node for all its pods.",
            "remove the sysctl; safe ones are few: kernel.shm_rmid_forced, net.ipv4.ip_local_port_range and some of net.ipv4",
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
                          securityContext:
                            sysctls:
                              - name: kernel.msgmax
                                value: "65536"
                          containers:
                            - name: web
                              image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          securityContext:
                            sysctls: [{name: net.core.somaxconn, value: "1024"}]
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
                            sysctls:
                              - name: net.ipv4.tcp_syncookies
                                value: "1"
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
                          securityContext: {runAsNonRoot: true}
                          containers:
                            - name: web
                              image: app:1
                        """));
    }

    @Override
    public void check(Pod pod, Manifest m, Report out) {
        for (Node item : pod.spec().listAt("securityContext", "sysctls")) {
            String name = item.textAt("name").orElse("");
            if (!name.isEmpty() && !SAFE.contains(name)) {
                out.at(Spot.deepest(item, item.span(), "name"), "sets the unsafe sysctl " + name);
            }
        }
    }

    private static final Set<String> SAFE = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes");
}
