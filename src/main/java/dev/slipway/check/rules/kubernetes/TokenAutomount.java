package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Pod;
import java.util.List;

/** Service account token automount is not disabled. */
public final class TokenAutomount implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/token-automount",
            "Service account token automount is not disabled",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "Every container then holds a token for the cluster's API, also those that never call it; whoever breaks in uses it.",
            "set automountServiceAccountToken to false in the pod or its service account",
            List.of("CIS-K8S-5.1.6", "NSA-1.11"));

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
                          automountServiceAccountToken: true
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
                          automountServiceAccountToken: false
                          containers:
                            - name: web
                              image: app:1
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: ServiceAccount
                        metadata:
                          name: web
                        automountServiceAccountToken: false
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          serviceAccountName: web
                          containers: [{name: web, image: "app:1"}]
                        """));
    }

    @Override
    public void check(Pod pod, Manifest m, Report out) {
        if (!pod.spec().textAt("automountServiceAccountToken").orElse("").equals("false")) {
            Spot.say(
                    out,
                    pod.near("automountServiceAccountToken"),
                    "the service account token is mounted: automountServiceAccountToken is not false",
                    false,
                    "set automountServiceAccountToken to false",
                    Spot.put(pod.spec(), "false", "automountServiceAccountToken"));
        }
    }

    @Override
    public void check(Manifest manifest, Manifests all, Report out) {
        manifest.pod().ifPresent(pod -> {
            boolean off = pod.serviceAccount()
                    .flatMap(name -> all.find("ServiceAccount", name, manifest.namespace()))
                    .flatMap(a -> a.root().textAt("automountServiceAccountToken"))
                    .filter("false"::equals)
                    .isPresent();
            if (!off || pod.isTrue("automountServiceAccountToken")) {
                check(pod, manifest, out);
            }
        });
    }
}
