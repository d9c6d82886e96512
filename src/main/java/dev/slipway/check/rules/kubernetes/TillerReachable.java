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
import java.util.Set;

/** Tiller deployment is accessible from within the cluster. */
public final class TillerReachable implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/tiller-reachable",
            "Tiller deployment is accessible from within the cluster",
            Severity.HIGH,
            Confidence.HIGH,
            "Any pod can tell Tiller to install or remove anything.",
            "let Tiller listen on localhost only (--listen=localhost:44134), or better move to Helm 3",
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
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              image: gcr.io/kubernetes-helm/tiller:v2.16.1
                              args: ["--listen=:44134"]
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
                              image: gcr.io/kubernetes-helm/tiller:v2.16.1
                              args: ["--listen=localhost:44134"]
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
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Pod.KINDS;
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        for (Container c : m.pod().map(Pod::containers).orElse(List.of())) {
            boolean local =
                    c.words().stream().anyMatch(w -> w.value().matches(".*--listen[= ](localhost|127\\.0\\.0\\.1):.*"));
            if (c.image().matches("(.*/)?tiller[:@].*") && !local) {
                out.at(c.near("args"), c.name() + " listens to the whole cluster");
            }
        }
    }
}
