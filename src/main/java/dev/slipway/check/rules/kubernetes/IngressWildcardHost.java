package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;

/** Ingress answers for a wildcard host or for any host. */
public final class IngressWildcardHost implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/ingress-wildcard-host",
            "Ingress answers for a wildcard host or for any host",
            Severity.LOW,
            Confidence.HIGH,
            "Requests for names that nobody meant reach the workload; names can be taken over.",
            "name each host",
            List.of("SOC2-CC6.6"));

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
                        metadata: {name: web}
                        spec:
                          rules: [{host: "*.example.com"}]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web}
                        spec:
                          rules:
                            - http: {paths: []}
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web}
                        spec:
                          rules: [{host: web.example.com}]
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
        for (Node rule : m.root().listAt("spec", "rules")) {
            String host = rule.textAt("host").orElse("");
            if (host.isEmpty() || host.startsWith("*")) {
                out.at(
                        Spot.deepest(rule, rule.span(), "host"),
                        m.title() + " answers for " + (host.isEmpty() ? "any host" : host));
            }
        }
    }
}
