package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Pod;
import java.util.List;

/** Pod shares the host's network namespace (hostNetwork). */
public final class HostNetwork implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/host-network",
            "Pod shares the host's network namespace (hostNetwork)",
            Severity.HIGH,
            Confidence.CERTAIN,
            "The container reaches services on the node's loopback, sees its traffic, and no network policy applies to it.",
            "remove hostNetwork or set it to false, and publish what is needed by a service",
            List.of("CIS-K8S-5.2.5", "NSA-1.5", "PSS-BASELINE"));

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
                          hostNetwork: true
                          containers:
                            - name: web
                              image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata:
                          name: nightly
                        spec:
                          schedule: "0 3 * * *"
                          jobTemplate:
                            spec:
                              template:
                                spec:
                                  hostNetwork: true
                                  containers: [{name: a, image: "a:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          hostNetwork: false
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
                          restartPolicy: Always
                          containers:
                            - name: web
                              image: app:1
                        """));
    }

    @Override
    public void check(Pod pod, Manifest m, Report out) {
        if (pod.isTrue("hostNetwork")) {
            Spot.say(
                    out,
                    pod.near("hostNetwork"),
                    "shares the network namespace of the host",
                    false,
                    "set hostNetwork to false",
                    Spot.put(pod.spec(), "false", "hostNetwork"));
        }
    }
}
