package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import java.util.List;
import java.util.Set;

/** Ingress has a raw configuration snippet annotation. */
public final class IngressSnippet implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/ingress-snippet",
            "Ingress has a raw configuration snippet annotation",
            Severity.HIGH,
            Confidence.HIGH,
            "Snippets go into the controller's configuration as they are: who may write an ingress reads the controller's secrets (CVE-2021-25742).",
            "use the annotations that the controller offers, and forbid snippets",
            List.of("NSA-2.0", "SOC2-CC6.6"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata:
                          name: web
                          annotations:
                            nginx.ingress.kubernetes.io/configuration-snippet: "more_set_headers 'A: b';"
                        spec: {}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata:
                          name: web
                          annotations: {nginx.ingress.kubernetes.io/server-snippet: "return 200;"}
                        spec: {}
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata:
                          name: web
                          annotations: {nginx.ingress.kubernetes.io/proxy-body-size: 8m}
                        spec: {}
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web}
                        spec: {}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Ingress");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        m.annotations().keySet().stream()
                .filter(k -> k.endsWith("-snippet"))
                .forEach(k -> out.at(m.near("metadata", "annotations", k), m.title() + " has the annotation " + k));
    }
}
