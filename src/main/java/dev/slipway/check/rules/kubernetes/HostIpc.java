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

/** Pod shares the host's inter-process communication namespace (hostIPC). */
public final class HostIpc implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/host-ipc",
            "Pod shares the host's inter-process communication namespace (hostIPC)",
            Severity.HIGH,
            Confidence.CERTAIN,
            "Shared memory and semaphores of the node's processes are open to the container.",
            "remove hostIPC or set it to false",
            List.of("CIS-K8S-5.2.4", "NSA-1.4", "PSS-BASELINE"));

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
                          hostIPC: true
                          containers:
                            - name: web
                              image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: batch/v1
                        kind: Job
                        metadata:
                          name: once
                        spec:
                          template:
                            spec:
                              hostIPC: true
                              containers: [{name: a, image: "a:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          hostIPC: false
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
        if (pod.isTrue("hostIPC")) {
            Spot.say(
                    out,
                    pod.near("hostIPC"),
                    "shares the IPC namespace of the host",
                    false,
                    "set hostIPC to false",
                    Spot.put(pod.spec(), "false", "hostIPC"));
        }
    }
}
