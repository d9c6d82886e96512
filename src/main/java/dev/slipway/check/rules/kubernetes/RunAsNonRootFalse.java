package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Pod;
import java.util.List;

/** Pod lets containers run as the root user: runAsUser 0 in the pod's security context. */
public final class RunAsNonRootFalse implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/run-as-non-root-false",
            "Pod lets containers run as the root user: runAsUser 0 in the pod's security context",
            Severity.HIGH,
            Confidence.CERTAIN,
            "Every container that says nothing else takes this over and starts as root.",
            "set the pod's securityContext.runAsNonRoot to true and runAsUser to a number above 10000",
            List.of("CIS-K8S-5.2.7", "PSS-RESTRICTED"));

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
                            runAsUser: 0
                          containers:
                            - name: web
                              image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        spec:
                          template:
                            spec:
                              securityContext: {runAsUser: 0}
                              containers:
                                - {name: web, image: "app:1"}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          securityContext:
                            runAsUser: 10001
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
                            runAsNonRoot: true
                          containers:
                            - name: web
                              image: app:1
                        """));
    }

    @Override
    public void check(Pod pod, Manifest m, Report out) {
        boolean all = pod.containers().stream().allMatch(c -> c.own("runAsUser").isPresent());
        if (pod.spec().textAt("securityContext", "runAsUser").orElse("").equals("0") && !all) {
            out.at(pod.near("securityContext", "runAsUser"), "containers of this pod run as user 0, which is root");
        }
    }
}
