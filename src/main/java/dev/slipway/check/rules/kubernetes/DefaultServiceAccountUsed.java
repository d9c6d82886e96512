package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Pod;
import java.util.List;

/** Service account name is undefined, empty or default. */
public final class DefaultServiceAccountUsed implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/default-service-account",
            "Service account name is undefined, empty or default",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "All pods of a namespace that name no account share the default service account: a right given to one is given to all.",
            "create a service account for the workload and set serviceAccountName",
            List.of("CIS-K8S-5.1.5", "NSA-1.11"));

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
                          restartPolicy: Always
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
                          serviceAccountName: default
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
                          serviceAccountName: web
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
                          serviceAccount: web
                          containers:
                            - name: web
                              image: app:1
                        """));
    }

    @Override
    public void check(Pod pod, Manifest m, Report out) {
        String name = pod.serviceAccount().orElse("");
        if (name.isEmpty() || name.equals("default")) {
            String key = pod.spec().at("serviceAccountName").isPresent() ? "serviceAccountName" : "serviceAccount";
            out.at(pod.near(key), name.isEmpty() ? "names no service account" : "uses the default service account");
        }
    }
}
