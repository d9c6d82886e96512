package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Pod;
import java.util.List;
import java.util.Optional;

/** A service account token is shared between workloads. */
public final class SharedServiceAccount implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/shared-service-account",
            "A service account token is shared between workloads",
            Severity.LOW,
            Confidence.HIGH,
            "Each workload then has the rights of all others that use the account; a break-in into one is one into all.",
            "give each workload a service account of its own",
            List.of("CIS-K8S-5.1.5", "PCI-7.2"));

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
                        metadata: {name: a}
                        spec:
                          serviceAccountName: both
                          containers: [{name: a, image: "a:1"}]
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: b}
                        spec:
                          serviceAccountName: both
                          containers: [{name: b, image: "b:1"}]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: a}
                        spec:
                          template:
                            spec:
                              serviceAccountName: both
                              containers: [{name: a, image: "a:1"}]
                        ---
                        apiVersion: batch/v1
                        kind: Job
                        metadata: {name: b}
                        spec:
                          template:
                            spec:
                              serviceAccountName: both
                              containers: [{name: b, image: "b:1"}]
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
                        metadata: {name: a}
                        spec:
                          serviceAccountName: one
                          containers: [{name: a, image: "a:1"}]
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: b}
                        spec:
                          serviceAccountName: other
                          containers: [{name: b, image: "b:1"}]
                        """));
    }

    @Override
    public void check(Pod pod, Manifest m, Report out) {
        out.at(
                pod.near("serviceAccountName"),
                "shares the service account " + pod.serviceAccount().orElse("") + " with another workload");
    }

    @Override
    public void check(Manifest manifest, Manifests all, Report out) {
        Optional<String> account = manifest.pod().flatMap(Pod::serviceAccount).filter(a -> !a.equals("default"));
        boolean shared = account.isPresent()
                && all.workloads().stream()
                        .filter(o -> !(o.name() + o.kind()).equals(manifest.name() + manifest.kind()))
                        .filter(o -> Manifests.sameNamespace(o.namespace(), manifest.namespace()))
                        .anyMatch(o -> o.pod().flatMap(Pod::serviceAccount).equals(account));
        if (shared) {
            manifest.pod().ifPresent(pod -> check(pod, manifest, out));
        }
    }
}
