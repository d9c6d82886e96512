package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Kubernetes dashboard is enabled. */
public final class DashboardDeployed implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/dashboard",
            "Kubernetes dashboard is enabled",
            Severity.MEDIUM,
            Confidence.HIGH,
            "The dashboard's account sees much of the cluster; published or without a login it has been a way in more than once.",
            "remove it, or keep it off the network and without rights of its own",
            List.of("CIS-K8S-5.1.1"));

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
                          containers:
                            - name: web
                              image: app:1
                              image: kubernetesui/dashboard:v2.7.0
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: kubernetes-dashboard}
                        spec: {template: {metadata: {labels: {k8s-app: kubernetes-dashboard}}, spec: {containers: [{name: d, image: "x:1"}]}}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              ports: []
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              image: grafana/dashboard:1
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Pod.KINDS;
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        Optional<Container> image = m.pod().stream()
                .flatMap(p -> p.containers().stream())
                .filter(c -> c.image().matches("(.*/)?(kubernetesui/dashboard|kubernetes-dashboard)(-amd64)?([:@].*)?"))
                .findFirst();
        boolean labelled = m.pod()
                .filter(p -> p.labels().getOrDefault("k8s-app", "").equals("kubernetes-dashboard"))
                .isPresent();
        if (image.isPresent() || labelled) {
            out.at(image.map(c -> c.near("image")).orElse(m.here()), m.title() + " is the dashboard");
        }
    }
}
