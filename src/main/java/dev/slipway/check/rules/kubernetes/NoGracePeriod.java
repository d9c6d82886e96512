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

/** Termination grace period is zero: connections are cut off. */
public final class NoGracePeriod implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/no-grace-period",
            "Termination grace period is zero: connections are cut off",
            Severity.LOW,
            Confidence.HIGH,
            "The process is killed at once; requests in flight and unwritten data are lost.",
            "set terminationGracePeriodSeconds to what a clean end takes",
            List.of("SOC2-A1.2"));

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
                          terminationGracePeriodSeconds: 0
                          containers:
                            - name: web
                              image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          template:
                            spec:
                              terminationGracePeriodSeconds: 0
                              containers: [{name: db, image: "db:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          terminationGracePeriodSeconds: 30
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
        if (pod.spec().textAt("terminationGracePeriodSeconds").orElse("").equals("0")) {
            Spot.say(
                    out,
                    pod.near("terminationGracePeriodSeconds"),
                    "pods are killed without grace",
                    true,
                    "give 30 seconds",
                    Spot.put(pod.spec(), "30", "terminationGracePeriodSeconds"));
        }
    }
}
