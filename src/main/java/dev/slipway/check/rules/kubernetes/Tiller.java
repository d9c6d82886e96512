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

/** Tiller (Helm v2) is deployed. */
public final class Tiller implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/tiller",
            "Tiller (Helm v2) is deployed",
            Severity.HIGH,
            Confidence.HIGH,
            "Tiller has wide rights and by default asks nobody for credentials: who reaches it owns the cluster.",
            "move to Helm 3, which needs no server, and remove Tiller",
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
                              image: gcr.io/kubernetes-helm/tiller:v2.16.1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: tiller-deploy, namespace: kube-system}
                        spec: {template: {metadata: {labels: {app: helm, name: tiller}}, spec: {containers: [{name: tiller, image: "x:1"}]}}}
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
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec: {template: {spec: {containers: [{name: distiller, image: "distiller:1"}]}}}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Pod.KINDS;
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean named = m.name().startsWith("tiller")
                || m.labels().getOrDefault("name", "").equals("tiller")
                || m.pod()
                        .filter(p -> p.labels().getOrDefault("name", "").equals("tiller"))
                        .isPresent();
        Optional<Container> image = m.pod().stream()
                .flatMap(p -> p.containers().stream())
                .filter(c -> c.image().matches("(.*/)?tiller[:@].*"))
                .findFirst();
        if (m.pod().isPresent() && (named || image.isPresent())) {
            out.at(image.map(c -> c.near("image")).orElse(m.here()), m.title() + " is Tiller");
        }
    }
}
