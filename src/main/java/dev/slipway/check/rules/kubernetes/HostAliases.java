package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Pod;
import java.util.List;

/** Pod changes its /etc/hosts by hostAliases. */
public final class HostAliases implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/host-aliases",
            "Pod changes its /etc/hosts by hostAliases",
            Severity.LOW,
            Confidence.CERTAIN,
            "Fixed addresses go past DNS: traffic is sent astray when an address changes, or on purpose.",
            "remove hostAliases and use a service or DNS",
            List.of("NSA-2.0"));

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
                          hostAliases:
                            - ip: 10.0.0.1
                              hostnames: [db]
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
                          hostAliases: [{ip: 192.0.2.1, hostnames: [api]}]
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
                          hostAliases: []
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
                          dnsPolicy: ClusterFirst
                          containers:
                            - name: web
                              image: app:1
                        """));
    }

    @Override
    public void check(Pod pod, Manifest m, Report out) {
        if (!pod.spec().listAt("hostAliases").isEmpty()) {
            out.at(pod.near("hostAliases"), "has hostAliases");
        }
    }
}
