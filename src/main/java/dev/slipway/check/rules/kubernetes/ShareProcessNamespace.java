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

/** Containers of the pod share one process namespace. */
public final class ShareProcessNamespace implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/share-process-namespace",
            "Containers of the pod share one process namespace",
            Severity.LOW,
            Confidence.CERTAIN,
            "Every container sees and signals the processes of the others and reads their environment and files through /proc.",
            "remove shareProcessNamespace or set it to false",
            List.of("NSA-1.4"));

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
                          shareProcessNamespace: true
                          containers:
                            - name: web
                              image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: a}
                        spec:
                          template:
                            spec:
                              shareProcessNamespace: true
                              containers: [{name: a, image: "a:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          shareProcessNamespace: false
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
        if (pod.isTrue("shareProcessNamespace")) {
            Spot.say(
                    out,
                    pod.near("shareProcessNamespace"),
                    "containers share one process namespace",
                    false,
                    "set shareProcessNamespace to false",
                    Spot.put(pod.spec(), "false", "shareProcessNamespace"));
        }
    }
}
