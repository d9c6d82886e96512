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

/** Pod shares the host's process ID namespace (hostPID). */
public final class HostPid implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/host-pid",
            "Pod shares the host's process ID namespace (hostPID)",
            Severity.HIGH,
            Confidence.CERTAIN,
            "The container sees, signals and can trace every process of the node, secrets in their environment included.",
            "remove hostPID or set it to false",
            List.of("CIS-K8S-5.2.3", "NSA-1.4", "PSS-BASELINE"));

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
                          hostPID: true
                          containers:
                            - name: web
                              image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: DaemonSet
                        metadata:
                          name: agent
                        spec:
                          template:
                            spec:
                              hostPID: true
                              containers: [{name: a, image: "a:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          hostPID: false
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
        if (pod.isTrue("hostPID")) {
            Spot.say(
                    out,
                    pod.near("hostPID"),
                    "shares the process ID (PID) namespace of the host",
                    false,
                    "set hostPID to false",
                    Spot.put(pod.spec(), "false", "hostPID"));
        }
    }
}
